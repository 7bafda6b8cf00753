"""One cell of a spreadsheet → the text its dataset stores, or what the spreadsheet made of it that cannot be undone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from kepu.sheets.columns import Column
from kepu.sheets.opening import Value
from kepu.writing import LINE_END


@dataclass(frozen=True)
class Stored:
    """What a cell becomes; `code` names what cannot be undone."""

    text: str
    code: str = ""
    context: dict[str, str] = field(default_factory=dict)


def stored(column: Column, value: Value) -> Stored:
    """A cell's text. Only what is certain is turned back: a day in a date column, a number in a number column.

    All else is left as the spreadsheet would show it: 44296, 4.3E+17 and a code without its zeros are for the check to name.
    """
    match value:
        case bool():
            return Stored(str(value).lower() if column.field.type == "boolean" else str(value).upper())
        case int() | float():
            return _number(column, value)
        case datetime() | date():
            return _day(column, value)
        case str():
            return Stored(column.choices.store(column.field, LINE_END.sub("\n", value)))
    return Stored(str(value), "sheet-date-cell")


def _number(column: Column, value: float) -> Stored:
    """Fifteen digits, as many as Excel keeps. In free text nobody can tell whether a zero was lost."""
    text = format(value, ".15g")
    if column.numeric and "e-" in text:
        text = format(value, ".15f").rstrip("0")
    text = column.choices.store(column.field, text)
    return Stored(text, "sheet-number-in-text" if column.free else "")


def _day(column: Column, value: date) -> Stored:
    day = value.date() if isinstance(value, datetime) else value
    if not column.dated or value not in (day, datetime(day.year, day.month, day.day)):  # noqa: DTZ001  a cell has no time zone
        return Stored(str(value), "sheet-date-cell")
    if column.field.format == "partial-date" and day.day == 1:  # a month typed as 2021-04 becomes this too
        return Stored(day.isoformat(), "sheet-date-unclear", {"month": day.isoformat()[: len("2021-04")]})
    return Stored(day.isoformat())
