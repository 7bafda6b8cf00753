"""`--apply` writes better points, and nothing over an editor's work."""

import csv
import io
from pathlib import Path

import pytest
from geoservices import PROTOCOLS, Reply, World, serving
from support import fingerprint

from geocode.datums import SHIFT, gcj02
from geocode.land import ASKED, DATUM, HOUSE, KEEPERS, answers, ask, keepers


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


def overruled(land: Path, was: str, now: str) -> dict[str, str]:
    """An editor writes another verdict; the datasets as they are then."""
    path = land / "geocoding/keepers.csv"
    path.write_text(path.read_text("utf-8").replace(f",{was}\n", f",{now}\n"), "utf-8")
    return fingerprint(land / "datasets")


def test_apply_leaves_what_an_editor_turned_down(land: Path) -> None:
    with serving(PROTOCOLS["amap"]) as world:
        world.knows(ASKED["k1"], gcj02(100.2, 30.3), "门牌号")
        ask(land, "amap", world)
        before = overruled(land, "better", "rejected")
        assert ask(land, "amap", world, "--apply")[0] == 0
        assert fingerprint(land / "datasets") == before
        assert answers(land)["k1"]["verdict"] == "rejected"


def test_a_verdict_written_by_hand_moves_no_point_out_of_its_division(land: Path) -> None:
    with serving(PROTOCOLS["amap"]) as world:
        world.knows(ASKED["k1"], gcj02(101.9, 30.3), "门牌号")
        ask(land, "amap", world)
        before = overruled(land, "outside", "better")
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
