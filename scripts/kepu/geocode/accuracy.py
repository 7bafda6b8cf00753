"""How exactly an answer is known: each service's own levels → our accuracy classes.

A bare road counts as a township: it may be as long as one, and a point on it says no more than "along here".
A level that is in no table has no class, and its answer is never proposed.
"""

from __future__ import annotations

from typing import Any

# Finest first; the words of the accuracy vocabulary.
CLASSES = ("site", "street", "township", "county", "prefecture")
# A point of these stands for the place itself; one of the others for what the place lies in.
OWN = ("site", "street")


def finer(accuracy: str, present: str) -> bool:
    """True when a class says more than the present one; empty is no point at all."""
    return _rank(accuracy) < _rank(present)


def _rank(accuracy: str) -> int:
    return CLASSES.index(accuracy) if accuracy in CLASSES else len(CLASSES)


def _table(**levels: str) -> dict[str, str]:
    """Level → class."""
    return {level: accuracy for accuracy, words in levels.items() for level in words.split()}


# All levels of lbs.amap.com/news/geocoder_api (2023-12-07) but 国家, 省 and 未知, which place nothing.
AMAP = _table(
    site="兴趣点",
    street="门牌号 门址 单元号 楼层 房间 住宅区 小巷 道路交叉路口 公交地铁站点",
    township="道路 乡镇 村庄 开发区 热点商圈",
    county="区县",
    prefecture="市",
)

# All values of `level` in Baidu's Geocoding v3 (lbsyun.baidu.com, webapi/guide/webservice-geocoding) but UNKNOWN, 国家, 省.
BAIDU = _table(
    site="商务大厦 政府机构 生活服务 休闲娱乐 餐饮 宾馆 购物 金融 教育 医疗 旅游景点 汽车服务 火车站 长途汽车站 港口/码头 飞机场 机场 加油站 绿地",
    street="门址 交叉路口 地产小区 桥 停车场/停车区 收费区/收费站 收费处/收费站",
    township="道路 乡镇 村庄 商圈 工业园区",
    county="区县",
    prefecture="城市",
)

# The one level shown by lbs.tianditu.gov.cn/server/geocodinginterface.html; it may be an address or a named place.
TIANDITU = _table(street="地名地址")
# That page does not say what a score means. Replies printed in public code for whole street addresses carry 95 and 100;
# below this the match is taken for a guess.
TIANDITU_SCORE = 90

# Least place_rank → class, from nominatim.org/release-docs/latest/customize/Ranking, read with OpenStreetMap's levels for
# China (prefecture 5, county 6, township 8; a boundary's rank is twice its level). A city at 13 to 16 reaches 15 km, so it
# counts as a county. 26 and 27 are whole roads, 28 and 29 parts of one, 30 houses and named places.
NOMINATIM = ((30, "site"), (28, "street"), (17, "township"), (12, "county"), (10, "prefecture"))


def amap(raw: dict[str, Any]) -> str:
    """By `level`."""
    return AMAP.get(str(raw["level"]), "")


def baidu(raw: dict[str, Any]) -> str:
    """By `level`."""
    return BAIDU.get(str(raw["level"]), "")


def tianditu(raw: dict[str, Any]) -> str:
    """By `level`, if the score is high; a reply without a score is from a version that gave none."""
    good = float(raw.get("score", TIANDITU_SCORE)) >= TIANDITU_SCORE
    return TIANDITU.get(str(raw.get("level", "")), "") if good else ""


def nominatim(raw: dict[str, Any]) -> str:
    """By `place_rank`; a house is only a number in its street."""
    found = next((accuracy for rank, accuracy in NOMINATIM if int(raw["place_rank"]) >= rank), "")
    return "street" if found == "site" and raw.get("class") in ("place", "building") else found


def gazetteer(raw: dict[str, Any]) -> str:
    """Our own divisions name their levels as the classes are named."""
    return raw["level"] if raw["level"] in CLASSES else ""
