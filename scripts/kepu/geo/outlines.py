"""Boundaries for judging points in a browser: as exact as the rules have them, in whole numbers."""

from __future__ import annotations

from itertools import chain, pairwise
from typing import Any

from shapely.geometry.base import BaseGeometry

from kepu.geo.boundaries import Boundaries
from kepu.geo.shapes import parts

# Whole numbers a degree: a metre. The drawing of the map lies up to 3.7 km off and could not answer for 600 m.
SCALE = 100_000


def outlines(boundaries: Boundaries | None) -> dict[str, Any]:
    """Every division with its name and rings, and which of them are the outermost. Rings are a first point, then steps."""
    if not boundaries:
        return {"scale": SCALE, "outermost": [], "divisions": []}
    found = sorted(boundaries.geometry.items(), key=lambda pair: pair[1].area)
    divisions = [{"code": code, "name": boundaries.names[code], "rings": _rings(area, boundaries.cosine)} for code, area in found]
    return {"scale": SCALE, "outermost": boundaries.outermost, "divisions": divisions}


def _rings(geometry: BaseGeometry, cosine: float) -> list[list[int]]:
    """Outer rings and holes alike: what holds a point is told by the even-odd rule."""
    rings = chain.from_iterable([part.exterior, *part.interiors] for part in parts(geometry))
    return [_steps([(round(x / cosine * SCALE), round(y * SCALE)) for x, y in ring.coords]) for ring in rings]


def _steps(points: list[tuple[int, int]]) -> list[int]:
    return [*points[0], *chain.from_iterable((b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))]
