"""Opening hours in OpenStreetMap syntax: valid or not, and the week they draw."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined]  # its stub leaves ParserError out

# An ordinary week in the middle of each month, without public holidays: a build reads no clock.
MONDAYS = [date(2025, month, 8) + timedelta(days=-date(2025, month, 8).weekday() % 7) for month in range(1, 13)]


ALL_DAY = ("0:00—24:00",)

# A comment, or a day that its month has not, alone or ending a span of days. The library takes any day up to 31.
NO_DAY = re.compile(r'"[^"]*"|((?:feb ?(?:[0-9]+ ?- ?)?3[01]|(?:apr|jun|sep|nov) ?(?:[0-9]+ ?- ?)?31)(?![0-9:]))')


def fault(text: str) -> str:
    """Why the text is no opening hours; empty when it is."""
    try:
        OpeningHours(text)
    except ParserError as error:
        return str(error).strip().splitlines()[-1].removeprefix("  = ")
    return ""


def no_day(text: str) -> str:
    """The first date that no calendar has, such as Feb 30, as it is typed; empty when all are possible."""
    return next((text[slice(*found.span(1))] for found in NO_DAY.finditer(text.lower()) if found[1]), "")


@dataclass(frozen=True)
class Day:
    """One weekday: open, closed or (None) not known, and its spans as 9:00—17:00."""

    open: bool | None
    spans: tuple[str, ...]


def days(text: str, monday: date = MONDAYS[5]) -> list[Day]:
    """Monday to Sunday of the week that starts on `monday`; empty without valid hours."""
    if not text or fault(text):
        return []
    hours = OpeningHours(text)
    return [_day(hours, monday + timedelta(days=n)) for n in range(7)]


def week(text: str) -> list[Day] | None:
    """The week when every day of it is known and the same days are open all year; None otherwise."""
    found = days(text)
    known = found and all(day.open is not None for day in found)
    return found if known and all(_open(days(text, monday)) == _open(found) for monday in MONDAYS) else None


def _open(found: list[Day]) -> list[bool | None]:
    return [day.open for day in found]


def _day(hours: OpeningHours, day: date) -> Day:
    start = datetime.combine(day, datetime.min.time())
    found = [span for span in hours.intervals(start, start + timedelta(days=1)) if span[2] != State.CLOSED]
    spans = tuple(f"{_clock(first, day)}—{_clock(last, day)}" for first, last, *_ in found)
    return Day(None if any(span[2] == State.UNKNOWN for span in found) else bool(found), spans)


def _clock(moment: datetime, day: date) -> str:
    return f"{moment.hour}:{moment.minute:02d}" if moment.date() == day else "24:00"


def summary(text: str) -> str:
    """The usual spans in one line: 9:00—12:00，14:00—17:00. By months, where they differ over the year.

    A place that never closes is 全天.
    """
    months = [_usual(days(text, monday)) for monday in MONDAYS]
    if len(set(months)) == 1:
        return months[0]
    starts = [n for n in range(12) if months[n] != months[n - 1]]
    ends = [*starts[1:], starts[0] + 12]
    return "；".join(f"{start + 1}—{(end - 1) % 12 + 1}月{months[start] or '关闭'}" for start, end in zip(starts, ends, strict=True))


def _usual(found: list[Day]) -> str:
    """The most frequent spans of a week."""
    spans = [("全天",) if day.spans == ALL_DAY else day.spans for day in found if day.spans]
    return "，".join(Counter(spans).most_common(1)[0][0]) if spans else ""
