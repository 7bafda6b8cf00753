"""GeoJSON (RFC 7946): rows with their point; where none is known, the geometry is null."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from typing import Any

MEDIA_TYPE = "application/geo+json"
HEAD = '{"type": "FeatureCollection", "features": [\n'
GLUE = ",\n"
WEST, EAST, SOUTH, NORTH = -180, 180, -90, 90


def feature(key: Any, lon: Any, lat: Any, properties: dict[str, Any]) -> str:
    """One row as one line. What a query calls lon and lat may be anything; only a position on Earth is drawn."""
    own = {"id": str(key)} if key is not None else {}
    point = {"type": "Point", "coordinates": [lon, lat]} if _between(WEST, lon, EAST) and _between(SOUTH, lat, NORTH) else None
    known = {name: _finite(value) for name, value in properties.items()}
    return json.dumps({"type": "Feature", **own, "geometry": point, "properties": known}, ensure_ascii=False, default=bytes.hex)


def _between(least: int, value: Any, most: int) -> bool:
    return isinstance(value, int | float) and least <= value <= most


def _finite(value: Any) -> Any:
    """SQL knows infinity, JSON does not."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


def tail(next_page: str | None = None) -> str:
    """The end; a page that is not the last says where to go on, as OGC API – Features does."""
    links = [{"rel": "next", "type": MEDIA_TYPE, "href": next_page}]
    return f'\n], "links": {json.dumps(links)}}}\n' if next_page else "\n]}\n"


def collection(features: Iterable[str]) -> str:
    """All features at once."""
    return HEAD + GLUE.join(features) + tail()
