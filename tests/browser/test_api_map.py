"""The rows of an API page on the map: the table says the same, and does without it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from support import ROOT, rows

from browser.reader import Readers

PLACE = next(row for row in rows(ROOT / "datasets" / "places.csv") if row["location_accuracy"] == "site" and row["prefecture_code"])
ADDRESS = f"/data/hunan/places?place_id={PLACE['place_id']}"


def pin(page: Page) -> Locator:
    """The pin of the one row; from afar its prefecture has a ring, which a key opens."""
    marks = page.locator("#spots .ring, #spots .pin")
    expect(marks).to_have_count(1)
    found = page.locator("#spots .pin")
    if not found.count():
        marks.press("Enter")
    expect(found).to_have_count(1)
    return found


@pytest.mark.parametrize("width", [390, 1440])
def test_a_pin_opens_a_card_whose_link_leads_to_the_row(reader: Readers, width: int) -> None:
    page = reader(width).open(ADDRESS)
    pin(page).click()
    link = page.locator(".map-card a")
    expect(link).to_have_text(PLACE["name"])
    link.click()
    expect(page.locator("tr:target")).to_have_attribute("data-label", PLACE["name"])


def test_the_map_is_used_by_key_alone_and_gives_the_focus_back(reader: Readers) -> None:
    page = reader().open(ADDRESS)
    mark = pin(page)
    mark.press("Enter")
    expect(page.locator(".map-card")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".map-card")).to_be_hidden()
    expect(mark).to_be_focused()


def test_a_row_known_to_a_county_only_has_no_pin(reader: Readers) -> None:
    page = reader().open("/data/hunan/places?location_accuracy=county")
    expect(page.locator("#spots .county.c1").first).to_be_attached()
    assert page.locator("tr[data-lon]").count() == 0
    assert page.locator("#spots .pin").count() == 0


def test_points_of_a_query_that_names_no_division_are_on_the_map_from_afar_too(reader: Readers) -> None:
    page = reader(390).open("/data/hunan?sql=select+lon,+lat+from+places+where+lon+is+not+null+limit+9")
    marks = page.locator("#spots .pin, #spots .ring")
    expect(marks.first).to_be_visible()
    counted = page.locator("#spots .ring > span[aria-hidden]:not(.lab)").all_inner_texts()
    assert sum(map(int, counted)) + page.locator("#spots .pin").count() == 9


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


def test_a_statement_that_was_refused_is_still_in_its_box(reader: Readers) -> None:
    page = reader().open("/data/hunan?sql=drop+table+places", 400)
    expect(page.get_by_role("textbox", name="SQL")).to_have_value("drop table places")


def test_a_statement_that_failed_is_told_and_tied_to_its_box(reader: Readers) -> None:
    page = reader().open("/data/hunan?sql=select+nosuch&_lang=en", 400)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("There is no such column")
    box = page.get_by_role("textbox", name="SQL (read only)")
    expect(box).to_have_attribute("aria-invalid", "true")
    assert page.locator(f"#{box.get_attribute('aria-describedby')}").count() == 1
    alert.get_by_role("link", name="Back to the SQL").press("Enter")
    box.focus()
    box.fill("select place_id from places limit 1")
    page.get_by_role("button", name="Run").press("Enter")
    expect(page.locator("table.raw tbody tr")).to_have_count(1)
    expect(page.locator("html")).to_have_attribute("lang", "en")
