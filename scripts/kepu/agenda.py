"""Opening hours worked out day by day, for programs that read no OpenStreetMap syntax: a browser looks a day up.

The grammar, the days off and what is unknown about them stay in one place, open_at; this only writes its answers down.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from kepu.daysoff import HOLIDAY, DaysOff
from kepu.hours import MONDAYS, Day
from kepu.open_at import CLOSED, DAY, UNKNOWN, course

# The last year whose notice is known and the one before: whoever plans a visit asks about no other. Longer would only be heavier.
YEARS = 2
MIDNIGHT = 24 * 60
# (from, to, 1 or 0 where it may be closed) in minutes of the day; None for a day of which nothing is known.
Spans = tuple[tuple[int, int, int], ...] | None


def agenda(text: str, days_off: DaysOff) -> dict[str, Any] | None:
    """`days` are the kinds of day that occur, `which` has one letter a day from `from` on, a for the first kind. None without any known day."""
    found = {day: spans(text, day, days_off) for day in _last(days_off)}
    if not any(value is not None for value in found.values()):
        return None
    kinds = list(dict.fromkeys(found.values()))
    return {"from": str(min(found)), "days": kinds, "which": "".join(chr(ord("a") + kinds.index(value)) for value in found.values())}


def spans(text: str, day: date, days_off: DaysOff) -> Spans:
    """When it is open on a day, for sure or perhaps."""
    answers = course(text, day, days_off)
    if {answer for _, answer in answers} == {UNKNOWN}:
        return None
    ends = [minute for minute, _ in answers[1:]] + [MIDNIGHT]
    return tuple((start, end, int(answer != UNKNOWN)) for (start, answer), end in zip(answers, ends, strict=True) if answer != CLOSED)


def on_holidays(text: str) -> Day | None:
    """What the hours say of a public holiday, when they say the same of every weekday it may fall on; None otherwise."""
    week = [MONDAYS[5] + n * DAY for n in range(7)]
    found = {spans(text, day, DaysOff({day: HOLIDAY}, frozenset({day.year}))) for day in week}
    said = found.pop() if len(found) == 1 else None
    if said is None or not all(sure for *_, sure in said):
        return None
    return Day(bool(said), tuple(f"{_clock(start)}—{_clock(end)}" for start, end, _ in said))


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02d}"


def _last(days_off: DaysOff) -> Iterator[date]:
    """Every day of the last known years."""
    last = max(days_off.years, default=0)
    day = date(max(last - YEARS + 1, 1), 1, 1)
    while day.year <= last:
        yield day
        day += DAY
