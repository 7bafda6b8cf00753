"""`kepu geocode` finds points for rows with only an address, loses no answer, tells no key, and never worsens a point."""

import csv
import io
import json
import logging
import math
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from builds import copy_root, small_root
from click.testing import CliRunner
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
from geoservices import PROTOCOLS, Reply, World, serving
from support import ENGINE, environment, fingerprint, kepu_command, rows

from kepu.cli import main
from kepu.commands.geocode import NAMES
from kepu.geo.datum import to_wgs84
from kepu.geocode import accuracy, asking, providers
from kepu.geocode.amap import AMap
from kepu.geocode.baidu import Baidu
from kepu.geocode.divisions import Division, Divisions
from kepu.geocode.gazetteer import Gazetteer
from kepu.geocode.tianditu import Tianditu

KEY = "S3cret+/key=测试"
WEB = list(PROTOCOLS)
KEYED = [name for name in WEB if PROTOCOLS[name].variable]
DATUM = {"tianditu": "CGCS2000", "amap": "GCJ-02", "baidu": "BD-09", "nominatim": "WGS84"}
HOUSE = {"tianditu": "地名地址", "amap": "门牌号", "baidu": "门址", "nominatim": "30"}

# An invented land: two shires, one with an east and a west bay; each bay a square of half a degree and one.
SQUARES = {"A1": (100, 100.5), "A2": (100.5, 101), "B1": (101, 102), "A": (100, 101), "B": (101, 102), "L": (100, 102)}
LAND = """coast_code,coast_name,within,short,tier,lon,lat,remark
L,雾海省,,雾海,province,101,30.5,
A,甲海州,L,甲海,prefecture,100.5,30.5,
A1,东湾县,A,东湾,county,100.25,30.5,取中间的点
A2,西湾县,A,西湾,county,100.75,30.5,
B,乙海州,L,乙海,prefecture,101.5,30.5,
B1,南湾县,B,南湾,county,101.5,30.25,
"""
KEEPERS = """keeper_id,keeper,region,bay,street,x,y,sure,how
k1,灯叔,A,A1,港口路5号,,,,
k2,灯婶,A,A2,雾海省甲海州西湾县灯塔路1号,100.75000,30.50000,county,只定到西湾县
k3,灯伯,A,,东湾码头,100.50000,30.50000,prefecture,只定到甲海州
k4,灯哥,A,A1,港口路6号,100.30000,30.40000,street,门口量的
k5,灯姐,A,A1,,,,,
k6,灯妹,A,A1,岬角,100.11111,30.22222,county,渔民指的大概位置
"""
ASKED = {
    "k1": "雾海省甲海州东湾县港口路5号",
    "k2": "雾海省甲海州西湾县灯塔路1号",
    "k3": "雾海省甲海州东湾码头",
    "k6": "雾海省甲海州东湾县岬角",
}
FIELDS = {
    "keeper_id": ("编号", {}), "keeper": ("名字", {"role": "label"}), "region": ("州", {"role": "prefecture"}),
    "bay": ("县", {"role": "county"}), "street": ("住址", {"role": "address"}), "x": ("经", {"role": "lon"}), "y": ("纬", {"role": "lat"}),
    "sure": ("多准", {"role": "accuracy", "vocabulary": "sureness"}), "how": ("来历", {"role": "location_note"}),
}  # fmt: skip


def column(name: str, title: str, **role: str) -> dict:
    """A field of a schema."""
    return {
        "name": name, "type": "number" if role.get("role") in ("lon", "lat") else "string", "title": title, "description": title,
        "x-kepu": {"title_en": name, "description_en": name, **role},
    }  # fmt: skip


@pytest.fixture
def land(tmp_path: Path) -> Path:
    """The root of the invented land."""
    root = small_root(tmp_path / "root")
    coasts = json.loads((root / "schemas/coasts.json").read_text("utf-8"))
    more = {"short": "short_name", "tier": "level", "lon": "lon", "lat": "lat", "remark": "note"}
    coasts["fields"] += [column(name, name, role=role) for name, role in more.items()]
    (root / "schemas/coasts.json").write_text(json.dumps(coasts), "utf-8")
    keepers = {
        "name": "keepers", "title": "守塔人", "description": "一行是一位。", "primaryKey": "keeper_id",
        "fields": [column(name, title, **role) for name, (title, role) in FIELDS.items()],
        "x-kepu": {"title_en": "Keepers", "description_en": "One row is one.", "section": "data", "unit": "位", "licence": "CC0"},
    }  # fmt: skip
    (root / "schemas/keepers.json").write_text(json.dumps(keepers), "utf-8")
    marks = dict.fromkeys(accuracy.CLASSES, "hatched") | dict.fromkeys(accuracy.OWN, "solid")
    (root / "schemas/vocabularies/sureness.csv").write_text(
        "code,label,label_en,mark\n" + "".join(f"{c},{c},{c},{m}\n" for c, m in marks.items()), "utf-8"
    )
    (root / "datasets/coasts.csv").write_text(LAND, "utf-8")
    (root / "datasets/keepers.csv").write_text(KEEPERS, "utf-8")
    for file, codes in {"bays": ("A1", "A2", "B1"), "coasts": ("A", "B"), "land": ("L",)}.items():
        (root / f"datasets/boundaries/{file}.geojson").write_text(json.dumps({"features": [square(c) for c in codes]}), "utf-8")
    return root


