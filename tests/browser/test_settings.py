"""What script adds to a page: large text that is remembered, a button that copies."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from support import ROOT, rows

from browser.reader import Readers

HALL = "/places/p0001/"


def size(page: Page) -> float:
    """Height of ordinary text in pixels."""
    return float(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))


def test_large_text_is_kept_from_page_to_page_until_it_is_pressed_again(reader: Readers) -> None:
    visitor = reader()
    page = visitor.open("/")
    usual = size(page)
    button = page.get_by_role("button", name="大字")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    assert round(size(page) / usual, 2) == 1.3
    for address in (HALL, "/data/hunan/places"):
        visitor.open(address)
        assert round(size(page) / usual, 2) == 1.3, address
        expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    page.reload()
    assert size(page) == usual


def test_the_copy_button_copies_the_address(reader: Readers) -> None:
    page = reader(permissions=["clipboard-read", "clipboard-write"]).open(HALL)
    page.get_by_role("button", name="复制地址").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    address = rows(ROOT / "datasets/places.csv")[0]["address"]
    assert page.evaluate("navigator.clipboard.readText()") == address


def test_without_script_no_button_stands_there_that_does_nothing(reader: Readers) -> None:
    visitor = reader(javascript=False)
    for address in ("/", "/map/", "/places/", HALL):
        page = visitor.open(address)
        idle = page.locator("button:not([type=submit]):visible").all_inner_texts()
        assert [text for text in idle if text.strip() != "搜索"] == [], address
