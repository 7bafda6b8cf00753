"""Opening hours in OpenStreetMap syntax: valid or not, and the week they draw."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined]  # its stub leaves ParserError out

# Any week without public holidays: the drawing shows the ordinary week, and a build reads no clock.
ORDINARY_MONDAY = date(2025, 6, 9)


def fault(text: str) -> str:
    """Why the text is no opening hours; empty when it is."""
    try:
        OpeningHours(text)
    except ParserError as error:
        return str(error).strip().splitlines()[-1].removeprefix("  = ")
    return ""


@dataclass(frozen=True)
class Day:
    """One weekday: open, closed or (None) not known, and its spans as 9:00—17:00."""

    open: bool | None
    spans: tuple[str, ...]


def days(text: str) -> list[Day]:
    """Monday to Sunday of an ordinary week; empty without valid hours."""
    if not text or fault(text):
        return []
    hours = OpeningHours(text)
    return [_day(hours, ORDINARY_MONDAY + timedelta(days=n)) for n in range(7)]


def week(text: str) -> list[Day] | None:
    """The week when every day of it is known; None otherwise."""
    found = days(text)
    return found if found and all(day.open is not None for day in found) else None


def _day(hours: OpeningHours, day: date) -> Day:
    start = datetime.combine(day, datetime.min.time())
    found = [span for span in hours.intervals(start, start + timedelta(days=1)) if span[2] != State.CLOSED]
    spans = tuple(f"{_clock(first, day)}—{_clock(last, day)}" for first, last, *_ in found)
    return Day(None if any(span[2] == State.UNKNOWN for span in found) else bool(found), spans)


def _clock(moment: datetime, day: date) -> str:
    return f"{moment.hour}:{moment.minute:02d}" if moment.date() == day else "24:00"


def summary(text: str) -> str:
    """The most frequent spans of the week in one line: 9:00—12:00，14:00—17:00."""
    spans = [day.spans for day in days(text) if day.spans]
    return "，".join(Counter(spans).most_common(1)[0][0]) if spans else ""
