"""A dataset as an .xlsx for its editor: headings, drop-down lists, cells that no spreadsheet rewrites, and a help sheet."""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_range_abs

from kepu.problems import Stop
from kepu.sheets import guide
from kepu.sheets.book import HEADINGS, Book, Head
from kepu.sheets.columns import Column, columns
from kepu.trees import Tree

# Excel's limits: characters in the title and in the text of an input message.
MESSAGE_TITLE, MESSAGE = 32, 255
# The last row a sheet can have, so that lists and messages also serve rows to come.
LAST = 1_048_575
HELP, LISTS = "填写说明", "选项"


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
        self.book = Book(self.dataset.title, (HELP, LISTS))
        self.sheet = self.book.sheet(self.dataset.title)
        self.help = self.book.book.add_worksheet(HELP)
        self.lists = self.book.book.add_worksheet(LISTS)

    def filled(self, rows: list[dict[str, str]]) -> bytes:
        """The finished file."""
        for index, column in enumerate(self.columns):
            shown = [column.choices.show(column.field, row[column.field.name]) for row in rows]
            self.book.column(self.sheet, index, Head(column.heading, column.field.name, column.numeric, column.required), shown)
            self._offer(index, column)
        self.book.frame(self.sheet, len(rows), len(self.columns), 1 if self.columns[0].field.name == self.dataset.key else 0)
        self.lists.hide()
        self._explain()
        return self.book.done()

    def _offer(self, index: int, column: Column) -> None:
        """A message beside each cell, and the list from which Excel lets choose."""
        rule: dict[str, Any] = {"validate": "any"}
        if column.offers:
            self.lists.write_column(0, index, [column.heading, *column.offers], self.book.formats["text"])
            rule = {"validate": "list", "source": f"='{LISTS}'!{xl_range_abs(1, index, len(column.offers), index)}"}
            rule |= {"error_title": column.heading[:MESSAGE_TITLE], "error_message": "请从列表里选；不知道就空着"}
        rule |= {"input_title": column.heading[:MESSAGE_TITLE], "input_message": guide.message(column)[:MESSAGE]}
        self.sheet.data_validation(HEADINGS, index, LAST, index, rule)

    def _explain(self) -> None:
        self.book.columns(self.help, (16, 16, 16, 48, 48, 48))
        lines = guide.page(self.dataset, self.columns)
        table = next(i for i, line in enumerate(lines) if len(line) > 1)
        forms = ["heading" if n in (0, table) else "plain" if n < table else "wrapped" for n in range(len(lines))]
        self.book.lines(self.help, lines, forms)
