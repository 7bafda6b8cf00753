"""The watch that every other test here keeps."""

from __future__ import annotations

import pytest

from browser.reader import Readers

POLICY = {"content-security-policy": "default-src 'self'"}


@pytest.mark.parametrize(
    ("body", "headers", "heard"),
    [
        ("<script>console.error('broken')</script>", {}, "console: broken"),
        ("<script>console.warn('doubtful')</script>", {}, "console: doubtful"),
        ("<script>nothing()</script>", {}, "error: nothing is not defined"),
        ("<img src=/nothing.png>", {}, "console: Failed to load resource"),
        ("<img src=http://elsewhere.invalid/>", {}, "asked elsewhere: http://elsewhere.invalid/"),
        ("<p style='color: red'>red", POLICY, "console: Applying inline style violates"),
    ],
)
def test_a_reader_complains(reader: Readers, body: str, headers: dict[str, str], heard: str) -> None:
    visitor = reader()
    visitor.context.route("**/about/", lambda route: route.fulfill(body=body, content_type="text/html", headers=headers))
    visitor.open("/about/")
    visitor.page.wait_for_timeout(50)
    assert any(heard in complaint for complaint in visitor.complaints), visitor.complaints
    visitor.complaints.clear()
