"""Near twins are found however the rows lie, and a table whose rows share one point takes no time by the square."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepu import rules
from kepu.catalog import load
from kepu.rules import twins

DEGREES = st.tuples(st.integers(-3000, 3000), st.integers(-3000, 3000))


@given(st.lists(DEGREES, max_size=twins.CROWD))
def test_every_pair_that_lies_close_enough_is_looked_at(steps: list[tuple[int, int]]) -> None:
    points = [(112 + x / 100_000, 28 + y / 100_000) for x, y in steps]
    looked = set(twins._near(points))
    for n, (lon, lat) in enumerate(points):
        for m in range(n):
            east, north = (points[m][0] - lon) * math.cos(math.radians(28)), points[m][1] - lat
            assert (m, n) in looked or math.hypot(east, north) * twins.METRES_A_DEGREE > twins.NEAR_M


def test_a_thousand_rows_at_one_point_are_each_compared_with_a_few(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []
    monkeypatch.setattr(twins, "alike", lambda *names: compared.append(names))
    towers = small / "datasets" / "towers.csv"
    tower = ",A,A1,10.25,50.5,stone,2,,,,,,,,,,,"
    towers.write_text(towers.read_text("utf-8") + "".join(f"t{n},塔{n}{tower}c1\n" for n in range(4, 1004)), "utf-8")
    rules.check(load(small))
    assert 1000 < len(compared) <= 1003 * twins.CROWD
