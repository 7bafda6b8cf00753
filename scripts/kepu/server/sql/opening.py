"""The SQL function is_open(hours, at): what opening hours say of a moment, with the days off the database holds."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from functools import cache

from kepu.daysoff import DaysOff, days_off
from kepu.server.sql.unfit import Unfit

# One time for all of China, without summer time since 1992.
LOCAL = timezone(timedelta(hours=8))
# A day alone says no time of day: 2026-10-01T10:00 has more characters.
DAY_ALONE = len("2026-10-01T")


def register(connection: sqlite3.Connection) -> None:
    """is_open(hours, at): 'open', 'closed' or 'unknown'. `at` is local time, 2026-10-01T10:00."""

    @cache
    def calendar() -> DaysOff:
        return days_off(connection)

    def is_open(hours: object, at: object) -> str:
        moment = _moment(at)
        if moment is None or not isinstance(hours, str):
            return "unknown"
        from kepu.open_at import open_at  # four megabytes, which most processes never need

        return open_at(hours, moment, calendar())

    connection.create_function("is_open", 2, is_open, deterministic=True)


def _moment(at: object) -> datetime | None:
    """Local time; None for null and for a box left empty. A time with an offset is converted."""
    if at is None or at == "":
        return None
    text = str(at)
    with suppress(ValueError, OverflowError):
        if len(text) > DAY_ALONE:
            return _local(datetime.fromisoformat(text))
    raise Unfit("is_open", text, "不是时间，写成 2026-10-01T10:00", "is no time; write 2026-10-01T10:00")


def _local(moment: datetime) -> datetime:
    return moment.astimezone(LOCAL).replace(tzinfo=None) if moment.tzinfo else moment
