"""Answers outlive a changed address, a spreadsheet, an interruption and a cut line."""

import signal
import subprocess
from pathlib import Path

import pytest
from geoservices import PROTOCOLS, Reply, World, serving
from support import environment, fingerprint, kepu_command

from geocode.datums import SHIFT, gcj02
from geocode.land import ASKED, DATUM, HOUSE, KEEPERS, KEY, answers, ask, codes, keepers


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


@pytest.mark.parametrize("cut", [1, 8, 29, 57])
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
