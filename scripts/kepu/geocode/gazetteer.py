"""Our own divisions as a geopy geocoder: no key, no network, and no finer than a county."""

from __future__ import annotations

from typing import Any

from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location

from kepu.geocode.divisions import Divisions


class Gazetteer(Geocoder):  # type: ignore[misc]  # geopy carries no types
    """Geocoder using the divisions dataset: the point of the smallest division that an address names. WGS84."""

    def __init__(self, divisions: Divisions, **options: Any) -> None:
        super().__init__(**options)
        self.divisions = divisions

    def geocode(self, query: str, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL) -> Any:
        """A Location, a list of one without `exactly_one`, None when no division is named. `timeout` is for the likeness."""
        found = self.divisions.named(query)
        if not found or not found.point:
            return None
        lon, lat = found.point
        location = Location(found.label, (lat, lon), {"level": found.level, "note": found.note})
        return location if exactly_one else [location]
