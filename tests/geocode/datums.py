"""WGS84 into the datums of Chinese services, by a formula of our own."""

import math


def gcj02(lon: float, lat: float) -> tuple[float, float]:
    """WGS84 → GCJ-02 by the published formula (eviltransform, gcoord and others have the same)."""
    x, y, a, ee = lon - 105, lat - 35, 6378245.0, 0.00669342162296594323
    waves = (20 * math.sin(6 * x * math.pi) + 20 * math.sin(2 * x * math.pi)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x)) + waves
    east += (20 * math.sin(x * math.pi) + 40 * math.sin(x / 3 * math.pi)) * 2 / 3
    east += (150 * math.sin(x / 12 * math.pi) + 300 * math.sin(x / 30 * math.pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x)) + waves
    north += (20 * math.sin(y * math.pi) + 40 * math.sin(y / 3 * math.pi)) * 2 / 3
    north += (160 * math.sin(y / 12 * math.pi) + 320 * math.sin(y * math.pi / 30)) * 2 / 3
    rad = math.radians(lat)
    magic = 1 - ee * math.sin(rad) ** 2
    north = north * 180 / ((a * (1 - ee)) / (magic * math.sqrt(magic)) * math.pi)
    east = east * 180 / (a / math.sqrt(magic) * math.cos(rad) * math.pi)
    return lon + east, lat + north


def bd09(lon: float, lat: float) -> tuple[float, float]:
    """WGS84 → BD-09, through GCJ-02."""
    x, y = gcj02(lon, lat)
    turn = math.pi * 3000 / 180
    z = math.hypot(x, y) + 0.00002 * math.sin(y * turn)
    theta = math.atan2(y, x) + 0.000003 * math.cos(x * turn)
    return z * math.cos(theta) + 0.0065, z * math.sin(theta) + 0.006


SHIFT = {"GCJ-02": gcj02, "BD-09": bd09, "CGCS2000": lambda lon, lat: (lon, lat), "WGS84": lambda lon, lat: (lon, lat)}
