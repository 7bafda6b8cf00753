"""Rows → a dataset's CSV in its one form: UTF-8, LF, columns as declared, rows by id, quotes only where needed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from kepu.model import Dataset

Cells = dict[str, str]
# A cell that begins so is taken for a formula by spreadsheet programs.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# A lone CR inside a cell would end the row for most readers.
LINE_END = re.compile(r"\r\n?")


def order(dataset: Dataset, cells: Cells) -> tuple[bool, str]:
    """What rows are sorted by: the id as text. A row that still lacks one stays at the end, where it was added."""
    return not cells[dataset.key], cells[dataset.key]


def canonical(dataset: Dataset, rows: Iterable[Cells]) -> bytes:
    """The bytes of a dataset's file."""
    return as_csv(dataset, sorted(rows, key=lambda cells: order(dataset, cells)))


def as_csv(dataset: Dataset, rows: Iterable[Cells]) -> bytes:
    """A header and these rows in this order."""
    names = [f.name for f in dataset.fields]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([LINE_END.sub("\n", cells[name]) for name in names] for cells in rows)
    return text.getvalue().encode("utf-8")


def write(path: Path, data: bytes) -> None:
    """Put a whole file in place of another, so that nobody ever reads half of it."""
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(data)
    new.replace(path)
