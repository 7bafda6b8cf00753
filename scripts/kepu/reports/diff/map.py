"""The map of a comparison: points removed, moved and added over the outlines of the new tree."""

from __future__ import annotations

from dataclasses import dataclass

from kepu.diff import Row
from kepu.geo.shapes import Drawing, Frame, Shapes
from kepu.reports.diff.words import moved, name
from kepu.trees import Tree

WIDTH = 600  # units; small, so that marks stay visible on a phone


@dataclass(frozen=True)
class Mark:
    """One point that changed: where it was, where it is now, and the row of the list it belongs to."""

    kind: str
    anchor: str
    text: str
    before: tuple[float, float] | None
    after: tuple[float, float] | None


@dataclass(frozen=True)
class Map:
    """Outlines and marks; `outside` counts the marks that lie beyond the drawing."""

    drawing: Drawing
    marks: list[Mark]
    outside: int


def drawn(tree: Tree, rows: list[tuple[str, Row]], lang: str) -> Map | None:
    """The map of rows with their anchors in the list; None when no point changed or the tree has no boundaries."""
    rows = [(anchor, row) for anchor, row in rows if row.before != row.after]
    shapes = Shapes(tree.catalog, _parents(tree)) if rows else None
    if not shapes or not shapes.counties:
        return None
    drawing = shapes.drawing("", WIDTH)
    marks = [_mark(row, anchor, drawing.frame, lang) for anchor, row in rows]
    inside = [mark for mark in marks if any(_within(drawing.frame, point) for point in (mark.before, mark.after))]
    return Map(drawing, inside, len(marks) - len(inside))


def _parents(tree: Tree) -> dict[str, str]:
    """Division → the one above it."""
    divisions = tree.catalog.role("divisions")
    rows = tree.tables[divisions.name].rows if divisions else []
    return {row.cells[divisions.key]: row.cells[divisions.column("parent")] for row in rows} if divisions else {}


def _mark(row: Row, anchor: str, frame: Frame, lang: str) -> Mark:
    before, after = (frame.xy(*point) if point else None for point in (row.before, row.after))
    kind = "moved" if before and after else "removed" if before else "added"
    return Mark(kind, anchor, "  ".join(filter(None, [name(row), moved(row, lang)])), before, after)


def _within(frame: Frame, point: tuple[float, float] | None) -> bool:
    return bool(point and 0 <= point[0] <= frame.width and 0 <= point[1] <= frame.height)
