"""An invented land whose keepers have addresses and few points, and `kepu geocode` in it."""

from pathlib import Path

from click.testing import CliRunner
from geoservices import PROTOCOLS, World
from support import ENGINE, rows

from kepu.cli import main

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


def square(code: str) -> dict:
    """A division's outline."""
    west, east = SQUARES[code]
    ring = [[west, 30], [east, 30], [east, 31], [west, 31], [west, 30]]
    return {"type": "Feature", "properties": {"coast_code": code, "name": code}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


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
