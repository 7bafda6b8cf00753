"""Every kind of page, from a small phone to a desk, by day and by night, with text in both sizes."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser import kinds
from browser.reader import Readers

# Every width with every size of text; by day and by night in turn, since colours move nothing.
SCREENS = [(320, "light", ""), (320, "dark", "large"), (390, "dark", ""), (390, "light", "large"),
           (768, "light", ""), (768, "dark", "large"), (1440, "dark", ""), (1440, "light", "large")]  # fmt: skip
BEYOND_THE_EDGE = Path(__file__).with_name("beyond_the_edge.js").read_text("utf-8")
SAID = """() => ({
  lang: document.documentElement.lang, brand: document.title.split(' - ').pop(),
  headings: [...document.querySelectorAll('h1')].map(one => !!one.innerText.trim()), mains: document.querySelectorAll('main').length,
})"""


def beyond(page: Page) -> dict[str, list[str]]:
    """Screen → what ends beyond its edge."""
    found = {}
    for width, scheme, text in SCREENS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        page.evaluate("text => document.documentElement.dataset.text = text", text)
        found[f"{width} {scheme} {text}"] = page.evaluate(BEYOND_THE_EDGE)
    return {screen: parts for screen, parts in found.items() if parts}


@pytest.mark.parametrize("group", kinds.GROUPS)
def test_no_page_scrolls_sideways_and_each_has_one_heading_and_its_language(reader: Readers, group: str) -> None:
    visitor = reader()
    wrong = {}
    for address in kinds.GROUPS[group]:
        page = visitor.open(address, kinds.status(address))
        lang, brand = ("en", "Science Hunan") if address in kinds.ENGLISH else ("zh-CN", "科普湖南")
        said = page.evaluate(SAID)
        if said != {"lang": lang, "brand": brand, "headings": [True], "mains": 1}:
            wrong[address] = said
        if parts := beyond(page):
            wrong[f"{address} beyond the edge"] = parts
    assert wrong == {}
