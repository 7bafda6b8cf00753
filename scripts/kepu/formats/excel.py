"""CSV that Excel opens in the right encoding and never runs: byte-order mark, Chinese headings, no formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any

from kepu.formats.cells import text
from kepu.model import Catalog, Dataset
from kepu.writing import FORMULA

MEDIA_TYPE = "text/csv; charset=utf-8"
# Without it Excel takes UTF-8 for the system's old encoding.
MARK = "\ufeff"


def head(headings: Iterable[str]) -> str:
    """The first line."""
    return MARK + lines([list(headings)])


def lines(rows: Iterable[Iterable[Any]], kinds: Sequence[str] = ()) -> str:
    """Rows, their columns of these types; numbers stay numbers, formulas become text."""
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerows([_safe(*cell) for cell in zip_longest(row, kinds, fillvalue="")] for row in rows)
    return written.getvalue()


def _safe(value: Any, kind: str) -> str:
    return "'" + value if isinstance(value, str) and value.startswith(FORMULA) else text(value, kind)


def headings(catalog: Catalog, dataset: Dataset | None, columns: list[str]) -> list[str]:
    """Titles of columns: of a table, its own; of a query, those that every dataset with such a column agrees on."""
    return [_title([dataset] if dataset else list(catalog), column) for column in columns]


def _title(datasets: list[Dataset], column: str) -> str:
    titles = {dataset.by_name[column].title for dataset in datasets if column in dataset.by_name}
    return titles.pop() if len(titles) == 1 else column
