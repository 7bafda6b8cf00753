"""The form on the portal judges as `kepu check` does: the same cells, the same codes, the same sentences."""

from __future__ import annotations

import json
import random
import re
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import geocoordinates_ffi as datums
import pytest
from builds import Build
from geopy.distance import great_circle
from support import ROOT, TESTS, kepu, rows

from kepu.catalog import load
from kepu.form.rules import JUDGED
from kepu.geo.boundaries import Boundaries
from kepu.geo.datum import BD09, GCJ02
from kepu.problems import word
from kepu.reading import Row, read_all
from kepu.rules import judge

# More digits than this no browser keeps of a number.
LONGEST = 16
# The line in the file of the first row that a test adds; no dataset is as long.
ADDED = 100_000


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The form's rules bundled for node."""
    out = tmp_path_factory.mktemp("form") / "judge.cjs"
    esbuild = ROOT / "node_modules" / ".bin" / "esbuild"
    subprocess.run(
        [esbuild, TESTS / "form" / "judge.js", "--bundle", "--platform=node", "--log-level=error", f"--outfile={out}"], check=True
    )
    return out


def ask(script: Path, out: Path, **what: Any) -> dict[str, Any]:
    """What the form's own script answers."""
    question = json.dumps({"folder": str(out / "site" / "assets" / "edit"), **what})
    done = subprocess.run(["node", script], input=question, capture_output=True, text=True, encoding="utf-8", check=True)
    return dict(json.loads(done.stdout))


# What hands, web pages and spreadsheets put into cells, whatever the column.
WRONG = """2021|2021-04|2021-04-10|2021/4/10|2021.4.10|2021年4月10日|2021年4月|20210410|10-Apr-21|Apr-58|44296|4/10/2021|20/4/2021
2021-02-30|2021-13|0000|999|12345|28113平方米|28,113|１２３|3。5|1e3|1.2E+15|-5|+5|=A1|@x|-x|0731-84256002|13812345678|联系人138 1234 5678
１３８１２３４５６７８|11010519491231002X|110105194912310021|卡号 6222 0212 3456 7890 128|62220212345678901280|keeper@163.com|a@vip.qq.com
office@hnmuseum.com|13812345678@qq.com|见https://example.org/13812345678|https://example.org/a|http://x|example.org|https://例子.中国/路
https://example.org/a。|ftp://example.org|长—沙|museum|博物馆|musuem|科技馆|Museum|free|true|是|s0001;s0002|s0001；s0002|s0001;s0001
s0001; s0002|s9999|s001|p0001|p1|P0001|430100|430103|43010|４３０１００|430199|1|01|official|官方|offical|yes|星期一|91430000444877091Q
Jun 1-31 off|feb30 off|Sep 30|Feb 29;Nov 31-Dec 2 off|"Feb 30"|Feb 31:00|
91430000444877091q|914300004448770910|914300 00444877091Q|91110000600037341l|911100 00600037341L|112.97662|28.04834|0|113|x;y;;z|x;y;x|x、y|𠮷野家"""
UNSEEN = [
    " 长沙",
    "长沙 ",
    "长沙\u3000",
    "长\u200b沙",
    "长沙\ufeff",
    "长\ufffd沙",
    "锟斤拷",
    "第一行\n第二行",
    "a\u200bb",
    "a\tb",
    "\x85x",
    " ",
    "长\xa0沙",
]
POINTS = [
    ("112.97662", "28.04834", "430100", "430103"), ("28.04834", "112.97662", "430100", "430103"), ("0", "0", "", ""), ("0.0", "0", "", ""),
    ("112.97662", "", "430100", ""), ("", "28.04834", "", ""), ("116.39", "39.90", "430100", ""), ("112.9", "28.1", "430100", "430103"),
    ("109.99", "27.55", "430100", "430103"), ("109.99", "27.55", "", ""), ("112.97662", "28.04834", "431200", ""), ("x", "28.04834", "", ""),
]  # fmt: skip


def generated(count: int) -> list[str]:
    """Random cells, always the same: letters that rules look at, in any order."""
    dice = random.Random("cells")
    letters = "0123456789.-/;；:年月日 　\u200bxX@qq.com１２东，。、+=13p0001s430100"
    return ["".join(dice.choices(letters, k=dice.randint(1, 20))) for _ in range(count)]


