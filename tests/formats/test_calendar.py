"""Our calendars as a calendar program reads them."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

import pytest
from builds import Build
from client import Client
from icalendar import Calendar
from support import table, with_role

from formats.data import DATA, DATED, SCHEMAS


def occasions(name: str) -> dict[str, tuple[date, date]]:
    """UID → first and last day of what the CSV knows to the month at least, totals left out."""
    schema, found = SCHEMAS[name], {}
    kind, start, end = (with_role(schema, role) for role in ("kind", "start", "end"))
    for row in DATA[name]:
        if len(row[start]) >= 7 and "summary" not in row[kind]:
            last = row[end] if len(row[end]) >= 7 else row[start]
            found[f"{name}-{row[schema['primaryKey']]}@science-hunan"] = (_first(row[start]), _last(last))
    return found


def _first(text: str) -> date:
    return date.fromisoformat(text if len(text) == 10 else f"{text}-01")


def _last(text: str) -> date:
    year, month = map(int, text.split("-")[:2])
    return date.fromisoformat(text) if len(text) == 10 else date(year, month, calendar.monthrange(year, month)[1])


@pytest.mark.parametrize("name", DATED)
def test_a_calendar_holds_every_known_day_and_month(client: Client, real: Build, name: str) -> None:
    for data in ((real.downloads / f"{name}.ics").read_bytes(), client.get(f"/data/hunan/{table(name)}.ics").content):
        found = Calendar.from_ical(data)
        assert {str(e["uid"]): (e.start, e.end - timedelta(days=1)) for e in found.events} == occasions(name)
        assert [str(zone["tzid"]) for zone in found.timezones] == ["Asia/Shanghai"]
        assert all(str(e["dtstamp"].dt.tzinfo) == "UTC" for e in found.events)
        assert all("出处：" in e["description"] and "核实：" in e["description"] for e in found.events)


def test_a_calendar_says_of_a_month_that_only_the_month_is_known(real: Build) -> None:
    found = Calendar.from_ical((real.downloads / "exhibition-stops.ics").read_bytes())
    started = {f"exhibition-stops-{row['stop_id']}@science-hunan": row["start_on"] for row in DATA["exhibition-stops"]}
    vague = {str(e["uid"]): str(e["summary"]) for e in found.events if len(started[str(e["uid"])]) == 7}
    assert vague
    assert all(title.endswith("（只知道月份）") for title in vague.values())
    assert "只知道月份" not in "".join(str(e["summary"]) for e in found.events if str(e["uid"]) not in vague)


def test_an_event_from_the_api_leads_to_its_page(client: Client) -> None:
    events = Calendar.from_ical(client.get("/data/hunan/exhibition_stops.ics").content).events
    assert [client.get(str(e["url"])).status_code for e in events] == [200] * len(events)
    assert all(str(e["url"]).startswith("http://portal/exhibition-stops/") for e in events)


@pytest.mark.parametrize("name", DATED)
def test_every_line_of_a_calendar_is_as_short_and_ends_as_the_standard_asks(real: Build, name: str) -> None:
    data = (real.downloads / f"{name}.ics").read_bytes()
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert not [line for line in lines if len(line) > 75 or b"\n" in line or b"\r" in line]
    assert all(line.decode("utf-8") for line in lines)
    assert (lines[0], lines[-1]) == (b"BEGIN:VCALENDAR", b"END:VCALENDAR")
    content = re.sub(rb"\r\n ", b"", data).decode().splitlines()
    assert not [line for line in content if not re.match(r"[A-Z-]+(;[A-Z]+=[^:]+)?:.", line)]


def test_a_filtered_table_or_a_query_is_a_calendar_too(client: Client) -> None:
    wanted = {f"exhibition-stops-{r['stop_id']}@science-hunan" for r in DATA["exhibition-stops"] if r["prefecture_code"] == "430400"}
    wanted &= set(occasions("exhibition-stops"))
    sql = "select stop_id, 1 as n from exhibition_stops where prefecture_code = '430400'"
    for answer in (client.get("/data/hunan/exhibition_stops.ics", prefecture_code="430400"), client.get("/data/hunan.ics", sql=sql)):
        assert wanted
        assert {str(e["uid"]) for e in Calendar.from_ical(answer.content).events} == wanted
