"""Our geocoders are geopy's own kind: its errors, its options, its answers."""

import pytest
from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderParseError,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeocoderTimedOut,
    GeocoderUnavailable,
)
from geopy.geocoders.base import Geocoder
from geoservices import PROTOCOLS, Reply, serving

from geocode.land import KEY
from kepu.geocode.amap import AMap
from kepu.geocode.baidu import Baidu
from kepu.geocode.tianditu import Tianditu

AMAP_ERRORS = {
    "10001": GeocoderAuthenticationFailure, "10009": GeocoderAuthenticationFailure, "10012": GeocoderInsufficientPrivileges,
    "10003": GeocoderQuotaExceeded, "10044": GeocoderQuotaExceeded, "40000": GeocoderQuotaExceeded, "10004": GeocoderRateLimited,
    "10021": GeocoderRateLimited, "10016": GeocoderUnavailable, "20001": GeocoderQueryError, "30001": GeocoderQueryError,
    "99999": GeocoderServiceError,
}  # fmt: skip


@pytest.mark.parametrize("code", AMAP_ERRORS)
def test_amaps_codes_are_geopys_errors(code: str) -> None:
    with serving(PROTOCOLS["amap"]) as world:
        world.every = Reply({"status": "0", "info": "X", "infocode": code})
        with pytest.raises(AMAP_ERRORS[code]) as raised:
            AMap(KEY, domain=world.address.removeprefix("http://"), scheme="http").geocode("x")
        assert raised.type is AMAP_ERRORS[code]
        assert str(raised.value) == f"{code} X"


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (Reply({"msg": "非法Key", "code": 300001}, 403), GeocoderInsufficientPrivileges),
        (Reply({"msg": "非法Key", "code": 300001}), GeocoderAuthenticationFailure),
        (Reply("", 418), GeocoderQuotaExceeded),
        (Reply("", 429), GeocoderRateLimited),
        (Reply({"status": "404", "msg": "出错"}), GeocoderServiceError),
        (Reply("", 500), GeocoderServiceError),
        (Reply("{"), GeocoderParseError),
        (Reply({"status": "0", "location": {}}), GeocoderParseError),
        (Reply("", after=1.0), GeocoderTimedOut),
    ],
)
def test_tianditus_refusals_are_geopys_errors(reply: Reply, error: type[Exception]) -> None:
    with serving(PROTOCOLS["tianditu"]) as world:
        world.every = reply
        with pytest.raises(error) as raised:
            Tianditu(KEY, domain=world.address.removeprefix("http://"), scheme="http").geocode("x", timeout=0.3)
        assert raised.type is error


@pytest.mark.parametrize("kind", [AMap, Tianditu, Baidu])
def test_our_geocoders_are_used_as_geopys_own(kind: type) -> None:
    found = kind("k", timeout=3, user_agent="a/1", scheme="http", proxies={})
    assert isinstance(found, Geocoder)
    assert (found.timeout, found.headers["User-Agent"], found.scheme) == (3, "a/1", "http")
    assert "127.0.0.1:1/" in kind("k", domain="127.0.0.1:1").api
    assert kind("k").api.startswith("https://")


def test_several_places_come_as_a_list_and_one_alone() -> None:
    with serving(PROTOCOLS["amap"]) as world:
        place = {"level": "门牌号", "formatted_address": [], "location": "100.2,30.3"}
        world.every = Reply({"status": "1", "geocodes": [place | {"location": []}, place, place | {"location": "100.3,30.3"}]})
        amap = AMap(KEY, domain=world.address.removeprefix("http://"), scheme="http")
        assert [round(found.longitude, 1) for found in amap.geocode("x", exactly_one=False)] == [100.2, 100.3]
        assert amap.geocode("x").longitude == 100.2
        world.every = Reply(PROTOCOLS["amap"].nothing)
        assert amap.geocode("x") is None
        assert amap.geocode("x", exactly_one=False) is None
