"""Which division holds a point, by its outline alone: what answers SQL carries no geometry library, which weighs more than the rest of it."""

from __future__ import annotations

import json
from array import array
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

# Where a build keeps the outlines, beside its database.
OUTLINES = Path("site", "assets", "edit", "outlines.json")


class Division(NamedTuple):
    """A division as closed rings of whole numbers, `scale` to a degree, and the box around them."""

    code: str
    scale: int
    xs: list[array[int]]
    ys: list[array[int]]
    box: tuple[int, int, int, int]


@cache
def beside(database: str) -> list[Division]:
    """The divisions of the build that a database belongs to, smallest first."""
    found = json.loads((Path(database).parent / OUTLINES).read_text("utf-8"))
    return [division(entry["code"], entry["rings"], found["scale"]) for entry in found["divisions"]]


def division(code: str, rings: list[list[int]], scale: int) -> Division:
    """From rings as `kepu.geo.outlines` writes them: a first point, then steps."""
    xs = [array("i", accumulate(ring[::2])) for ring in rings]
    ys = [array("i", accumulate(ring[1::2])) for ring in rings]
    return Division(code, scale, xs, ys, (min(map(min, xs)), min(map(min, ys)), max(map(max, xs)), max(map(max, ys))))


def containing(divisions: list[Division], lon: float, lat: float) -> str | None:
    """Code of the first division that holds the point. Smaller ones come first."""
    return next((d.code for d in divisions if _holds(d, lon * d.scale, lat * d.scale)), None)


def _holds(candidate: Division, x: float, y: float) -> bool:
    left, bottom, right, top = candidate.box
    if not (left <= x <= right and bottom <= y <= top):
        return False
    return sum(_crossings(xs, ys, x, y) for xs, ys in zip(candidate.xs, candidate.ys, strict=True)) % 2 == 1


def _crossings(xs: array[int], ys: array[int], x: float, y: float) -> int:
    """How many sides of a ring lie east of the point: an odd number over all rings when it is inside."""
    sides = zip(xs, ys, xs[1:], ys[1:], strict=False)
    return sum((y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1) for x1, y1, x2, y2 in sides)
