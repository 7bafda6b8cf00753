"""The services that can be asked: how each is opened, its datum, its pace, and what it calls its answers."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from geopy.adapters import URLLibAdapter
from geopy.geocoders import Nominatim

from kepu.geo.datum import BD09, CGCS2000, GCJ02, WGS84
from kepu.geocode import accuracy
from kepu.geocode.amap import AMap
from kepu.geocode.baidu import Baidu
from kepu.geocode.divisions import Divisions
from kepu.geocode.gazetteer import Gazetteer
from kepu.geocode.tianditu import Tianditu
from kepu.problems import Misused, Problem

Raw = dict[str, Any]


@dataclass(frozen=True)
class Setting:
    """What opening a geocoder may need. `server` stands in for the service's own address."""

    key: str
    agent: str
    server: str
    divisions: Divisions

    @property
    def options(self) -> Raw:
        """What every geopy geocoder takes. The adapter is service.py's, for its reasons."""
        parts = urlsplit(self.server)
        where = {"scheme": parts.scheme, "domain": parts.netloc} if self.server else {}
        return {"user_agent": self.agent, "adapter_factory": URLLibAdapter, **where}


@dataclass(frozen=True)
class Provider:
    """One service. `variable` is the environment variable of its key; `delay` the least seconds between questions."""

    name: str
    title: str
    title_en: str
    datum: str
    open: Callable[[Setting], Any]
    accuracy: Callable[[Raw], str]
    told: Callable[[Raw], str]
    note: str
    variable: str = ""
    delay: float = 0.0

    @property
    def secret(self) -> str:
        """What the environment holds as the key, to be masked wherever a service repeats it."""
        return os.environ.get(self.variable, "").strip() if self.variable else ""

    def key(self) -> str:
        """The key; a service that needs one and has none cannot be asked."""
        if self.variable and not self.secret:
            context = {"provider": self.title, "provider_en": self.title_en, "variable": self.variable}
            raise Misused(Problem("geocode-key-missing", context=context))
        return self.secret


def _words(*keys: str) -> Callable[[Raw], str]:
    """What a service said of the kind and certainty of its answer."""
    return lambda raw: " ".join(str(raw[key]) for key in keys if raw.get(key))


CONVERTED = "按地址用{title}查得（{matched}；{asked_on}），原为{datum}，已换算"
AS_IT_WAS = "按地址用{title}查得（{matched}；{asked_on}），原为{datum}，没有换算"
DIVISION = "没有自己的点，取{title}里的点（{matched}；{asked_on}）"

# Seconds. Nominatim allows one question a second (operations.osmfoundation.org/policies/nominatim); the others' free keys
# allow three a second or more, from memory: their consoles say.
PACE = 0.4
PROVIDERS = {
    p.name: p
    for p in (
        Provider(
            "gazetteer", "行政区划表", "the table of divisions", WGS84,
            lambda s: Gazetteer(s.divisions), accuracy.gazetteer, _words("note"), DIVISION,
        ),
        Provider(
            "tianditu", "天地图", "Tianditu", CGCS2000,
            lambda s: Tianditu(s.key, **s.options), accuracy.tianditu, _words("level", "score"), AS_IT_WAS, "TIANDITU_KEY", PACE,
        ),
        Provider(
            "amap", "高德地图", "AMap", GCJ02,
            lambda s: AMap(s.key, **s.options), accuracy.amap, _words("level"), CONVERTED, "AMAP_KEY", PACE,
        ),
        Provider(
            "baidu", "百度地图", "Baidu Maps", BD09,
            lambda s: Baidu(s.key, **s.options), accuracy.baidu, _words("comprehension"), CONVERTED, "BAIDU_KEY", PACE,
        ),
        Provider(
            "nominatim", "OpenStreetMap", "OpenStreetMap", WGS84,
            lambda s: Nominatim(**s.options), accuracy.nominatim, _words("addresstype"), AS_IT_WAS, delay=1.0,
        ),
    )
}  # fmt: skip
