"""The guide walked by a reader: types its blocks, fills its sheets, and notes what the screen says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import openpyxl
from documents import Part, page
from openpyxl.worksheet.worksheet import Worksheet
from terminal import Terminal

GUIDE = "contribute/guide.md"
# What depends on how many rows there are: the line of the new row, and the id it is given.
GROWS = re.compile(r"(?<=\.xlsx:)\d+|(?<=^\+ )\w+", re.MULTILINE)


class Walk:
    """One walk through the guide, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.terminal, self.sheets = Terminal(folder), folder
        self.filling: dict[str, int] = {}
        self.said = ""
        self.given: dict[str, str] = {}

    def screens(self) -> Iterator[tuple[str, str]]:
        """(what the guide shows, what there is) for every output and every sheet it shows."""
        for part in page(GUIDE):
            if part.kind == "sh":
                self.said = self.terminal.type(part.text).stdout
            elif part.kind == "text":
                self.given.update(zip(GROWS.findall(part.text), GROWS.findall(self.said), strict=False))
                yield part.text, self.steady(self.said)
            elif part.kind == "table" and part.rows[0][1:2] == ("A",):
                yield _text(part.rows[1:]), _text(self._seen(part))
            elif part.kind == "table":
                self._fill(part)

    def steady(self, text: str) -> str:
        """A text with the ids and lines that the guide shows in place of those that were given."""
        for shown, given in self.given.items():
            text = re.sub(rf"(?<!\w){given}(?!\w)", shown, text)
        return text

    def _open(self, file: str) -> tuple[openpyxl.Workbook, Worksheet]:
        book = openpyxl.load_workbook(self.sheets / file)
        return book, book.worksheets[0]

    def _seen(self, part: Part) -> list[tuple[str, ...]]:
        """The corner of a sheet that a table shows."""
        _, sheet = self._open(part.rows[0][0])
        return [(row[0], *(str(sheet[f"{column}{row[0]}"].value) for column in part.rows[0][1:])) for row in part.rows[1:]]

    def _fill(self, part: Part) -> None:
        """Type into the first empty row of a sheet, or into the row that was begun there."""
        file = part.rows[0][0]
        book, sheet = self._open(file)
        line = self.filling.setdefault(file, sheet.max_row + 1)
        headings = [cell.value for cell in sheet[1]]
        for heading, value in part.rows[1:]:
            sheet.cell(line, headings.index(heading) + 1, self.given.get(value, value))
        book.save(self.sheets / file)


def _text(rows: Iterable[tuple[str, ...]]) -> str:
    return "\n".join(" | ".join(row) for row in rows)