def cases(root: Path, datasets: Iterable[str]) -> list[dict[str, Any]]:
    """The first row of each dataset over and over, with one cell made worse."""
    found, catalog = [], load(root)
    values = [*WRONG.replace("\n", "|").split("|"), *UNSEEN, *generated(40)]
    for dataset in (catalog[name] for name in datasets):
        base, *others = rows(dataset.path)
        for field in dataset.fields:
            fit = [v for v in values if field.type != "number" or len(v) < LONGEST]
            wrong = ["", *fit] if field.name != dataset.key else ["", *(row[dataset.key] for row in others[:1])]
            found += [{"dataset": dataset.name, "id": base[dataset.key], "row": {**base, field.name: value}} for value in wrong]
    return found


def misplaced() -> list[dict[str, Any]]:
    """A hall whose point stands where points should not, or is kept in another datum."""
    dice, boundaries = random.Random("points"), Boundaries.of(load(ROOT))
    hall = rows(ROOT / "datasets" / "places.csv")[0] | {"location_accuracy": "site"}
    points = list(POINTS)
    for _ in range(200):
        lon, lat = 112.97 + dice.uniform(-0.6, 0.6), 28.05 + dice.uniform(-0.6, 0.6)
        shifted = datums.wgs84_to_bd09(datums.Wgs84(lat=lat, lon=lon))
        county = boundaries.containing(lon, lat) if boundaries else ""
        points += [(f"{lon:.5f}", f"{lat:.5f}", "430100", "430103"), (f"{shifted.lon:.5f}", f"{shifted.lat:.5f}", "", county)]
    columns = ("lon", "lat", "prefecture_code", "county_code")
    return [{"dataset": "places", "id": hall["place_id"], "row": hall | dict(zip(columns, point, strict=True))} for point in points]


def roughly(text: str) -> str:
    """Without the last decimals of a proposed point: two ways to undo a datum agree to a fifth of a metre, then round."""
    return re.sub(r"((?:lon|lat)=\d+\.\d{3})\d\d", r"\1", text)


def alike(said: Sequence[str]) -> tuple[str, ...]:
    """What both must say the same. Of a key the check also names the other line, and a free id that is not the last one's."""
    return tuple(map(roughly, said[:3] if said[1].startswith("key-") else said))


def judged_by_check(root: Path, found: list[dict[str, Any]]) -> list[set[tuple[str, ...]]]:
    """What the engine's rules say of each case, with the rest of the repository around it."""
    catalog = load(root)
    tables = read_all(catalog)
    for n, case in enumerate(found):
        tables[case["dataset"]].rows.append(Row(ADDED + n, case["row"]))
    said: list[set[tuple[str, ...]]] = [set() for _ in found]
    for problem in judge(catalog, tables):
        case = found[problem.line - ADDED] if (problem.line or 0) >= ADDED else None
        if case and problem.code in JUDGED and (problem.code, problem.value) != ("key-repeated", case["id"]):
            w = word(problem, root)
            said[problem.line - ADDED].add(alike((problem.column, w.problem.code, *(getattr(w, word) for word in WORDS[2:]))))
    return said


WORDS = ("column", "code", "severity", "message_zh", "message_en", "fix_zh", "fix_en")


def test_the_form_says_of_every_cell_what_check_says(real: Build, small: Path, script: Path) -> None:
    assert kepu("build", "--root", small).returncode == 0
    told: set[str] = set()
    for root, out, found in (
        (ROOT, real.out, cases(ROOT, ("places", "societies")) + misplaced()),
        (small, small / "build", cases(small, ("towers", "havens"))),
    ):
        by_check = judged_by_check(root, found)
        by_form = [{alike([one[word] for word in WORDS]) for one in said} for said in ask(script, out, rows=found)["judged"]]
        different = [(case, a - b, b - a) for case, a, b in zip(found, by_check, by_form, strict=True) if a != b]
        assert different[:3] == []
        told |= {code for said in by_check for _, code, *_ in said}
    assert told == set(JUDGED)


def test_the_form_converts_points_as_the_engine_does(real: Build, script: Path) -> None:
    grid = [(datum, 108.8 + 0.19 * x, 24.7 + 0.19 * y) for datum in (GCJ02, BD09) for x in range(29) for y in range(29)]
    found = ask(script, real.out, points=[{"datum": datum, "lon": lon, "lat": lat} for datum, lon, lat in grid])["converted"]
    engine = {GCJ02: undo_gcj02, BD09: undo_bd09}
    far = [great_circle((y, x), engine[datum](lon, lat)).meters for (datum, lon, lat), (x, y) in zip(grid, found, strict=True)]
    assert max(far) < 0.2  # the library ends its search at a tenth of a metre


