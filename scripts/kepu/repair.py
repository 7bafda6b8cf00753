"""Repairs that lose nothing and need no judgement: how a dataset's file is laid out, and how its cells are typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kepu.characters import EDGES, narrow
from kepu.foreign import BOM
from kepu.model import Dataset, Field
from kepu.private import mask
from kepu.reading import Row, Table, records
from kepu.writing import as_csv, canonical, order

ASCII = ("integer", "number", "year", "date")
QUOTED = 40

WORDS = {
    "bom": ("去掉文件开头的 BOM", "removed the byte-order mark"),
    "line-ends": ("换行改成 LF", "line ends are now LF"),
    "last-line": ("最后一行补上换行", "ended the last line"),
    "columns": ("各列按定义的次序排好", "put the columns in their declared order"),
    "layout": ("去掉空行和多余的引号", "removed blank lines and needless quotes"),
    "order": ("各行按编号排好", "sorted the rows by id"),
    "spaces": ("去掉前后空格", "removed spaces around it"),
    "separators": ("分隔改成半角分号", "separated with semicolons"),
    "width": ("全角改成半角", "full-width to half-width"),
}


@dataclass(frozen=True)
class Done:
    """One repair: what was done, in which cell and to what, or to the whole file."""

    what: str
    line: int | None = None
    field: Field | None = None
    value: str = ""

    def told(self, file: str, lang: str) -> str:
        """One line for the editor; personal numbers are masked."""
        zh = lang == "zh"
        did = WORDS[self.what][0 if zh else 1]
        if not self.field:
            return f"{file}  {did}"
        title = f"“{self.field.title}”" if zh else self.field.title_en
        value = mask(self.value).replace("\n", " ")
        shown = value if len(value) <= QUOTED else value[:QUOTED] + "…"
        return f"{file}:{self.line}  {title}{'：' if zh else ': '}{did} → {shown}"


def repaired(table: Table) -> tuple[bytes, list[Done]]:
    """A table's file as it should be, and what was done. A file that could not be read whole stays as it is."""
    if not table.whole:
        return table.data, []
    dataset, rows = table.dataset, [Row(row.line, dict(row.cells)) for row in table.rows]
    done = [*_file(table), *(found for row in rows for found in _row(dataset, row))]
    keys = [order(dataset, row.cells) for row in rows]
    if keys != sorted(keys):
        done.append(Done("order"))
    return canonical(dataset, (row.cells for row in rows)), done


def _file(table: Table) -> Iterator[Done]:
    """What is wrong with the bytes, before any cell is looked at."""
    if table.data.startswith(BOM):
        yield Done("bom")
    if b"\r" in table.data:
        yield Done("line-ends")
    plain = table.data.removeprefix(BOM).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if not plain.endswith(b"\n"):
        plain += b"\n"
        yield Done("last-line")
    _, header = next(records(plain.decode("utf-8")))
    if header != [f.name for f in table.dataset.fields]:
        yield Done("columns")
    elif plain != as_csv(table.dataset, (row.cells for row in table.rows)):
        yield Done("layout")


def _row(dataset: Dataset, row: Row) -> Iterator[Done]:
    for found in dataset.fields:
        for what, text in steps(found, row.cells[found.name]):
            row.cells[found.name] = text
            yield Done(what, row.line, found, text)


def tidy(found: Field, text: str) -> str:
    """A cell after every repair."""
    return next((after for _, after in reversed(list(steps(found, text)))), text)


def steps(found: Field, text: str) -> Iterator[tuple[str, str]]:
    """Each repair a cell needs, with the cell after it."""
    for what, mend in MENDS:
        mended = mend(found, text)
        if mended != text:
            text = mended
            yield what, text


def _spaces(found: Field, text: str) -> str:
    return EDGES.sub("", text)


def _separators(found: Field, text: str) -> str:
    if not found.is_list:
        return text
    parts = (EDGES.sub("", part) for part in re.split("[;；]", text))
    return ";".join(filter(None, parts))


def _width(found: Field, text: str) -> str:
    """Numbers, dates and codes are ASCII; where a pattern decides, only what thereby becomes right is changed."""
    half = narrow(found, text)
    if found.type in ASCII or found.format == "partial-date":
        return half
    pattern = str(found.constraints.get("pattern", ""))
    return half if pattern and re.fullmatch(pattern, half) and not re.fullmatch(pattern, text) else text


# In this order a second run finds nothing left.
MENDS: tuple[tuple[str, Callable[[Field, str], str]], ...] = (("spaces", _spaces), ("separators", _separators), ("width", _width))
