"""A plan of one's own: its address is the plan, and it claims nothing that is not known."""

from __future__ import annotations

import datetime
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from builds import Build
from icalendar import Calendar
from playwright.sync_api import Page, expect
from support import ROOT, rows

from browser.reader import Readers
from kepu.distance import metres

GPX = "{http://www.topografix.com/GPX/1/1}"
MONDAY = "/routes/plan/?in=430100&days=3&each=4&from=2026-03-09&kind=museum&kind=scenic"
DAYLESS = "/routes/plan/?in=430800&days=2&each=3"


@pytest.fixture(scope="module")
def places(real: Build) -> dict[str, dict[str, Any]]:
    """What the planner knows of each place."""
    return {one["id"]: one for one in json.loads((real.site / "routes/plan/places.json").read_text("utf-8"))["places"]}


def planned(page: Page) -> list[list[tuple[str, str]]]:
    """Day by day, the id and the words of each stop."""
    page.locator("#plan h2").wait_for()
    found = page.locator("#plan section").evaluate_all(
        "days => days.map(day => [...day.querySelectorAll('li')].map(one => [one.querySelector('h4 a').pathname.split('/').at(-2), one.innerText]))"
    )
    return [[(key, text) for key, text in day] for day in found]


def spans(place: dict[str, Any], day: datetime.date) -> list | None:
    """What the build worked out for a day; None when it is not known."""
    agenda = place["agenda"]
    at = (day - datetime.date.fromisoformat(agenda["from"])).days if agenda else -1
    return agenda["days"][ord(agenda["which"][at]) - ord("a")] if agenda and 0 <= at < len(agenda["which"]) else None


@pytest.mark.parametrize("address", [MONDAY, DAYLESS])
def test_one_address_is_one_plan_wherever_and_whenever_it_is_opened(reader: Readers, address: str) -> None:
    here, there = reader(), reader(width=390, timezone_id="America/New_York")
    there.page.clock.set_fixed_time("2031-12-31T23:30:00Z")
    first = planned(here.open(address))
    assert first
    assert planned(there.open(address)) == first


def test_nothing_known_to_be_closed_that_day_is_planned_and_unknown_hours_say_to_call(reader: Readers, places: dict[str, dict]) -> None:
    days = planned(reader().open(MONDAY))
    assert len(days) == 3
    for n, day in enumerate(days):
        for key, text in day:
            known = spans(places[key], datetime.date(2026, 3, 9 + n))
            assert known != []
            assert ("先打电话" in text) == (known is None or not all(sure for *_, sure in known))
            assert places[key]["prefecture"] == "430100"
            assert places[key]["kind"] in ("museum", "scenic")


def test_a_distance_is_told_between_two_points_and_called_a_straight_line(reader: Readers, places: dict[str, dict]) -> None:
    for day in planned(reader().open(DAYLESS)):
        for (before, _), (key, text) in pairwise(day):
            points = places[before]["point"], places[key]["point"]
            told = re.findall(r"离上一站直线([\d.]+)公里", text)
            assert told == ([f"{metres(*points[0], *points[1]) / 1000:.1f}"] if all(points) else [])


def test_a_plan_goes_along_as_days_of_a_calendar_and_as_waypoints(reader: Readers, places: dict[str, dict], tmp_path: Path) -> None:
    page = reader().open(MONDAY)
    days = planned(page)
    events = Calendar.from_ical(taken(page, "放进日历", tmp_path)).events
    assert [event["dtstart"].dt for event in events] == [datetime.date(2026, 3, 9 + n) for n in range(3)]
    assert all(places[key]["name"] in event["description"] for event, day in zip(events, days, strict=True) for key, _ in day)
    gpx = ElementTree.fromstring(taken(page, "GPX", tmp_path))
    stops = [key for day in days for key, _ in day]
    expected = [(f"{n} {places[key]['name']}", *places[key]["point"]) for n, key in enumerate(stops, 1) if places[key]["point"]]
    assert [(w.findtext(f"{GPX}name"), float(w.attrib["lon"]), float(w.attrib["lat"])) for w in gpx.iter(f"{GPX}wpt")] == expected


def taken(page: Page, button: str, folder: Path) -> bytes:
    """The file that a button of the page hands out."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    waiting.value.save_as(folder / "taken")
    return (folder / "taken").read_bytes()


def test_the_form_writes_the_address_and_works_by_keyboard(reader: Readers) -> None:
    page = reader(width=390).open("/routes/plan/")
    page.get_by_label("市州").select_option("430800")
    page.get_by_label("博物馆").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/routes/plan/?in=430800&days=1&each=2&kind=museum")
    expect(page.get_by_label("博物馆")).to_be_checked()
    assert planned(page)


def test_an_unknown_prefecture_in_the_address_says_what_to_do(reader: Readers) -> None:
    expect(reader().open("/routes/plan/?in=999").locator("#plan")).to_have_text("网址里的市州“999”认不出。在上面重新选一个。")


def test_without_script_the_planner_leads_to_every_prefecture(reader: Readers) -> None:
    page = reader(javascript=False).open("/routes/plan/")
    expect(page.locator("#wish")).to_be_hidden()
    expect(page.locator(".stamps a")).to_have_count(sum(row["level"] == "prefecture" for row in rows(ROOT / "datasets/divisions.csv")))


def test_a_route_goes_into_the_calendar_on_the_day_the_reader_picks(reader: Readers, tmp_path: Path) -> None:
    page = reader().open("/tourism-routes/r032/")
    page.get_by_label("哪天出发").fill("2026-07-18")
    (event,) = Calendar.from_ical(taken(page, "放进日历", tmp_path)).events
    assert (event["dtstart"].dt, event["dtend"].dt) == (datetime.date(2026, 7, 18), datetime.date(2026, 7, 23))
    stops = [row["stop_name"] for row in rows(ROOT / "datasets/route-stops.csv") if row["route_id"] == "r032"]
    assert all(name in event["description"] for name in stops)
    assert "自己选的" in event["description"]
