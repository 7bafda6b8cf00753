"""Text that can be read: contrast computed from what the browser painted, no library needed for four numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser.reader import Readers

CONTRAST = Path(__file__).with_name("contrast.js").read_text("utf-8")
PAGES = [
    "/",
    "/map/",
    "/places/p0001/",
    "/museums/",
    "/exhibition-stops/",
    "/catalog/",
    "/catalog/science-museums/",
    "/plan/",
    "/search/?q=湿地",
    "/data/hunan/places",
    "/en/",
]


@pytest.mark.parametrize("address", PAGES)
def test_every_visible_text_has_a_contrast_of_at_least_four_and_a_half(reader: Readers, address: str) -> None:
    page = reader().open(address)
    if address == "/map/":
        page.locator(".mark-on-map .pin").first.click()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        seen = page.evaluate(CONTRAST)
        assert seen["looked"] > 20
        assert (scheme, seen["bad"]) == (scheme, [])


def test_the_contrast_is_computed_as_the_standard_says(reader: Readers) -> None:
    page = reader().page
    for ink, ground, expected in [("#767676", "#fff", []), ("#777", "#fff", ["4.48"]), ("#fff8", "#000", []), ("#fff6", "#000", ["3.66"])]:
        page.set_content(f'<body style="background:{ground}"><p style="color:{ink}">text')
        assert [line.split()[0] for line in page.evaluate(CONTRAST)["bad"]] == expected
