"""Files in the wrong place: a second copy of a dataset, a spreadsheet where a CSV belongs."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

from kepu.model import Catalog
from kepu.problems import Problem
from kepu.reading import Table

SHEETS = {".csv", ".tsv", ".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".et", ".numbers"}
# data(1), data - 副本, data_copy, data 2: what browsers and desktops add to a second copy.
COPIED = re.compile(r"[\s_-]*(?:[(（]\d+[)）]|\d+|副本|copy|new|新|最新|final)+$", re.IGNORECASE)


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """The root itself and the folders that hold datasets, these with all below them."""
    folders = sorted({dataset.path.parent for dataset in catalog})
    own = {dataset.path for dataset in catalog}
    for path in [*sorted(catalog.root.iterdir()), *(path for folder in folders for path in sorted(folder.rglob("*")))]:
        if path.suffix.lower() in SHEETS and path not in own and path.is_file():
            yield _problem(catalog, path)


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
