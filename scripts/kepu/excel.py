"""What spreadsheets make of values they take for dates and numbers, and how to undo it."""

from __future__ import annotations

import re
from datetime import date, timedelta

# Excel's day 0, counted so that days after its 29 February 1900, which never was, come out right.
EPOCH = date(1899, 12, 30)
# Serial numbers of 1954-10-03 to 2064-04-08: five digits that no year and no count of ours resembles.
SERIALS = range(20_000, 60_001)
MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
# A time of midnight that a date gained on the way.
MIDNIGHT = r"(?:[ T]0{1,2}:00(?::00)?)?"
YEAR_FIRST = re.compile(rf"(\d{{4}})[-/.年](\d{{1,2}})(?:[-/.月](\d{{1,2}})日?|月)?{MIDNIGHT}")
COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
NAMED = re.compile(r"(?:(\d{1,2})[- ])?([A-Za-z]{3})[a-z]*[- ](\d{2}|\d{4})")
YEAR_LAST = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}){MIDNIGHT}")
SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+\d{1,3}")
# What a spreadsheet takes for the beginning of a formula; a minus only when no number follows.
FORMULA = re.compile(r"[=+@\t]|-(?!\d+(?:\.\d+)?$)")


def iso_date(text: str) -> str:
    """The ISO date, or year and month, that a rewritten date can only mean; empty when it is none or could be two."""
    text = text.strip()
    if found := YEAR_FIRST.fullmatch(text):
        return _iso(*found.groups())
    if found := COMPACT.fullmatch(text):
        return _iso(*found.groups())
    if found := NAMED.fullmatch(text):
        return _iso(_century(found[3]), str(MONTHS.get(found[2].lower(), 0)), found[1])
    if text.isascii() and text.isdecimal() and len(text) == len("20000") and int(text) in SERIALS:
        return (EPOCH + timedelta(days=int(text))).isoformat()
    if found := re.fullmatch(r"(\d{4})年", text):
        return found[1]
    return next(iter(meanings(text)), "") if len(meanings(text)) == 1 else ""


def meanings(text: str) -> list[str]:
    """The ISO dates that a date with its year last can mean: 4/10/2021 is one of two."""
    found = YEAR_LAST.fullmatch(text.strip())
    if not found:
        return []
    first, second, year = found.groups()
    return list(dict.fromkeys(filter(None, (_iso(year, first, second), _iso(year, second, first)))))


def _century(year: str) -> str:
    """Excel reads 00 to 29 as 20xx, 30 to 99 as 19xx."""
    return year if len(year) == len("2021") else f"{'20' if int(year) < 30 else '19'}{year}"  # noqa: PLR2004


def _iso(year: str, month: str, day: str | None) -> str:
    """2021-04-10, or 2021-04 without a day; empty when there is no such date."""
    try:
        whole = date(int(year), int(month), int(day or 1)).isoformat()
    except ValueError:
        return ""
    return whole if day else whole[: len("2021-04")]
