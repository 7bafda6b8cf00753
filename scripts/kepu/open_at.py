"""Whether a place is open at a time: open, closed or unknown, and never open by guessing.

Opening hours speak of weekdays; in China holidays and make-up workdays change what a weekday is.
The library behind takes no calendar of ours, so PH is written out as the weekdays that are off around the day asked for.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from opening_hours import OpeningHours, ParserError, State  # type: ignore[attr-defined]  # its stub leaves ParserError out

from kepu.daysoff import DaysOff

UNKNOWN, CLOSED = str(State.UNKNOWN), str(State.CLOSED)
WEEKDAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
SATURDAY = 5
# No opening hours are longer; what a reader's statement makes up may be.
LONGEST = 1_000
# A comment, or one of the two words for holidays.
PART = re.compile(r'"[^"]*"|\b(PH|SH)\b( -?\d+ days?)?')
DAY = timedelta(days=1)


def open_at(text: str, moment: datetime, days_off: DaysOff) -> str:
    """What the opening hours say of a moment of local time.

    Unknown: a day whose notices are not all known; a day off without a rule for it; a make-up workday on which the weekend
    differs from the working week; hours that cannot be read, that say unknown, or that depend on school holidays.
    """
    day, rules = moment.date(), _rules(text)
    if not rules or not days_off.known(day):
        return UNKNOWN
    if days_off.off(day) and not _named(rules, "PH"):
        return UNKNOWN
    answer = _state(rules, moment, days_off)
    return answer if not days_off.worked(day) or _worked(rules, moment) <= {answer} else UNKNOWN


def course(text: str, day: date, days_off: DaysOff) -> list[tuple[int, str]]:
    """The answers of a whole day, each with the minute from which it holds."""
    rules = _rules(text)
    if not rules or not days_off.known(day) or (days_off.off(day) and not _named(rules, "PH")):
        return [(0, UNKNOWN)]
    start, found = datetime.combine(day, datetime.min.time()), _spans(rules, _holidays(day, days_off), day)
    if not days_off.worked(day):
        return [(_minute(span[0]), str(span[2])) for span in found] or [(0, UNKNOWN)]
    week = [span for m in _working(start) for span in _spans(rules, _far(m), m.date())]
    minutes = sorted({0, *(_minute(span[0]) for span in found + week)})
    return [(minute, open_at(text, start + timedelta(minutes=minute), days_off)) for minute in minutes]


def _minute(moment: datetime) -> int:
    return moment.hour * 60 + moment.minute


@lru_cache(maxsize=512)
def _rules(text: str) -> str:
    """The hours in the one way the library writes them; empty when they cannot be read or lean on what nobody here knows."""
    try:
        rules = str(OpeningHours(text)) if len(text) <= LONGEST else ""
    except ParserError:
        return ""
    unclear = _named(rules, "SH") or any(match[2] for match in PART.finditer(rules))
    return "" if unclear else rules


def _named(rules: str, word: str) -> bool:
    """True when a rule names public (PH) or school holidays (SH)."""
    return any(match[1] == word for match in PART.finditer(rules))


def _state(rules: str, moment: datetime, days_off: DaysOff) -> str:
    return _plainly(rules, _holidays(moment.date(), days_off), moment)


def _holidays(day: date, days_off: DaysOff) -> str:
    """PH as the weekdays of yesterday, whose hours may go on past midnight, and today where they are off; else a day far from both."""
    off = [d for d in (day - DAY, day) if days_off.off(d)] or [day + 3 * DAY]
    return ",".join(WEEKDAYS[d.weekday()] for d in off)


def _plainly(rules: str, holidays: str, moment: datetime) -> str:
    try:
        return str(_with(rules, holidays).state(moment)[0])
    except ParserError:  # PH stood where no weekday may
        return UNKNOWN


@lru_cache(maxsize=512)
def _with(rules: str, holidays: str) -> OpeningHours:
    """The hours with weekdays in the place of PH."""
    return OpeningHours(PART.sub(lambda match: holidays if match[1] else match[0], rules))


def _worked(rules: str, moment: datetime) -> set[str]:
    """What the hours say at this time on the five days before the weekend; days without any hours, the weekly closing day, set aside.

    A museum that is closed on Mondays does not close on a Saturday because offices work.
    """
    week = _working(moment)
    opened = [m for m in week if any(span[2] != State.CLOSED for span in _spans(rules, _far(m), m.date()))]
    return {_plainly(rules, _far(m), m) for m in opened or week}


def _working(moment: datetime) -> list[datetime]:
    """The same time on the five days before the weekend."""
    back = moment.weekday() - SATURDAY + 1
    return [moment - (back + n) * DAY for n in range(5)]


def _far(moment: datetime) -> str:
    """A weekday far enough away that PH in its place does not touch this one."""
    return WEEKDAYS[(moment + 3 * DAY).weekday()]


def _spans(rules: str, holidays: str, day: date) -> list[tuple[datetime, datetime, State, str]]:
    """What the hours say of a day from midnight to midnight; nothing where PH stands where no weekday may."""
    start = datetime.combine(day, datetime.min.time())
    try:
        return list(_with(rules, holidays).intervals(start, start + DAY))
    except ParserError:
        return []
