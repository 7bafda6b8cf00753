"""A strict content policy: every script, style and drawing is a file of our own host."""

from __future__ import annotations

from playwright.sync_api import Route, expect

from browser import kinds
from browser.reader import Readers

POLICY = "default-src 'self'"


def strictly(route: Route) -> None:
    """Answer as the server does, with the policy on top."""
    answer = route.fetch(max_redirects=0)
    route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": POLICY})


def test_nothing_is_blocked_under_a_strict_content_policy(reader: Readers) -> None:
    visitor = reader()
    visitor.context.route("**/*", lambda route: strictly(route) if route.request.is_navigation_request() else route.continue_())
    visitor.context.add_init_script(
        "document.addEventListener('securitypolicyviolation', one => console.error(one.violatedDirective, one.blockedURI, one.sample))"
    )
    for address in kinds.ONE_OF_EACH:
        visitor.open(address, kinds.status(address))
        assert visitor.complaints == [], address

    page = visitor.open("/map/?prefecture=431000")
    page.locator(".mark-on-map .pin").first.click()
    expect(page.locator(".map-card")).to_be_visible()
    page = visitor.open("/places/?kind=museum")
    page.get_by_role("searchbox").fill("长沙")

    page = visitor.open("/contribute/edit/?dataset=places&id=p0001")
    page.locator("summary", has_text="在地图上点").click()
    page.get_by_role("button", name="放在正中").click()
    expect(page.locator(".pin-map .pin")).to_be_visible()
    page.get_by_role("button", name="检查", exact=True).click()
    expect(page.locator(".errsum, #outcome").locator("visible=true")).to_be_visible()
    assert visitor.complaints == []
