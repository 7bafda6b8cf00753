"""Law 9: solid, outlined, hatched, dashed mean known, reported, somewhere in here, unknown, wherever they are drawn."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect
from support import ROOT, rows

from browser.reader import Readers

PLACES = rows(ROOT / "datasets/places.csv")
NOTHING = "rgba(0, 0, 0, 0)"
HATCH, AREA = re.compile("url.*#hatch(?!-)"), re.compile("url.*#hatch-area")


def solid(mark: Locator) -> None:
    """A mark that is filled."""
    expect(mark).not_to_have_css("background-color", NOTHING)
    expect(mark).not_to_have_css("border-top-style", "dashed")


def outlined(mark: Locator) -> None:
    """A mark with a line and nothing inside."""
    expect(mark).to_have_css("background-color", NOTHING)
    expect(mark).to_have_css("border-top-style", "solid")


def dashed(mark: Locator) -> None:
    """A mark that only stands in for one."""
    expect(mark).to_have_css("border-top-style", "dashed")


def patterns_are_drawn(page: Page) -> None:
    """A hatch whose pattern is not rendered fills with nothing at all."""
    for name in ("hatch", "hatch-area"):
        assert page.locator(f"#{name} path").evaluate("one => getComputedStyle(one).stroke") != "none"
        assert page.locator(f".sprite:has(#{name})").evaluate("one => getComputedStyle(one).display") != "none"


def test_legend_and_marks_of_the_map_are_solid_dashed_and_hatched(reader: Readers) -> None:
    page = reader().open("/map/")
    expect(page.locator(".mark-on-map .pin").first).to_be_visible()
    patterns_are_drawn(page)
    legend = page.locator(".legend")
    solid(legend.locator(".pin:not(.wide)"))
    dashed(legend.locator(".pin.wide"))
    expect(legend.locator(".near .sw rect")).to_have_css("fill", HATCH)
    dashed(legend.locator(".lab em"))
    for known in ("point", "wide", "county", "prefecture"):
        expect(legend.locator(f"[data-known={known}]")).to_have_text(re.compile(r"^[1-9]\d*$"))

    ground = page.locator(".stage path.only")
    expect(ground.first).to_have_css("fill", HATCH)
    expect(ground).to_have_count(len({row["county_code"] for row in PLACES if row["location_accuracy"] in ("county", "township")}))
    dashed(page.locator(".mark-on-map .rest em").first)
    wide = page.locator(".mark-on-map .pin.wide").first
    dashed(wide)
    unchosen = wide.evaluate("one => getComputedStyle(one).backgroundColor")
    wide.click()
    chosen = page.locator(".mark-on-map .pin.on")
    dashed(chosen)
    expect(chosen).to_have_css("background-color", unchosen)


def test_a_week_is_solid_where_open_outlined_where_closed_and_dashed_where_unknown(reader: Readers) -> None:
    page = reader().open("/places/p0069/")  # 衡阳市博物馆: Tu-Su; Mo off
    days = page.locator(".answers .week i")
    outlined(days.nth(0))
    for day in range(1, 7):
        solid(days.nth(day))

    page = reader().open("/places/p0056/")  # 韶山毛泽东同志纪念馆: from nine to four, the source does not say on which days
    days = page.locator(".answers .week i")
    expect(days).to_have_count(7)
    for day in range(7):
        dashed(days.nth(day))
        expect(days.nth(day)).to_have_css("background-color", NOTHING)


@pytest.mark.parametrize("name", ["places", "societies"])
def test_the_seal_of_a_record_is_as_sure_as_its_verification(reader: Readers, name: str) -> None:
    page = reader().open(f"/{name}/")
    seals = page.locator("[data-list] .row").evaluate_all(
        "all => Object.fromEntries(all.map(one => [one.id, one.querySelector('h3 .seal').className]))"
    )
    records = rows(ROOT / f"datasets/{name}.csv")
    assert seals == {next(iter(row.values())): f"seal {row['verification']}" for row in records}
    solid(page.locator("[data-list] .seal.official").first)
    outlined(page.locator("[data-list] .seal.reported").first)
    dashed(page.locator("[data-list] .seal.unconfirmed").first)
    expect(page.locator("[data-list] .seal.unconfirmed").first).to_have_css("background-color", NOTHING)


def drawn(row: dict[str, str]) -> str:
    """What the locator of a place is made of."""
    if not row["prefecture_code"]:
        return "void"
    if row["location_accuracy"] in ("site", "street") and row["lon"]:
        return "d"
    return "area" if row["location_accuracy"] in ("county", "township") else "hatch"


def test_a_locator_is_as_exact_as_the_place_is_known(reader: Readers) -> None:
    page = reader().open("/places/")
    marks = page.locator("[data-list] .row").evaluate_all(
        "all => Object.fromEntries(all.map(one => [one.id, one.querySelector('.loc [class]').getAttribute('class').replace('spot', 'area')]))"
    )
    assert marks == {row["place_id"]: drawn(row) for row in PLACES}
    patterns_are_drawn(page)
    locators = page.locator("[data-list] .loc")
    expect(locators.locator(".d").first).not_to_have_css("fill", "none")
    expect(locators.locator(".area").first).to_have_css("fill", AREA)
    expect(locators.locator(".hatch").first).to_have_css("fill", HATCH)
    expect(locators.locator(".void").first).to_have_css("fill", "none")
    for unsure in (".hatch", ".void"):
        expect(locators.locator(unsure).first).not_to_have_css("stroke-dasharray", "none")


def test_a_stop_is_hatched_when_only_its_month_is_known_and_dashed_without_a_date(reader: Readers) -> None:
    page = reader().open("/exhibition-stops/")
    for row in rows(ROOT / "datasets/exhibition-stops.csv"):
        if row["record_type"] != "stop" or not row["county_code"]:
            continue
        stamp = page.locator(f"#{row['stop_id']} .stp")
        if not row["start_on"]:
            expect(stamp).to_have_css("fill", "none")
            expect(stamp.locator("path")).not_to_have_css("stroke-dasharray", "none")
        elif len(row["start_on"]) < len("2000-01-01"):
            expect(stamp).to_have_css("fill", HATCH)
        else:
            expect(stamp).not_to_have_css("fill", re.compile("none|url"))
