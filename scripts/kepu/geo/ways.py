"""Links that open a place in a reader's own map: a pin in the datum its service keeps, or a search where no point is known.

The forms of these addresses were not checked against the services' own pages; the datum is: it is converted here, never left to a service.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote, urlencode

from kepu.geo.datum import BD09, GCJ02, from_wgs84

# Who asks; the services want a name and do nothing with it.
WHO = "kepu"


class Way(NamedTuple):
    """One map and the address that opens it at a place."""

    zh: str
    en: str
    url: str


def pins(name: str, address: str, lon: float, lat: float) -> list[Way]:
    """A pin at a WGS84 point, in each map."""
    x, y = from_wgs84(GCJ02, lon, lat)
    bx, by = from_wgs84(BD09, lon, lat)
    pin = f"coord:{y},{x};title:{_plain(name)};addr:{_plain(address or name)}"
    return [
        Way(
            "高德地图",
            "Amap",
            _url("https://uri.amap.com/marker", position=f"{x},{y}", name=name, src=WHO, coordinate="gaode", callnative=1),
        ),
        Way(
            "百度地图",
            "Baidu Maps",
            _url(
                "https://api.map.baidu.com/marker",
                location=f"{by},{bx}",
                title=name,
                content=address or name,
                output="html",
                src=WHO,
                coord_type="bd09ll",
            ),
        ),
        Way("腾讯地图", "Tencent Maps", _url("https://apis.map.qq.com/uri/v1/marker", marker=pin, referer=WHO, coord_type=2)),
        Way("苹果地图", "Apple Maps", _url("https://maps.apple.com/", ll=f"{y},{x}", q=name)),
    ]


def searches(words: str, region: str) -> list[Way]:
    """A search for a name or address within a region, in each map."""
    return [
        Way("高德地图", "Amap", _url("https://uri.amap.com/search", keyword=words, city=region, view="map", src=WHO, callnative=1)),
        Way("百度地图", "Baidu Maps", _url("https://api.map.baidu.com/place/search", query=words, region=region, output="html", src=WHO)),
        Way("腾讯地图", "Tencent Maps", _url("https://apis.map.qq.com/uri/v1/search", keyword=words, region=region, referer=WHO)),
        Way("苹果地图", "Apple Maps", _url("https://maps.apple.com/", q=words if words.startswith(region) else region + words)),
    ]


def _url(base: str, **values: object) -> str:
    return f"{base}?{urlencode(values, quote_via=quote, safe=',:')}"


def _plain(text: str) -> str:
    """Without the marks that part the pieces of a pin."""
    return text.replace(";", "，").replace(":", "：").replace("|", "，")
