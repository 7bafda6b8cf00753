"""The page of one hall, whose hours two sources state differently."""

from __future__ import annotations

from playwright.sync_api import expect
from support import ROOT, rows

from browser.reader import Readers

NAME = "湖南省科学技术馆"


def test_the_provincial_hall_shows_address_titles_sources_and_both_reported_hours(reader: Readers) -> None:
    page = reader().open("/")
    page.get_by_role("combobox", name="找地方").fill(NAME)
    page.keyboard.press("Enter")
    page.get_by_role("link", name=NAME, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)

    (place,) = (row for row in rows(ROOT / "datasets/places.csv") if row["name"] == NAME)
    here = place["place_id"]
    main = page.locator("main")
    expect(main.locator(".say", has_text=place["address"])).to_be_visible()
    for title in rows(ROOT / "datasets/designations.csv"):
        if title["place_id"] == here:
            expect(main.locator("#designations")).to_contain_text(title["title"])
    named = {row["source_id"]: row["title"] for row in rows(ROOT / "datasets/sources.csv")}
    listed = main.locator(".sources li").all_inner_texts()
    for source in place["sources"].split(";"):
        assert any(named[source] in line for line in listed), source

    said = [row for row in rows(ROOT / "datasets/disputed-facts.csv") if (row["record_id"], row["field"]) == (here, "opening_hours")]
    assert len(said) == 2
    for row in said:
        line = main.locator("#disputed li", has_text=row["value"])
        expect(line).to_be_visible()
        expect(line.locator(".seal")).to_have_css("border-style", "dashed")
    expect(main.get_by_role("img", name="开放日未知")).to_be_visible()
    expect(main.locator(".week .on")).to_have_count(0)
