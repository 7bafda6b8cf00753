"""Two rows that may be one place: near-equal names, close together, and neither says so."""

from __future__ import annotations

import difflib
import math
import re
from collections import deque
from collections.abc import Iterator
from itertools import product

from kepu.chinese import RUN, fold
from kepu.geo.boundaries import METRES_A_DEGREE
from kepu.model import Catalog, Dataset
from kepu.problems import Problem
from kepu.reading import Row, Table

# A large park is no wider; two points that sources give for one gate lie closer.
NEAR_M = 300
# 科技馆 and 科学技术馆 after the same town reach 0.8; two different halls of a town stay below.
ALIKE = 0.8
# Shorter than this, a name inside another says nothing: 公园 is in every park's.
SHORTEST = 4
# Rows of one square of that width that a row is compared with, the last before it: no quarter holds so many places, and a
# table with one point in every row would else take time by the square of its length.
CROWD = 30
EAST, NORTH = 180, 90  # where the earth ends, in degrees
Point = tuple[float, float]  # longitude, latitude
NUMERAL = re.compile(r"[\d一二三四五六七八九十]")


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """Every dataset whose rows have a point of their own; divisions are no places."""
    for table in tables.values():
        if table.dataset.located and table.dataset.role != "divisions":
            yield from _table(table)


def _table(table: Table) -> Iterator[Problem]:
    rows = [row for row in table.rows if _precise(table.dataset, row)]
    points = [_point(table.dataset, row) for row in rows]
    found = [(row, point) for row, point in zip(rows, points, strict=True) if point]
    for one, other in _near([point for _, point in found]):
        yield from _pair(table, found[one], found[other])


def _near(points: list[Point]) -> list[tuple[int, int]]:
    """Pairs of points that may lie close enough: squares as wide as that, in degrees of longitude as long as they are far north."""
    widest = max((abs(lat) for _, lat in points), default=0)
    reach = NEAR_M / METRES_A_DEGREE / max(math.cos(math.radians(widest)), 0.01)
    squares: dict[tuple[int, int], deque[int]] = {}
    found: list[tuple[int, int]] = []
    for number, (lon, lat) in enumerate(points):
        x, y = math.floor(lon / reach), math.floor(lat / reach)
        around = (squares.get(square, ()) for square in product((x - 1, x, x + 1), (y - 1, y, y + 1)))
        found += [(other, number) for others in around for other in others]
        squares.setdefault((x, y), deque(maxlen=CROWD)).append(number)
    return sorted(found)


def _precise(dataset: Dataset, row: Row) -> bool:
    """False for points that only stand for a township or county: many places share those."""
    field = dataset.role_of("accuracy")
    return not field or field.term(row.cells[field.name]).mark == "solid"


def _point(dataset: Dataset, row: Row) -> Point | None:
    """Longitude and latitude; None when they are no numbers, or none on earth."""
    try:
        lon, lat = float(row.cells[dataset.column("lon")]), float(row.cells[dataset.column("lat")])
    except ValueError:
        return None
    return (lon, lat) if abs(lon) <= EAST and abs(lat) <= NORTH else None


def _pair(table: Table, one: tuple[Row, Point], other: tuple[Row, Point]) -> Iterator[Problem]:
    dataset, (earlier, here), (later, there) = table.dataset, one, other
    names = earlier.cells[dataset.label], later.cells[dataset.label]
    metres = _metres(here, there)
    if metres <= NEAR_M and alike(*names) and not _linked(dataset, earlier, later):
        same = dataset.role_of("same_as")
        context = {"other": names[0], "id": earlier.cells[dataset.key], "metres": round(metres)}
        context |= {"same": same.title if same else "", "same_en": same.title_en if same else ""}
        yield table.problem("place-twin", later.line, dataset.label, names[1], **context)


def _metres(one: Point, other: Point) -> float:
    """The distance of two points near each other, on a plane that is true at their latitude; a degree's mean length is half a per cent off."""
    (lon, lat), (far, high) = one, other
    return math.hypot((far - lon) * math.cos(math.radians((lat + high) / 2)), high - lat) * METRES_A_DEGREE


def alike(one: str, other: str) -> bool:
    """True for names that may be one; 第一中学 and 第二中学 are never."""
    first, second = ("".join(RUN.findall(fold(name))) for name in (one, other))
    if NUMERAL.findall(first) != NUMERAL.findall(second) or min(len(first), len(second)) < SHORTEST:
        return first == second
    return first in second or second in first or difflib.SequenceMatcher(None, first, second).ratio() >= ALIKE


def _linked(dataset: Dataset, one: Row, other: Row) -> bool:
    """True when one row names the other as possibly the same."""
    field = dataset.role_of("same_as")
    pairs = ((one, other), (other, one)) if field else ()
    return any(field and b.cells[dataset.key] in field.split(a.cells[field.name]) for a, b in pairs)
