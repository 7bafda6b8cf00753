"""A dataset as an .xlsx for its editor: headings, drop-down lists, cells that no spreadsheet rewrites, and a help sheet."""

from __future__ import annotations

import io
import re
import unicodedata
from datetime import datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs

from kepu.problems import Stop
from kepu.sheets import guide
from kepu.sheets.columns import Column, columns
from kepu.trees import Tree

# Excel's limits: characters in the name of a sheet, in the title and in the text of an input message.
SHEET_NAME, MESSAGE_TITLE, MESSAGE = 31, 32, 255
# The last row a sheet can have, so that lists and messages also serve rows to come.
LAST = 1_048_575
# The headings and, small, the column names that importing relies on.
HEADINGS = 2
NARROW, WIDE = 8, 44
DECIMAL = re.compile(r"-?\d+(\.\d+)?")
HELP, LISTS = "填写说明", "选项"
# A file made twice must be the same file, so it carries no date of its own.
NO_DATE = datetime(2000, 1, 1)  # noqa: DTZ001  XlsxWriter takes no time zone


def workbook(tree: Tree, name: str, empty: bool = False) -> bytes:
    """The bytes of a dataset's workbook; an empty one has only headings, lists and help."""
    table = tree.tables[name]
    if not table.whole:
        raise Stop(table.problems[0])
    return _Book(tree, name).filled([] if empty else [row.cells for row in table.rows])


class _Book:
    """One workbook while it is written."""

    def __init__(self, tree: Tree, name: str) -> None:
        self.dataset = tree.catalog[name]
        self.columns = columns(tree, self.dataset)
        self.data = io.BytesIO()
        self.book = Workbook(self.data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        self.book.set_properties({"title": self.dataset.title, "created": NO_DATE})
        self.formats = {key: self.book.add_format(made) for key, made in FORMATS.items()}
        self.sheet = self.book.add_worksheet(_sheet_name(self.dataset.title))
        self.help = self.book.add_worksheet(HELP)
        self.lists = self.book.add_worksheet(LISTS)

    def filled(self, rows: list[dict[str, str]]) -> bytes:
        """The finished file."""
        for index, column in enumerate(self.columns):
            self._head(index, column, rows)
            self._cells(index, column, rows)
            self._offer(index, column)
        self._frame(len(rows))
        self._explain()
        self.book.close()
        return self.data.getvalue()

    def _head(self, index: int, column: Column, rows: list[dict[str, str]]) -> None:
        shown = [column.heading, *(column.choices.show(column.field, row[column.field.name]) for row in rows)]
        width = min(max(NARROW, *(_width(text) + 2 for text in shown)), WIDE)
        self.sheet.set_column(index, index, width, self.formats["number" if column.numeric else "text"])
        self.sheet.write_string(0, index, column.heading, self.formats["required" if column.required else "heading"])
        self.sheet.write_string(1, index, column.field.name, self.formats["name"])

    def _cells(self, index: int, column: Column, rows: list[dict[str, str]]) -> None:
        for number, row in enumerate(rows):
            shown = column.choices.show(column.field, row[column.field.name])
            if column.numeric and _same_as_number(shown):
                self.sheet.write_number(number + HEADINGS, index, float(shown), self.formats["number"])
            elif shown:
                self.sheet.write_string(number + HEADINGS, index, shown, self.formats["text"])

    def _offer(self, index: int, column: Column) -> None:
        """A message beside each cell, and the list from which Excel lets choose."""
        rule: dict[str, Any] = {"validate": "any"}
        if column.offers:
            self.lists.write_column(0, index, [column.heading, *column.offers], self.formats["text"])
            rule = {"validate": "list", "source": f"='{LISTS}'!{xl_range_abs(1, index, len(column.offers), index)}"}
            rule |= {"error_title": column.heading[:MESSAGE_TITLE], "error_message": "请从列表里选；不知道就空着"}
        rule |= {"input_title": column.heading[:MESSAGE_TITLE], "input_message": guide.message(column)[:MESSAGE]}
        self.sheet.data_validation(HEADINGS, index, LAST, index, rule)

    def _frame(self, count: int) -> None:
        """Headings stay in sight; sorting and filtering start below them."""
        self.sheet.freeze_panes(HEADINGS, 1 if self.columns[0].field.name == self.dataset.key else 0)
        self.sheet.autofilter(1, 0, max(1, HEADINGS + count - 1), len(self.columns) - 1)
        self.lists.hide()

    def _explain(self) -> None:
        self.help.set_column(0, 2, 16, self.formats["wrapped"])
        self.help.set_column(3, 5, 48, self.formats["wrapped"])
        lines = guide.page(self.dataset, self.columns)
        table = next(i for i, line in enumerate(lines) if len(line) > 1)
        for number, line in enumerate(lines):
            form = "heading" if number in (0, table) else "plain" if number < table else "wrapped"
            for index, text in enumerate(line):
                self.help.write_string(number, index, text, self.formats[form])


FORMATS: dict[str, dict[str, Any]] = {
    "text": {"num_format": "@", "valign": "top"},
    "number": {"valign": "top"},
    "heading": {"bold": True, "num_format": "@", "bg_color": "#E6EDE8"},
    "required": {"bold": True, "num_format": "@", "bg_color": "#F6DDD6"},
    "name": {"font_size": 8, "font_color": "#6B6B6B", "num_format": "@"},
    "plain": {"num_format": "@"},
    "wrapped": {"num_format": "@", "text_wrap": True, "valign": "top"},
}


def _same_as_number(text: str) -> bool:
    """True when a spreadsheet's number would be written back exactly so; Excel keeps fifteen digits."""
    return bool(DECIMAL.fullmatch(text)) and format(float(text), ".15g") == text


def _width(text: str) -> int:
    """Columns a text takes on screen: a Chinese character takes two."""
    return max(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) for line in text.split("\n"))


def _sheet_name(title: str) -> str:
    """A title as Excel allows it for a sheet: no character with a meaning in addresses, no quote at either end, unlike the others."""
    name = title.translate(dict.fromkeys(map(ord, "[]:*?/\\"), " "))[:SHEET_NAME].strip("' ")
    return f"{name}1" if name in ("", HELP, LISTS) else name
