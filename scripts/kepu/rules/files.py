"""Files in the wrong place: a second copy of a dataset, a spreadsheet where a CSV belongs."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from kepu.model import Catalog
from kepu.problems import Problem
from kepu.reading import Table

SHEETS = {".csv", ".tsv", ".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".et", ".numbers"}
# data(1), data - 副本, data_copy, data 2: what browsers and desktops add to a second copy.
COPIED = re.compile(r"[\s_-]*(?:[(（]\d+[)）]|\d+|副本|copy|new|新|最新|final)+$", re.IGNORECASE)
# How Excel begins the name of a file that it keeps beside an open one.
LOCK = "~$"


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """The folders that hold datasets with all below them, where one is an error; and the root, where one is only in the way."""
    own = {dataset.path for dataset in catalog}
    for folder in sorted({path.parent for path in own}):
        yield from (_problem(catalog, path) for path in _sheets(folder.rglob("*")) if path not in own)
    yield from (Problem("file-outside", file=path.name) for path in _sheets(catalog.root.iterdir()))


def _sheets(paths: Iterable[Path]) -> Iterator[Path]:
    """The spreadsheets among some paths, in order. What an office program locks while it is open is none."""
    return (p for p in sorted(paths) if p.suffix.lower() in SHEETS and not p.name.startswith(LOCK) and p.is_file())


def _problem(catalog: Catalog, path: Path) -> Problem:
    """The dataset that the file's name is most like, as where its rows belong."""
    name = COPIED.sub("", path.stem.strip()).lower().replace("_", "-")
    words = {word: dataset for dataset in catalog for word in (dataset.title, dataset.name)}
    close = difflib.get_close_matches(name, words, 1, 0.7)
    file = path.relative_to(catalog.root).as_posix()
    if not close:
        return Problem("file-misplaced", file=file)
    dataset = words[close[0]]
    context = {"target": dataset.title, "target_en": dataset.title_en, "target_file": dataset.file}
    return Problem("file-misplaced-copy", dataset.name, file, context=context)
