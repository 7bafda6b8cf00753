"""Dates known to the day, the month or the year: 2021-04-10, 2021-04, 2021 (EDTF level 0)."""

from __future__ import annotations

import calendar
import re
from datetime import date

SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def parse(text: str) -> tuple[date, date] | None:
    """First and last day a partial date can mean; None if it is no date."""
    found = SHAPE.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        assert year is not None
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    last_month = month or 12
    last = date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    return first, last
