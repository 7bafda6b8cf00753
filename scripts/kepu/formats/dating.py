"""When a record was last spoken of: the date a calendar and a feed need of every entry."""

from __future__ import annotations

from datetime import UTC, datetime, time

from kepu.partial_date import parse
from kepu.records import Record

# Columns that say when something was stated; `start` says when it happens, which may be long before or after.
STATED = ("as_of", "published", "read")


def updated(record: Record) -> str:
    """The day the record last changed; where git cannot say, when it was last stated; or empty."""
    return record.changed or newest(record)


def newest(record: Record) -> str:
    """When the record was last stated; failing that, its start; or empty."""
    return stated(record) or record.start


def stated(record: Record) -> str:
    """The newest day, month or year in which the record or a source of it was stated; empty when nothing is dated.

    Partial dates sort as text: 2021 before 2021-04 before 2021-04-10.
    """
    found = [r.role(role) for r in (record, *record.sources) for role in STATED]
    return max((str(date) for date in found if date), default="")


def instant(text: str) -> datetime:
    """The moment a machine wants for a date: midnight UTC of its first day, the same day in China.

    Known to the month or year only, it sorts before every known day of it; the text beside it says no more than is known.
    """
    span = parse(text)
    assert span, "the check lets no other date through"
    return datetime.combine(span[0], time(), UTC)
