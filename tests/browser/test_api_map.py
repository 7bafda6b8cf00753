"""The rows of an API page on the map: the table says the same, and does without it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browser.reader import Readers

NEAR = "/data/hunan/places_near?lon=112.98&lat=28.20&km=10"


@pytest.mark.parametrize("width", [390, 1440])
def test_a_mark_opens_a_card_whose_link_leads_to_the_row(reader: Readers, width: int) -> None:
    page = reader(width).open("/data/hunan/places?kind=geology")
    rows = page.locator("tr[data-known]")
    shown = page.locator("#spots")
    expect(shown).to_be_visible()
    expect(shown.locator(".mark-on-map").first).to_be_visible()
    closer = shown.get_by_role("button", name="放大")
    while not shown.locator(".pin").count():
        closer.click()
    shown.locator(".pin").first.dispatch_event("click")
    link = shown.locator(".map-card a").first
    expect(link).to_be_visible()
    assert link.inner_text() in rows.evaluate_all("rows => rows.map(row => row.dataset.label)")
    link.click()
    expect(page.locator(":target")).to_have_attribute("data-label", link.inner_text())


def test_the_map_is_used_by_key_alone_and_gives_the_focus_back(reader: Readers) -> None:
    page = reader().open(NEAR)
    expect(page.locator("#spots .mark-on-map .lab, #spots .mark-on-map .pin").first).to_be_visible()
    mark = page.locator("#spots .pin, #spots .cnt").first
    closer = page.locator("#spots").get_by_role("button", name="放大")
    while not mark.count():
        closer.press("Enter")
    mark.focus()
    mark.press("Enter")
    expect(page.locator(".map-card")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".map-card")).to_be_hidden()
    assert page.evaluate("!!document.activeElement.closest('#spots')")


def test_a_row_known_to_a_county_only_has_no_pin(reader: Readers) -> None:
    page = reader().open("/data/hunan/places?location_accuracy=county")
    expect(page.locator("#spots .county.c1").first).to_be_attached()
    assert page.locator("tr[data-lon]").count() == 0
    assert page.locator("#spots .pin").count() == 0


def test_without_javascript_the_table_stands_alone_and_the_language_still_turns(reader: Readers) -> None:
    page = reader(javascript=False).open("/data/hunan/places?kind=museum")
    expect(page.locator("#spots")).to_be_hidden()
    before = page.locator("tbody tr").count()
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.locator("tbody tr").count() == before
    page.get_by_role("link", name="Next page").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert re.search(r"kind=museum", page.url)


def test_a_statement_that_failed_is_told_and_tied_to_its_box(reader: Readers) -> None:
    page = reader().open("/data/hunan?sql=select+nothing&_lang=en", 400)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("There is no such column")
    box = page.get_by_label("SQL")
    expect(box).to_have_attribute("aria-invalid", "true")
    assert page.locator(f"#{box.get_attribute('aria-describedby')}").count() == 1
    alert.get_by_role("link", name="Back to the SQL").press("Enter")
    box.focus()
    box.fill("select place_id from places limit 1")
    page.get_by_role("button", name="Run").press("Enter")
    expect(page.locator("table.raw tbody tr")).to_have_count(1)
    expect(page.locator("html")).to_have_attribute("lang", "en")