def square(code: str) -> dict:
    """A division's outline."""
    west, east = SQUARES[code]
    ring = [[west, 30], [east, 30], [east, 31], [west, 31], [west, 30]]
    return {"type": "Feature", "properties": {"coast_code": code, "name": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the waiting, and with keys."""
    monkeypatch.setattr(asking, "RETRY_WAIT", 0.01)
    monkeypatch.setattr(asking, "TIMEOUT", 0.4)
    for name, provider in list(providers.PROVIDERS.items()):
        monkeypatch.setitem(providers.PROVIDERS, name, replace(provider, delay=0.0))
        if provider.variable:
            monkeypatch.setenv(provider.variable, KEY)
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(params=WEB)
def name(request: pytest.FixtureRequest) -> str:
    """Each web service in turn."""
    return request.param


@pytest.fixture
def world(name: str) -> Iterator[World]:
    """Its server."""
    with serving(PROTOCOLS[name]) as found:
        yield found


def geocode(root: Path, *options: str) -> tuple[int, str]:
    """Exit code and all output of `kepu geocode`."""
    done = CliRunner().invoke(main, ["geocode", "--root", str(root), *options], catch_exceptions=False)
    return done.exit_code, done.output


def ask(root: Path, name: str, world: World, *options: str) -> tuple[int, str]:
    """Ask a service by its server here."""
    return geocode(root, "--provider", name, "--server", world.address, *options)


def answers(root: Path) -> dict[str, dict[str, str]]:
    """Record → its line in the cache."""
    path = root / "geocoding/keepers.csv"
    return {row["record"]: row for row in rows(path)} if path.exists() else {}


def keepers(root: Path) -> dict[str, dict[str, str]]:
    """The dataset by id."""
    return {row["keeper_id"]: row for row in rows(root / "datasets/keepers.csv")}


def codes(output: str) -> set[str]:
    """The problem codes a report names."""
    return {code for code in rows_of_problems() if f"[{code}]" in output}


def rows_of_problems() -> set[str]:
    return {row["code"] for row in rows(ENGINE.parent / "schemas/problems.csv")}


# --- datums, by a formula of our own -------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("datum", SHIFT)
@pytest.mark.parametrize("point", [(112.97672, 28.11083), (109.7, 28.3), (113.95, 25.3), (100.2, 30.3)])
def test_a_point_comes_back_to_wgs84_within_a_metre(datum: str, point: tuple[float, float]) -> None:
    assert to_wgs84(datum, *SHIFT[datum](*point)) == pytest.approx(point, abs=0.00001)


def test_the_two_chinese_datums_are_really_shifted() -> None:
    assert abs(gcj02(112.97672, 28.11083)[0] - 112.97672) > 0.004
    assert to_wgs84("GCJ-02", 112.97672, 28.11083) != (112.97672, 28.11083)
    assert to_wgs84("BD-09", 112.97672, 28.11083) != to_wgs84("GCJ-02", 112.97672, 28.11083)


# --- the services ----------------------------------------------------------------------------------------------------------


def test_an_answer_is_kept_in_wgs84_with_what_was_asked_and_what_was_found(land: Path, name: str, world: World) -> None:
    at = (100.2, 30.3)
    world.knows(ASKED["k1"], SHIFT[DATUM[name]](*at), HOUSE[name], "雾海省东湾县港口路5号")
    before = fingerprint(land / "datasets")
    status, output = ask(land, name, world)
    assert status == 0, output
    assert sorted(world.asked) == sorted(ASKED.values())
    assert world.keys == ({KEY} if name in KEYED else {""})
    assert world.agents == {"lantern-coast (kepu geocode)"}
    row = answers(land)["k1"]
    assert (float(row["lon"]), float(row["lat"])) == pytest.approx(at, abs=0.00001)
    assert len(row["lon"].split(".")[1]) == 5
    assert (row["dataset"], row["query"], row["provider"]) == ("keepers", ASKED["k1"], name)
    assert (row["accuracy"], row["datum"], row["verdict"]) == ("street", DATUM[name], "better")
    assert len(row["asked_on"]) == 10
    assert row["matched"]
    assert "灯叔" in output
    assert "--apply" in output
    assert fingerprint(land / "datasets") == before


def test_what_the_service_does_not_know_is_kept_as_none(land: Path, name: str, world: World) -> None:
    assert ask(land, name, world)[0] == 0
    assert {row["verdict"] for row in answers(land).values()} == {"none"}
    assert {row["lon"] for row in answers(land).values()} == {""}


def test_a_refused_key_ends_the_asking_at_once(land: Path, name: str, world: World) -> None:
    world.every = PROTOCOLS[name].bad_key
    status, output = ask(land, name, world)
    assert (status, codes(output)) == (1, {"geocode-key-refused"})
    assert len(world.asked) == 1
    assert answers(land) == {}


@pytest.mark.parametrize("name", [n for n in WEB if PROTOCOLS[n].no_quota], indirect=True)
def test_a_used_up_quota_keeps_what_was_answered_and_the_next_run_goes_on(land: Path, name: str, world: World) -> None:
    world.knows(ASKED["k1"], SHIFT[DATUM[name]](100.2, 30.3), HOUSE[name])
    world.scripted[ASKED["k2"]] = [PROTOCOLS[name].no_quota, Reply(PROTOCOLS[name].nothing)]
    status, output = ask(land, name, world)
    assert (status, codes(output)) == (1, {"geocode-quota"})
    assert set(answers(land)) == {"k1"}
    assert len(world.asked) == 2
    assert ask(land, name, world)[0] == 0
    assert world.asked.count(ASKED["k1"]) == 1
    assert set(answers(land)) == set(ASKED)


@pytest.mark.parametrize("failing", ["too fast", "500", "slow", "no json", "nothing at all"])
def test_a_passing_failure_is_tried_again(land: Path, name: str, world: World, failing: str) -> None:
    first = {
        "too fast": PROTOCOLS[name].too_fast or Reply("", 429),
        "500": Reply("oops", 500),
        "slow": Reply(PROTOCOLS[name].nothing, after=1.0),
        "no json": Reply("<html>维护中</html>"),
        "nothing at all": Reply(b""),
    }[failing]
    found = Reply(PROTOCOLS[name].found(SHIFT[DATUM[name]](100.2, 30.3), HOUSE[name], ""))
    world.scripted[ASKED["k1"]] = [first, found]
    status, output = ask(land, name, world, "--limit", "1")
    assert (status, codes(output)) == (0, set())
    assert world.asked == [ASKED["k1"]] * 2
    assert answers(land)["k1"]["accuracy"] == "street"


SHAPES = [
    b"\xff\xfe",
    "null",
    "[1]",
    "7",
    '"x"',
    '{"status": "0"}',
    '{"status": "1", "geocodes": 3}',
    '{"status": 0, "result": {"level": "x"}}',
    '{"result": 1}',
    '[{"lat": "x"}]',
]


@pytest.mark.parametrize("body", SHAPES)
def test_a_reply_of_any_other_shape_leaves_the_row_for_the_next_run(land: Path, name: str, world: World, body: str | bytes) -> None:
    world.scripted[ASKED["k1"]] = [Reply(body)]
    status, output = ask(land, name, world, "--limit", "1")
    assert status == 0, output
    assert "Traceback" not in output
    assert answers(land).get("k1", {}).get("lon", "") == ""
    if not answers(land):
        assert codes(output) == {"geocode-unanswered"}
        assert "keepers.csv:2" in output


@pytest.mark.parametrize("at", ["nan,30", "inf,30", "100.2,91", "100.2", "一百,三十"])
def test_a_point_that_is_none_is_no_answer(land: Path, at: str) -> None:
    with serving(PROTOCOLS["amap"]) as world:
        world.every = Reply(json.dumps({"status": "1", "geocodes": [{"location": at, "level": "门牌号", "formatted_address": ""}]}))
        assert codes(ask(land, "amap", world, "--limit", "1")[1]) == {"geocode-unanswered"}
        assert answers(land) == {}


def test_a_service_that_is_away_is_given_up_after_three_rows(land: Path, name: str, world: World) -> None:
    world.every = Reply("", 500)
    status, output = ask(land, name, world)
    assert (status, codes(output)) == (1, {"geocode-unanswered", "geocode-service"})
    assert len(world.asked) == 3 * (1 + asking.RETRIES)
    assert set(world.asked) == {ASKED["k1"], ASKED["k2"], ASKED["k3"]}


def test_single_failures_do_not_add_up(land: Path) -> None:
    with serving(PROTOCOLS["amap"]) as world:
        for key in ("k1", "k2", "k6"):
            world.scripted[ASKED[key]] = [Reply({"status": "0", "info": "ENGINE_RESPONSE_DATA_ERROR", "infocode": "30001"})]
        status, output = ask(land, "amap", world)
        assert (status, codes(output)) == (0, {"geocode-unanswered"})
        assert set(answers(land)) == {"k3"}
        assert world.asked.count(ASKED["k1"]) == 1  # asking the same again would not help


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


def test_questions_keep_their_distance(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []

    class Still:
        def geocode(self, query: str, timeout: float) -> None:
            return None

    monkeypatch.setattr("geopy.extra.rate_limiter.sleep", slept.append)
    question = asking.patient(Still(), 0.05, KEY)
    for _ in range(2):
        question("x")
    assert slept
    assert 0.04 < slept[0] <= 0.05


# --- accuracy --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("service", "raw", "expected"),
    [
        ("amap", {"level": "兴趣点"}, "site"), ("amap", {"level": "门牌号"}, "street"), ("amap", {"level": "道路"}, "township"),
        ("amap", {"level": "村庄"}, "township"), ("amap", {"level": "区县"}, "county"), ("amap", {"level": "市"}, "prefecture"),
        ("amap", {"level": "省"}, ""), ("amap", {"level": "未知"}, ""), ("amap", {"level": "新的级别"}, ""),
        ("baidu", {"level": "教育"}, "site"), ("baidu", {"level": "门址"}, "street"), ("baidu", {"level": "乡镇"}, "township"),
        ("baidu", {"level": "区县"}, "county"), ("baidu", {"level": "城市"}, "prefecture"), ("baidu", {"level": "UNKNOWN"}, ""),
        ("tianditu", {"level": "地名地址"}, "street"), ("tianditu", {"level": "地名地址", "score": 95}, "street"),
        ("tianditu", {"level": "地名地址", "score": 60}, ""), ("tianditu", {"level": "别的"}, ""),
        ("nominatim", {"place_rank": 30, "class": "tourism"}, "site"), ("nominatim", {"place_rank": 30, "class": "place"}, "street"),
        ("nominatim", {"place_rank": 26}, "township"), ("nominatim", {"place_rank": 16}, "county"), ("nominatim", {"place_rank": 12}, "county"),
        ("nominatim", {"place_rank": 10}, "prefecture"), ("nominatim", {"place_rank": 8}, ""),
        ("gazetteer", {"level": "county"}, "county"), ("gazetteer", {"level": "province"}, ""),
    ],
)  # fmt: skip
def test_each_services_level_is_a_class_of_ours_or_none(service: str, raw: dict, expected: str) -> None:
    assert getattr(accuracy, service)(raw) == expected


def test_only_what_bears_the_places_name_is_the_place_itself(land: Path) -> None:
    with serving(PROTOCOLS["amap"]) as world:
        world.knows(ASKED["k1"], gcj02(100.2, 30.3), "兴趣点", "雾海省东湾县灯叔")
        world.knows(ASKED["k2"], gcj02(100.7, 30.3), "兴趣点", "雾海省西湾县灯塔路邮局")
        ask(land, "amap", world)
        assert (answers(land)["k1"]["accuracy"], answers(land)["k2"]["accuracy"]) == ("site", "street")


def test_an_answer_of_unknown_level_is_kept_but_never_proposed(land: Path) -> None:
    with serving(PROTOCOLS["amap"]) as world:
        world.knows(ASKED["k1"], gcj02(100.2, 30.3), "新的级别")
        before = fingerprint(land / "datasets")
        assert ask(land, "amap", world, "--apply")[0] == 0
        assert (answers(land)["k1"]["verdict"], answers(land)["k1"]["accuracy"]) == ("unknown-level", "")
        assert fingerprint(land / "datasets") == before


# --- the county, and better or not -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "at", "verdict"),
    [
        ("k1", (100.2, 30.3), "better"),
        ("k1", (100.505, 30.3), "better"),  # 480 m over the line: the outlines are no better than that
        ("k1", (100.507, 30.3), "outside"),  # 670 m over it
        ("k1", (101.7, 30.3), "outside"),
        ("k3", (100.9, 30.3), "better"),  # only the shire is known
        ("k3", (101.2, 30.3), "outside"),
        ("k6", (100.2, 30.3), "better"),
    ],
)
def test_a_point_must_lie_in_its_division(land: Path, key: str, at: tuple[float, float], verdict: str) -> None:
    with serving(PROTOCOLS["amap"]) as world:
        world.knows(ASKED[key], gcj02(*at), "门牌号")
        ask(land, "amap", world)
        assert answers(land)[key]["verdict"] == verdict


@pytest.mark.parametrize(
    ("key", "level", "verdict"),
    [
        ("k1", "市", "better"),  # it has no point at all
        ("k2", "村庄", "better"),
        ("k2", "区县", "not-better"),
        ("k2", "市", "not-better"),
        ("k3", "区县", "better"),
        ("k6", "门牌号", "better"),
        ("k6", "村庄", "not-better"),  # a village's middle is no better than a rough point of the place itself
    ],
)
def test_only_a_finer_point_is_better(land: Path, key: str, level: str, verdict: str) -> None:
    with serving(PROTOCOLS["amap"]) as world:
        world.knows(ASKED[key], gcj02(100.7 if key == "k2" else 100.2, 30.3), level)
        ask(land, "amap", world)
        assert answers(land)[key]["verdict"] == verdict


# --- the gazetteer ---------------------------------------------------------------------------------------------------------


def test_the_gazetteer_is_the_default_and_needs_no_key_and_no_network(land: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for provider in providers.PROVIDERS.values():
        monkeypatch.delenv(provider.variable or "X", raising=False)
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("asked the network"))
    assert geocode(land)[0] == 0
    found = {key: (row["provider"], row["accuracy"], row["verdict"]) for key, row in answers(land).items()}
    assert found == {
        "k1": ("gazetteer", "county", "better"),
        "k2": ("gazetteer", "county", "not-better"),
        "k3": ("gazetteer", "county", "better"),
        "k6": ("gazetteer", "county", "not-better"),
    }
    assert (answers(land)["k3"]["lon"], answers(land)["k3"]["lat"]) == ("100.25000", "30.50000")
    assert answers(land)["k3"]["matched"] == "东湾县，取中间的点"


DIVISIONS = Divisions(
    Division(code, label, short, parent, level, (float(lon), float(lat)), note)
    for code, label, parent, short, level, lon, lat, note in list(csv.reader(io.StringIO(LAND)))[1:]
)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("雾海省甲海州东湾县港口路", "东湾县"),
        ("雾海甲海东湾码头", "东湾县"),  # short names, one after another
        ("位于甲海州西湾县内", "西湾县"),
        ("东湾码头", "东湾县"),
        ("甲海州东湾路3号", "甲海州"),  # a road named after a bay runs anywhere
        ("甲海州东湾中路3号", "甲海州"),
        ("乙海州开往东湾的码头", "乙海州"),  # a short name in the middle of a sentence
        ("东湾县西湾县交界", "甲海州"),
        ("甲海州乙海州", "雾海省"),
        ("港口路5号", None),
        ("", None),
    ],
)
def test_the_gazetteer_takes_names_where_they_are_names(text: str, label: str | None) -> None:
    found = Gazetteer(DIVISIONS).geocode(text)
    assert (found.address if found else None) == label


# --- cache, interruption, keys ---------------------------------------------------------------------------------------------


def test_a_second_run_asks_nothing_and_needs_no_key(land: Path, name: str, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.knows(ASKED["k1"], SHIFT[DATUM[name]](100.2, 30.3), HOUSE[name])
    ask(land, name, world)
    asked, kept = list(world.asked), fingerprint(land / "geocoding")
    monkeypatch.delenv(PROTOCOLS[name].variable or "X", raising=False)
    status, output = ask(land, name, world)
    assert (status, "灯叔" in output) == (0, True)
    assert (world.asked, fingerprint(land / "geocoding")) == (asked, kept)


def test_a_changed_address_is_asked_again_and_the_old_answer_not_used(land: Path) -> None:
    with serving(PROTOCOLS["amap"]) as world:
        world.knows(ASKED["k1"], gcj02(100.2, 30.3), "门牌号")
        ask(land, "amap", world)
        path = land / "datasets/keepers.csv"
        path.write_text(KEEPERS.replace("港口路5号", "港口路55号"), "utf-8")
        ask(land, "amap", world, "--apply")
        assert world.asked[4:] == ["雾海省甲海州东湾县港口路55号"]
        assert keepers(land)["k1"]["x"] == ""


def test_limit_counts_the_questions(land: Path, name: str, world: World) -> None:
    for count in (1, 2, 3, 4, 4):
        ask(land, name, world, "--limit", "1")
        assert len(answers(land)) == count


def interrupted(land: Path, world: World, how: int) -> subprocess.Popen:
    """A run that is stopped while the third answer is still under way."""
    for key in ("k1", "k2"):
        world.knows(ASKED[key], gcj02(100.2 if key == "k1" else 100.7, 30.3), "门牌号")
    world.scripted[ASKED["k3"]] = [Reply("", after=30), Reply(PROTOCOLS["amap"].nothing)]
    command = kepu_command("geocode", "--root", land, "--provider", "amap", "--server", world.address)
    run = subprocess.Popen(
        command, env=environment(AMAP_KEY=KEY), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
    )
    assert world.waiting.wait(30)
    run.send_signal(how)
    return run


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_stopped_in_the_middle_nothing_is_lost_and_the_next_run_goes_on(land: Path, how: int) -> None:
    with serving(PROTOCOLS["amap"]) as world:
        run = interrupted(land, world, how)
        output, _ = run.communicate(timeout=20)
        assert run.returncode == (130 if how == signal.SIGINT else -signal.SIGKILL)
        assert "Traceback" not in output
        assert "Aborted" not in output
        assert KEY not in output
        assert [answers(land)[key]["verdict"] for key in ("k1", "k2")] == ["better", "better"]
        assert len(answers(land)) == 2
        assert ask(land, "amap", world)[0] == 0
        assert world.asked == [*list(ASKED.values())[:3], ASKED["k3"], ASKED["k6"]]
        assert set(answers(land)) == set(ASKED)


@pytest.mark.parametrize("cut", range(1, 60, 7))
def test_a_line_cut_by_a_kill_is_asked_again_and_no_other(land: Path, cut: int) -> None:
    with serving(PROTOCOLS["amap"]) as world:
        ask(land, "amap", world)
        path = land / "geocoding/keepers.csv"
        whole = path.read_bytes()
        path.write_bytes(whole[:-cut])
        ask(land, "amap", world)
        assert world.asked[4:] in ([], [ASKED["k6"]])
        assert bool(world.asked[4:]) == (cut > 1)
        assert path.read_bytes().rstrip() == whole.rstrip()


def test_what_a_spreadsheet_does_to_the_cache_is_no_mistake(land: Path) -> None:
    with serving(PROTOCOLS["amap"]) as world:
        ask(land, "amap", world, "--limit", "2")
        path = land / "geocoding/keepers.csv"
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n").removesuffix(b"\r\n"))
        assert ask(land, "amap", world)[0] == 0
        assert len(world.asked) == 4
        assert set(answers(land)) == set(ASKED)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (",better\n", ",good\n", 2),
        (",verdict\n", ",verdikt\n", 1),
        ("100.20000", "x", 2),
        ("100.20000", "nan", 2),
        ("keepers,k1,", "k1,", 2),
        ("better", '"', 2),
    ],
)
def test_a_broken_cache_is_named_by_its_line_and_left_alone(land: Path, old: str, new: str, line: int) -> None:
    with serving(PROTOCOLS["amap"]) as world:
        world.knows(ASKED["k1"], gcj02(100.2, 30.3), "门牌号")
        ask(land, "amap", world)
        path = land / "geocoding/keepers.csv"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        before = fingerprint(land)
        status, output = ask(land, "amap", world)
        assert (status, codes(output)) == (1, {"geocode-cache"})
        assert f"geocoding/keepers.csv:{line} " in output
        assert fingerprint(land) == before


@pytest.mark.parametrize("name", KEYED, indirect=True)
def test_without_a_key_nothing_is_asked(land: Path, name: str, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PROTOCOLS[name].variable)
    status, output = ask(land, name, world)
    assert (status, codes(output)) == (2, {"geocode-key-missing"})
    assert PROTOCOLS[name].variable in output
    assert (world.asked, answers(land)) == ([], {})


ECHOES = [
    Reply(f"<html>bad key {KEY}</html>"),
    Reply(f"denied: {KEY}", 403),
    Reply(f"oops {KEY}", 500),
    Reply({"status": "0", "info": f"KEY {KEY}", "infocode": "10001"}),
    Reply({"status": "0", "info": f"KEY {KEY}", "infocode": "30001"}),
    Reply({"status": "404", "msg": KEY}),
    Reply({"code": KEY, "msg": KEY}),
    Reply({"status": "1", "geocodes": [{"location": KEY}]}),
    Reply({"status": "1", "geocodes": [{"location": "100.2,30.3", "level": f"门牌号{KEY}", "formatted_address": KEY}]}),
    Reply({"status": "0", "location": {"lon": "100.2", "lat": "30.3", "level": KEY, "keyWord": KEY}}),
    Reply({"status": 0, "result": {"location": {"lng": 100.2, "lat": 30.3}, "level": KEY}}),
    None,
]


@pytest.mark.parametrize("echo", ECHOES)
@pytest.mark.parametrize("name", KEYED, indirect=True)
def test_the_key_is_in_no_output_no_log_and_no_file(
    land: Path, name: str, world: World, echo: Reply | None, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    world.every = echo
    if echo is None:
        world.address = "http://127.0.0.1:9"  # nobody listens there
    output = ask(land, name, world)[1]
    texts = [output, caplog.text, *(p.read_text("utf-8") for p in land.rglob("*.csv"))]
    for secret in (KEY, "S3cret%2B%2Fkey%3D"):
        assert not any(secret in text for text in texts)


def test_a_message_is_masked_however_the_key_is_written() -> None:
    assert asking.masked("a?key=S3cret%2B%2Fkey%3D%E6%B5%8B%E8%AF%95&x, S3cret+/key=测试", KEY) == "a?key=***&x, ***"
    assert asking.masked("nothing to hide", "") == "nothing to hide"


# --- writing ---------------------------------------------------------------------------------------------------------------


def test_apply_writes_point_accuracy_and_where_it_came_from(land: Path, name: str, world: World) -> None:
    world.knows(ASKED["k1"], SHIFT[DATUM[name]](100.2, 30.3), HOUSE[name], "港口路5号")
    world.knows(ASKED["k2"], SHIFT[DATUM[name]](101.9, 30.3), HOUSE[name], "灯塔路1号")  # far outside
    status, output = ask(land, name, world, "--apply")
    assert status == 0, output
    before = {row["keeper_id"]: row for row in csv.DictReader(io.StringIO(KEEPERS))}
    changed = {key: row for key, row in keepers(land).items() if row != before[key]}
    assert set(changed) == {"k1"}
    row = changed["k1"]
    assert (float(row["x"]), float(row["y"])) == pytest.approx((100.2, 30.3), abs=0.00001)
    assert row["sure"] == "street"
    assert DATUM[name] in row["how"]
    assert answers(land)["k1"]["asked_on"] in row["how"]
    assert ("已换算" in row["how"]) == (DATUM[name] in ("GCJ-02", "BD-09"))
    assert answers(land)["k1"]["verdict"] == "applied"
    written = (land / "datasets/keepers.csv").read_text("utf-8").splitlines()
    assert [line for line in written if not line.startswith("k1,")] == [line for line in KEEPERS.splitlines() if not line.startswith("k1,")]
    assert ask(land, name, world, "--apply")[0] == 0
    assert len(world.asked) == len(ASKED)


def test_apply_never_touches_a_row_that_got_a_better_point_meanwhile(land: Path) -> None:
    with serving(PROTOCOLS["amap"]) as world:
        world.knows(ASKED["k1"], gcj02(100.2, 30.3), "村庄")
        world.knows(ASKED["k2"], gcj02(100.7, 30.3), "门牌号")
        ask(land, "amap", world)
        path = land / "datasets/keepers.csv"
        text = KEEPERS.replace("港口路5号,,,,", "港口路5号,100.12345,30.12345,township,渡口")
        path.write_text(text.replace("100.75000,30.50000,county,只定到西湾县", "100.70001,30.40001,site,自己量的"), "utf-8")
        before = path.read_bytes()
        assert ask(land, "amap", world, "--apply")[0] == 0
        assert path.read_bytes() == before


def test_apply_leaves_what_an_editor_turned_down(land: Path) -> None:
    with serving(PROTOCOLS["amap"]) as world:
        world.knows(ASKED["k1"], gcj02(100.2, 30.3), "门牌号")
        ask(land, "amap", world)
        path = land / "geocoding/keepers.csv"
        path.write_text(path.read_text("utf-8").replace(",better\n", ",rejected\n"), "utf-8")
        before = fingerprint(land / "datasets")
        assert ask(land, "amap", world, "--apply")[0] == 0
        assert fingerprint(land / "datasets") == before
        assert answers(land)["k1"]["verdict"] == "rejected"


def test_a_verdict_written_by_hand_moves_no_point_out_of_its_division(land: Path) -> None:
    with serving(PROTOCOLS["amap"]) as world:
        world.knows(ASKED["k1"], gcj02(101.9, 30.3), "门牌号")
        ask(land, "amap", world)
        path = land / "geocoding/keepers.csv"
        path.write_text(path.read_text("utf-8").replace(",outside\n", ",better\n"), "utf-8")
        before = fingerprint(land / "datasets")
        ask(land, "amap", world, "--apply")
        assert fingerprint(land / "datasets") == before


def test_nothing_is_written_when_the_asking_was_stopped(land: Path) -> None:
    with serving(PROTOCOLS["amap"]) as world:
        world.knows(ASKED["k1"], gcj02(100.2, 30.3), "门牌号")
        world.scripted[ASKED["k2"]] = [PROTOCOLS["amap"].no_quota]
        before = fingerprint(land / "datasets")
        status, output = ask(land, "amap", world, "--apply")
        assert status == 1
        assert "灯叔" in output
        assert fingerprint(land / "datasets") == before


def test_a_table_saved_while_the_asking_went_on_is_not_overwritten(land: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = land / "datasets/keepers.csv"
    with serving(PROTOCOLS["amap"]) as world:
        world.knows(ASKED["k1"], gcj02(100.2, 30.3), "门牌号")
        answer = world.reply

        def reply(address: str, params: dict[str, str]) -> Reply:
            path.write_text(KEEPERS.replace("灯姐", "灯姐姐"), "utf-8")
            return answer(address, params)

        world.reply = reply
        ask(land, "amap", world, "--apply")
    assert keepers(land)["k5"]["keeper"] == "灯姐姐"
    assert keepers(land)["k1"]["sure"] == "street"


def test_what_a_service_says_cannot_break_a_table(land: Path) -> None:
    with serving(PROTOCOLS["amap"]) as world:
        world.knows(ASKED["k1"], gcj02(100.2, 30.3), "门牌号", '=1+1\n"a",b\x1b[31m\u202e' + "长" * 500)
        status, output = ask(land, "amap", world, "--apply")
        assert status == 0
        assert "\x1b" not in output
        matched = answers(land)["k1"]["matched"]
        assert matched.startswith('1+1 "a",b')
        assert len(matched) <= 120
        assert matched.isprintable()
        assert set(keepers(land)) == {"k1", "k2", "k3", "k4", "k5", "k6"}


# --- the command -----------------------------------------------------------------------------------------------------------


def test_a_dataset_without_addresses_or_points_is_refused_by_name(land: Path) -> None:
    status, output = geocode(land, "--dataset", "logbook")
    assert (status, codes(output)) == (2, {"geocode-dataset"})
    assert "keepers" in output


def test_only_the_named_dataset_is_asked_about(land: Path) -> None:
    schema = json.loads((land / "schemas/keepers.json").read_text("utf-8")) | {"name": "pilots", "title": "领航员"}
    (land / "schemas/pilots.json").write_text(json.dumps(schema), "utf-8")
    shutil.copyfile(land / "datasets/keepers.csv", land / "datasets/pilots.csv")
    geocode(land, "--dataset", "pilots")
    assert [p.name for p in (land / "geocoding").iterdir()] == ["pilots.csv"]
    geocode(land, "--limit", "5")
    assert sum(len(rows(p)) for p in (land / "geocoding").iterdir()) == 8


def test_a_refusal_ends_the_asking_about_every_dataset(land: Path) -> None:
    schema = json.loads((land / "schemas/keepers.json").read_text("utf-8")) | {"name": "pilots"}
    (land / "schemas/pilots.json").write_text(json.dumps(schema), "utf-8")
    shutil.copyfile(land / "datasets/keepers.csv", land / "datasets/pilots.csv")
    with serving(PROTOCOLS["amap"]) as world:
        world.every = PROTOCOLS["amap"].bad_key
        assert ask(land, "amap", world)[0] == 1
        assert len(world.asked) == 1


def test_a_table_that_cannot_be_read_stops_the_work(land: Path) -> None:
    (land / "datasets/keepers.csv").write_bytes(KEEPERS.encode("gbk"))
    assert codes(geocode(land)[1]) == {"file-encoding"}
    assert not (land / "geocoding").exists()


def test_both_languages_are_spoken(land: Path) -> None:
    output = geocode(land, "--lang", "en")[1]
    assert "4 rows with an address" in output
    assert "更准" not in output


def test_the_command_offers_exactly_the_services_there_are() -> None:
    assert tuple(providers.PROVIDERS) == NAMES


def test_the_real_datasets_stay_right_when_the_gazetteer_is_applied(tmp_path: Path) -> None:
    root = copy_root(tmp_path / "root")
    assert geocode(root, "--apply")[0] == 0
    done = CliRunner().invoke(main, ["check", "--root", str(root), "--format", "json"])
    assert json.loads(done.output)["counts"]["error"] == 0


def test_no_build_depends_on_the_answers() -> None:
    """The clock and the network belong to this verb alone."""
    others = [p for p in sorted((ENGINE / "kepu").rglob("*.py")) if "geocode" not in p.relative_to(ENGINE).as_posix()]
    for path in others:
        text = path.read_text("utf-8")
        assert not re.search(r"kepu\.geocode", text)
        assert "datetime.now" not in text
        assert "date.today" not in text
