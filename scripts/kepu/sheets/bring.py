"""A file an editor sent back → what its dataset would become, checked as a whole before anything is written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kepu import changes, earlier, rules
from kepu.catalog import load
from kepu.diff import Diff
from kepu.model import Dataset
from kepu.problems import Problem, Stop
from kepu.reading import Table
from kepu.sheets import grid, headings
from kepu.sheets.incoming import Joined, Origin, join
from kepu.trees import PARTS, Tree, read
from kepu.writing import as_csv

# What the check says of such a cell is a consequence.
DAMAGED = ("sheet-date-cell", "sheet-date-unclear")


@dataclass(frozen=True)
class Brought:
    """What a file would do: problems on its own rows, the difference it makes, and the dataset's new bytes."""

    dataset: Dataset
    problems: list[Problem]
    diff: Diff | None = None
    data: bytes = b""


def bring(root: Path, path: Path, name: str = "", remove: bool = False) -> Brought:
    """Read a file, join it with its dataset and check the tree that would result. Nothing under `root` is touched."""
    tree = read(str(root), root)
    received = grid.read(path, headings.every(tree.catalog))
    found = headings.recognise(tree.catalog, received, name)
    table = tree.tables[found.dataset.name]
    if not table.whole:
        raise Stop(table.problems[0])
    faults = list(headings.faults(found, received))
    if faults:
        return Brought(found.dataset, [*received.problems, *faults])
    joined = join(tree, received, found, remove)
    data = as_csv(found.dataset, (cells for _, cells in joined.rows))
    with _resulting(root, found.dataset, data) as folder:
        tables, problems = rules.check(load(folder))
        problems = _new(tree, folder, tables, problems)
        after = Tree(received.file, tree.catalog, tables)
    told = [*received.problems, *joined.problems, *_addressed(tables[found.dataset.name], joined, problems)]
    return Brought(found.dataset, told, changes.compare(replace(tree, name=found.dataset.file), after), data)


@contextmanager
def _resulting(root: Path, dataset: Dataset, data: bytes) -> Iterator[Path]:
    """A copy of the data with one file replaced."""
    with TemporaryDirectory(prefix="kepu-") as folder:
        for part in PARTS:
            copy = shutil.copytree if (root / part).is_dir() else shutil.copyfile
            if (root / part).exists():
                copy(root / part, Path(folder) / part)
        (Path(folder) / dataset.file).write_bytes(data)
        yield Path(folder)


def _new(tree: Tree, folder: Path, tables: dict[str, Table], problems: list[Problem]) -> list[Problem]:
    """Problems that stood there before are marked, so that nobody is stopped by another's mistake."""
    if not problems:
        return []
    root = tree.catalog.root
    return earlier.compared(folder, tables, problems, (root, *rules.check(tree.catalog)))


def _addressed(table: Table, joined: Joined, problems: list[Problem]) -> Iterator[Problem]:
    """Problems on the rows their editor sees; one about a cell the spreadsheet damaged says nothing new."""
    origins: dict[int | None, Origin] = {row.line: origin for row, (origin, _) in zip(table.rows, joined.rows, strict=False)}
    damaged = {(p.file, p.line, p.column) for p in joined.problems if p.code in DAMAGED}
    for problem in problems:
        origin = origins.get(problem.line) if problem.file == table.dataset.file else None
        moved = replace(problem, file=origin.file, line=origin.line) if origin else problem
        if (moved.file, moved.line, moved.column) not in damaged:
            yield moved
