"""iCalendar (RFC 5545): what happens on known days, or in a known month, as events of whole days."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from icalendar import Calendar, Component, Event, Timezone, TimezoneStandard

from kepu.formats.dating import instant, newest
from kepu.formats.words import day, lines
from kepu.model import Dataset, Field
from kepu.partial_date import parse
from kepu.records import Record

MEDIA_TYPE = "text/calendar; charset=utf-8"
TAIL = "END:VCALENDAR\r\n"
ZONE = "Asia/Shanghai"
MONTH = len("2021-04")
# The mark of a kind of event that was only planned.
PLANNED = "dashed"
ABOUT = "日期只知道月份的，占满那个月，并且写明；只知道年份的和合计数不在日历里。"


def takes(dataset: Dataset) -> bool:
    """True when rows go from a date to a date. A founding has no end, and a year of awards is no event."""
    return all(_to_the_day(dataset.role_of(role)) for role in ("start", "end"))


def _to_the_day(field: Field | None) -> bool:
    return bool(field and (field.type == "date" or field.format == "partial-date"))


def head(package: str, title: str) -> str:
    """The calendar before its first event."""
    calendar = Calendar()
    properties = {"prodid": f"-//{package}//{title}//ZH", "version": "2.0", "calscale": "GREGORIAN", "method": "PUBLISH"}
    said = {"name": title, "x-wr-calname": title, "description": ABOUT, "x-wr-caldesc": ABOUT, "x-wr-timezone": ZONE}
    for name, value in (properties | said).items():
        calendar.add(name, value)
    calendar.add_component(_zone())
    return _text(calendar).removesuffix(TAIL)


def _zone() -> Timezone:
    """China since its last summer time, which ended in the night to 15 September 1991. Written out, so that no system's copy counts."""
    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1991, 9, 15, 2))  # noqa: DTZ001  # local time, as the standard asks here
    standard.add("tzoffsetfrom", timedelta(hours=9))
    standard.add("tzoffsetto", timedelta(hours=8))
    standard.add("tzname", "CST")
    zone = Timezone()
    zone.add("tzid", ZONE)
    zone.add_component(standard)
    return zone


def event(record: Record, base: str) -> str:
    """One record as an event; empty when its month is not known or it is a total. `base` is the portal's address, if it is known."""
    start, end, kind = record.start, str(record.role("end") or ""), record.kind
    if len(start) < MONTH or (kind and kind.total):
        return ""
    first, last = _span(start, end)
    found = Event()
    found.add("uid", f"{record.dataset.name}-{record.id}@{record.library.catalog.name}")
    found.add("dtstamp", instant(newest(record)))
    found.add("dtstart", first)
    found.add("dtend", last + timedelta(days=1))
    found.add("summary", record.label + _known_to(start, end))
    found.add("description", "\n".join(lines(record)))
    found.add("categories", [record.dataset.title, *([kind.label] if kind else [])])
    if kind and kind.mark == PLANNED:
        found.add("status", "TENTATIVE")
    found.add("transp", "TRANSPARENT")  # it is on, but nobody is booked
    _where(found, record)
    if "://" in base:
        found.add("url", base + record.home)
    return _text(found)


def _text(component: Component) -> str:
    return str(component.to_ical(), "utf-8")


def _span(start: str, end: str) -> tuple[date, date]:
    """First and last day. An end known only to the year says too little to fill months with."""
    first, last = parse(start), parse(end if len(end) >= MONTH else start)
    assert first, "the check lets no other date through"
    assert last, "the check lets no other date through"
    return first[0], last[1]


def _known_to(start: str, end: str) -> str:
    """What the title says of dates that are not known to the day."""
    if len(start) == MONTH:
        return "（只知道月份）"
    return f"（到{day(end)}，哪一天不知道）" if end and len(end) <= MONTH else ""


def _where(found: Event, record: Record) -> None:
    """The place in words, and its point where it is the place's own."""
    place = record.place
    parts = [record.prefecture, record.county, place if place is not record else None]
    said = [*(part.label for part in parts if part), record.role("venue"), (place or record).role("address")]
    location = " ".join(dict.fromkeys(str(part) for part in said if part))
    if location:
        found.add("location", location)
    if place and place.pinned and place.point:
        lon, lat = place.point
        found.add("geo", (lat, lon))