def undo_gcj02(lon: float, lat: float) -> tuple[float, float]:
    """(lat, lon) before the engine rounds it."""
    found = datums.gcj02_to_wgs84_refined(datums.Gcj02(lat=lat, lon=lon))
    return found.lat, found.lon


def undo_bd09(lon: float, lat: float) -> tuple[float, float]:
    """(lat, lon) before the engine rounds it."""
    found = datums.bd09_to_wgs84_refined(datums.Bd09(lat=lat, lon=lon))
    return found.lat, found.lon


def test_the_form_opens_with_every_cell_as_the_file_has_it(real: Build) -> None:
    """But for a number that is no coordinate: its last zeros say nothing."""
    for dataset in load(ROOT):
        found = json.loads((real.site / "assets" / "edit" / "rows" / f"{dataset.name}.json").read_text("utf-8"))
        plain = [f.type == "number" and f.role not in ("lon", "lat") for f in dataset.fields]
        for row, cells in zip(rows(dataset.path), found.values(), strict=True):
            wanted = [f"{float(cell):.10g}" if number and cell else cell for cell, number in zip(row.values(), plain, strict=True)]
            assert cells == wanted


POINT = {"lon": 112.98, "lat": 28.12}


@pytest.mark.parametrize(
    ("pasted", "found"),
    [
        ("https://uri.amap.com/marker?position=112.98,28.12&name=x", {"from": "amap", "datum": GCJ02, **POINT}),
        ("https://www.amap.com/regeo?lng=112.98&lat=28.12&name=x", {"from": "amap", "datum": GCJ02, **POINT}),
        ("https://ditu.amap.com/place?lnglat=112.98%2C28.12", {"from": "amap", "datum": GCJ02, **POINT}),
        ("https://www.amap.com/?q=28.12,112.98,x", {"from": "amap", "datum": GCJ02, **POINT}),
        ("https://wb.amap.com/?p=B0FFG,28.12,112.98,x,y", {"from": "amap", "datum": GCJ02, **POINT}),
        ("https://map.baidu.com/?latlng=28.12,112.98&title=x", {"from": "baidu", "datum": BD09, **POINT}),
        ("http://api.map.baidu.com/marker?location=28.12,112.98&coord_type=gcj02", {"from": "baidu", "datum": GCJ02, **POINT}),
        ("https://map.baidu.com/poi/x/@12577000.5,3257000.2,19z", {"from": "baidu", "datum": "BD-09 MC", "lon": 12577000.5, "lat": 3257000.2}),
        ("https://apis.map.qq.com/uri/v1/marker?marker=title:x;coord:28.12,112.98", {"from": "tencent", "datum": GCJ02, **POINT}),
        ("https://map.qq.com/?type=marker&pointx=112.98&pointy=28.12", {"from": "tencent", "datum": GCJ02, **POINT}),
        ("https://www.openstreetmap.org/#map=17/28.12/112.98", {"from": "osm", "datum": "WGS84", **POINT}),
        ("https://www.google.com/maps/place/x/@28.1,112.9,17z/data=!3d28.12!4d112.98", {"from": "google", "datum": "", **POINT}),
        ("geo:28.12,112.98?z=17", {"from": "geo", "datum": "WGS84", **POINT}),
        ("28.12, 112.98", {"from": "", "datum": "", **POINT}),
        ("112.98，28.12", {"from": "", "datum": "", **POINT}),
        ("北纬28.12° 东经112.98°", {"from": "", "datum": "", **POINT}),
        ("【某馆】https://surl.amap.com/abc", {"short": "surl.amap.com"}),
        ("https://j.map.baidu.com/ab/cd", {"short": "j.map.baidu.com"}),
        ("https://example.org/?q=28.12,112.98", None),
        ("https://%%%", None),
        ("沅江市桔城大道12号", None),
    ],
)  # fmt: skip
def test_a_pasted_place_is_read_or_is_not(real: Build, script: Path, pasted: str, found: dict[str, Any] | None) -> None:
    assert ask(script, real.out, texts=[pasted])["read"] == [found]
