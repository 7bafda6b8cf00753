"""A reader whose network goes away: what was seen stays, what was not says so, and installing is offered."""

from __future__ import annotations

from pathlib import Path

from builds import Build
from playwright.sync_api import Browser, expect
from served import served

# The worker has what it needs, and answers this page too.
READY = "navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"


def test_pages_seen_before_open_without_a_network(browser: Browser, real: Build, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page = context.new_page()
    with served(real, tmp_path) as portal:
        page.goto(f"{portal}/")
        page.wait_for_function(READY)
        page.goto(f"{portal}/places/p0001/?from=list")
        heading = page.locator("h1").inner_text()
    page.goto(f"{portal}/places/p0001/")
    expect(page.locator("h1")).to_have_text(heading)
    assert page.evaluate("document.styleSheets.length") > 0
    page.goto(f"{portal}/places/p0002/")
    expect(page.locator("h1")).to_have_text("现在没有网络")
    page.locator("[data-seen]").get_by_role("link", name=heading).click()
    expect(page.locator("h1")).to_have_text(heading)
    context.close()


def test_a_browser_finds_nothing_missing_to_install_it(browser: Browser, portal: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{portal}/en/about/")
    page.wait_for_function(READY)
    errors = context.new_cdp_session(page).send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert errors in ([], [{"errorId": "in-incognito", "errorArguments": []}])  # a test's browser keeps nothing
    context.close()
