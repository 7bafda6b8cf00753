"""A change against where it began: what is wrong with it, what it does to the data, and what must not be shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from kepu import changes, earlier, rules, trees
from kepu.catalog import load
from kepu.diff import Change, Diff
from kepu.problems import Problem, Stop
from kepu.reading import Table
from kepu.trees import Tree

# Codes of personal data begin so; the wording of an earlier problem changes, its code does not.
PRIVATE = "privacy-"


@dataclass(frozen=True)
class Seen:
    """Both ends of a change, the problems of the new one, and what differs; None when one end cannot be read."""

    old: str
    new: str
    problems: list[Problem]
    tables: dict[str, Table]
    diff: Diff | None


def look(root: Path, revision: str) -> Seen:
    """What was done at `root` since it left a revision."""
    old, new = trees.fork_point(revision, root), trees.checked_out(root)
    try:
        catalog = load(root)
    except Stop as stop:
        return Seen(old, new, [stop.problem], {}, None)
    tables, problems = rules.check(catalog)
    with trees.revision(old, root) as folder:
        try:
            before = trees.described(old[:12], folder)
            was, found = rules.check(before)
        except Stop as stop:
            return Seen(old, new, [*problems, earlier.unreadable(old[:12], stop.problem, root)], tables, None)
        lost = earlier.taken((before, was), (catalog, tables))
        marked = [*earlier.compared(root, tables, problems, (folder, was, found)), *lost]
        diff = changes.compare(Tree(old[:12], before, was), Tree(new, catalog, tables))
    return Seen(old, new, marked, tables, _guarded(diff, [*found, *problems]))


def _guarded(diff: Diff, problems: Iterable[Problem]) -> Diff:
    """Without the rows of a dataset that holds something personal, before or after: masking hides the number, not whose it is."""
    private = {p.dataset for p in problems if p.code.startswith(PRIVATE)}
    return replace(diff, changes=[_withheld(c) if c.dataset.name in private else c for c in diff.changes])


def _withheld(change: Change) -> Change:
    return replace(change, rows=(), withheld=change.counts)
