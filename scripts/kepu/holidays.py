"""The days off of the last known years as a reader counts them: 国庆节, 1 to 7 October."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kepu.agenda import YEARS
from kepu.daysoff import HOLIDAY
from kepu.open_at import DAY

if TYPE_CHECKING:
    from kepu.library import Library


def holidays(library: Library) -> list[tuple[str, str, str]]:
    """(first day, last day, name) of each holiday, in order."""
    found: list[tuple[date, date, str]] = []
    for day, name in _days(library):
        if found and found[-1][1] + DAY == day and found[-1][2] == name:
            found[-1] = (found[-1][0], day, name)
        else:
            found.append((day, day, name))
    return [(str(first), str(last), name) for first, last, name in found]


def _days(library: Library) -> list[tuple[date, str]]:
    dataset, years = library.catalog.role("holidays"), library.days_off.years
    rows = library.records(dataset.name) if dataset else []
    off = [(date.fromisoformat(row.id), row.label) for row in rows if row.role("kind") == HOLIDAY and row.role("year") > max(years) - YEARS]
    return sorted(off)
