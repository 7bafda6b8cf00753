"""Datums of map services in China: to WGS84 once, on the way in; from it for a link to one of them.

GCJ-02 lies about 600 m off, BD-09 about another 600 m: an answer kept in its own datum, or converted twice, is wrong by that.
"""

from __future__ import annotations

import geocoordinates_ffi as datums

WGS84, CGCS2000, GCJ02, BD09 = "WGS84", "CGCS2000", "GCJ-02", "BD-09"
# 0.00001 degrees are a metre; no service is truer.
DECIMALS = 5


def to_wgs84(datum: str, lon: float, lat: float) -> tuple[float, float]:
    """(lon, lat) in WGS84. CGCS2000 is taken as WGS84: the two differ by less than a metre."""
    if datum == GCJ02:
        found = datums.gcj02_to_wgs84_refined(datums.Gcj02(lat=lat, lon=lon))
        lon, lat = found.lon, found.lat
    elif datum == BD09:
        found = datums.bd09_to_wgs84_refined(datums.Bd09(lat=lat, lon=lon))
        lon, lat = found.lon, found.lat
    return round(lon, DECIMALS), round(lat, DECIMALS)


def from_wgs84(datum: str, lon: float, lat: float) -> tuple[float, float]:
    """(lon, lat) as a service that keeps another datum reads it."""
    found = datums.Wgs84(lat=lat, lon=lon)
    if datum == GCJ02:
        found = datums.wgs84_to_gcj02(found)
    elif datum == BD09:
        found = datums.wgs84_to_bd09(found)
    return round(found.lon, DECIMALS), round(found.lat, DECIMALS)
