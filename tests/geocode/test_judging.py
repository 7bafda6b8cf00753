"""An answer is classed by what the service matched, must lie in its division, and never worsens a point."""

from pathlib import Path

import pytest
from geoservices import PROTOCOLS, serving
from support import fingerprint

from geocode.datums import gcj02
from geocode.land import ASKED, answers, ask
from kepu.geocode import accuracy


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
