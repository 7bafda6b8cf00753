"""SQL functions of places: distances in metres, the degrees of a box, the division around a point."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import Any

from kepu import distance
from kepu.server.sql.unfit import Unfit

NORTH, EAST = 90.0, 180.0


def distance_m(lon1: Any, lat1: Any, lon2: Any, lat2: Any) -> float | None:
    """Metres along the great circle between two points in WGS84 degrees; null where a number is missing."""
    start, end = _point("distance_m", lon1, lat1), _point("distance_m", lon2, lat2)
    return distance.metres(*start, *end) if start and end else None


def degrees_lat(length: Any) -> float | None:
    """How many degrees of latitude so many metres are: half the height of a box around a point."""
    metres = _number("degrees_lat", length)
    return None if metres is None else distance.degrees_north(metres)


def degrees_lon(length: Any, lat: Any) -> float | None:
    """How many degrees of longitude a circle of so many metres reaches at a latitude: half the width of a box around a point."""
    metres, north = _number("degrees_lon", length), _number("degrees_lon", lat, NORTH)
    return None if metres is None or north is None else distance.degrees_east(metres, north)


def register(connection: sqlite3.Connection) -> None:
    """distance_m(lon1, lat1, lon2, lat2), degrees_lat(metres), degrees_lon(metres, lat), division_of(lon, lat)."""
    database = connection.execute("pragma database_list").fetchone()[2]

    def division_of(lon: Any, lat: Any) -> str | None:
        """Code of the smallest division that holds a point; null outside of all."""
        from kepu.geo.inside import beside, containing  # the outlines are three megabytes, which most processes never need

        point = _point("division_of", lon, lat)
        return containing(beside(database), *point) if point else None

    for function, arguments in ((distance_m, 4), (degrees_lat, 1), (degrees_lon, 2), (division_of, 2)):
        connection.create_function(function.__name__, arguments, function, deterministic=True)


def _point(function: str, lon: Any, lat: Any) -> tuple[float, float] | None:
    east, north = _number(function, lon, EAST), _number(function, lat, NORTH)
    return None if east is None or north is None else (east, north)


def _number(function: str, value: Any, most: float = 1e9) -> float | None:
    """A number or its text; None for null and for a box left empty."""
    if value is None or value == "":
        return None
    with suppress(ValueError):
        number = float(value)
        if -most <= number <= most:
            return number
    raise Unfit(
        function,
        value,
        f"不是 -{most:g} 到 {most:g} 的数，经度写在纬度前面",
        f"is no number from -{most:g} to {most:g}; longitude comes before latitude",
    )
