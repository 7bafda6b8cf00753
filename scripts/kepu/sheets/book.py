"""Writes workbooks: headings over their column names, and cells that no spreadsheet rewrites."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from xlsxwriter import Workbook

# Excel's limit: characters in the name of a sheet.
SHEET_NAME = 31
# The headings and, small, the column names that importing relies on.
HEADINGS = 2
NARROW, WIDE = 8, 44
DECIMAL = re.compile(r"-?\d+(\.\d+)?")
# A file made twice must be the same file, so it carries no date of its own.
NO_DATE = datetime(2000, 1, 1)  # noqa: DTZ001  XlsxWriter takes no time zone

FORMATS: dict[str, dict[str, Any]] = {
    "text": {"num_format": "@", "valign": "top"},
    "number": {"valign": "top"},
    "heading": {"bold": True, "num_format": "@", "bg_color": "#E6EDE8"},
    "required": {"bold": True, "num_format": "@", "bg_color": "#F6DDD6"},
    "name": {"font_size": 8, "font_color": "#6B6B6B", "num_format": "@"},
    "plain": {"num_format": "@"},
    "wrapped": {"num_format": "@", "text_wrap": True, "valign": "top"},
}


@dataclass(frozen=True)
class Head:
    """The head of a column. A numeric one may hold numbers; all else is text, so that nothing is rewritten."""

    heading: str
    name: str
    numeric: bool = False
    required: bool = False


class Book:
    """One workbook while it is written; each sheet is named by its title."""

    def __init__(self, title: str, reserved: Sequence[str] = ()) -> None:
        self.data = io.BytesIO()
        self.book = Workbook(self.data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        self.book.set_properties({"title": title, "created": NO_DATE})
        self.formats = {key: self.book.add_format(made) for key, made in FORMATS.items()}
        self.reserved = reserved

    def sheet(self, title: str) -> Any:
        """A new sheet, named as Excel allows it."""
        return self.book.add_worksheet(_free(_allowed(title), {*self.reserved, *self.book.sheetnames}))

    def column(self, sheet: Any, index: int, head: Head, cells: Sequence[str]) -> None:
        """A column with its head."""
        width = min(max(NARROW, *(_width(text) + 2 for text in (head.heading, *cells))), WIDE)
        sheet.set_column(index, index, width, self.formats["number" if head.numeric else "text"])
        sheet.write_string(0, index, head.heading, self.formats["required" if head.required else "heading"])
        sheet.write_string(1, index, head.name, self.formats["name"])
        for row, text in enumerate(cells, HEADINGS):
            if head.numeric and _same_as_number(text):
                sheet.write_number(row, index, float(text), self.formats["number"])
            elif text:
                sheet.write_string(row, index, text, self.formats["text"])

    def columns(self, sheet: Any, widths: Sequence[int]) -> None:
        """Columns of running text, each so many characters wide."""
        for index, width in enumerate(widths):
            sheet.set_column(index, index, width, self.formats["wrapped"])

    def lines(self, sheet: Any, lines: Sequence[Sequence[str]], forms: Sequence[str]) -> None:
        """Lines of text from the top, each in its form."""
        for row, (line, form) in enumerate(zip(lines, forms, strict=True)):
            for index, text in enumerate(line):
                sheet.write_string(row, index, text, self.formats[form])

    def frame(self, sheet: Any, rows: int, columns: int, fixed: int) -> None:
        """Headings stay in sight; sorting and filtering start below them."""
        sheet.freeze_panes(HEADINGS, fixed)
        sheet.autofilter(1, 0, max(1, HEADINGS + rows - 1), columns - 1)

    def done(self) -> bytes:
        """The finished file."""
        self.book.close()
        return self.data.getvalue()


def _same_as_number(text: str) -> bool:
    """True when a spreadsheet's number would be written back exactly so; Excel keeps fifteen digits."""
    return bool(DECIMAL.fullmatch(text)) and format(float(text), ".15g") == text


def _width(text: str) -> int:
    """Columns a text takes on screen: a Chinese character takes two."""
    return max(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) for line in text.split("\n"))


def _allowed(title: str) -> str:
    """A title without the characters that have a meaning in addresses, and no quote at either end."""
    return title.translate(dict.fromkeys(map(ord, "[]:*?/\\"), " "))[:SHEET_NAME].strip("' ")


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number where it is empty or stands for another sheet; Excel takes no account of case."""
    lower = {other.lower() for other in taken} | {""}
    number, found = 1, name
    while found.lower() in lower:
        found = f"{name[: SHEET_NAME - len(str(number))]}{number}"
        number += 1
    return found
