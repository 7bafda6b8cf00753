"""A point answered in a Chinese datum comes back to WGS84."""

import pytest

from geocode.datums import SHIFT, gcj02
from kepu.geo.datum import to_wgs84


@pytest.mark.parametrize("datum", SHIFT)
@pytest.mark.parametrize("point", [(112.97672, 28.11083), (109.7, 28.3), (113.95, 25.3), (100.2, 30.3)])
def test_a_point_comes_back_to_wgs84_within_a_metre(datum: str, point: tuple[float, float]) -> None:
    assert to_wgs84(datum, *SHIFT[datum](*point)) == pytest.approx(point, abs=0.00001)


def test_the_two_chinese_datums_are_really_shifted() -> None:
    assert abs(gcj02(112.97672, 28.11083)[0] - 112.97672) > 0.004
    assert to_wgs84("GCJ-02", 112.97672, 28.11083) != (112.97672, 28.11083)
    assert to_wgs84("BD-09", 112.97672, 28.11083) != to_wgs84("GCJ-02", 112.97672, 28.11083)
