"""Which days are off, and which Saturdays and Sundays are worked: as far as the notices of their years are known."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from typing import NamedTuple

HOLIDAY, WORKDAY = "holiday", "workday"
# The notice of a year also sets the end of the December before: as early as the 29th so far (for 2019). Days.
REACH = timedelta(days=7)


class DaysOff(NamedTuple):
    """Days that a notice names, by kind, and the years whose notices are known."""

    kinds: dict[date, str]
    years: frozenset[int]

    def known(self, day: date) -> bool:
        """True when every notice that could name this day is here."""
        return day.year in self.years and (day + REACH).year in self.years

    def off(self, day: date) -> bool:
        """True for a day off."""
        return self.kinds.get(day) == HOLIDAY

    def worked(self, day: date) -> bool:
        """True for a Saturday or Sunday that is worked."""
        return self.kinds.get(day) == WORKDAY


def days_off(connection: sqlite3.Connection) -> DaysOff:
    """The calendar of a built database; one without a calendar knows no year."""
    if not connection.execute("select 1 from sqlite_master where name = 'calendar'").fetchone():
        return DaysOff({}, frozenset())
    rows = connection.execute("select day, kind, year from calendar").fetchall()
    return DaysOff({date.fromisoformat(day): kind for day, kind, _ in rows}, frozenset(year for *_, year in rows))
