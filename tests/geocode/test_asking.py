"""What a service answers is kept once; what fails is asked again, or left for the next run."""

import json
from pathlib import Path

import pytest
from geoservices import PROTOCOLS, Reply, World, serving
from support import fingerprint

from geocode.datums import SHIFT
from geocode.land import ASKED, DATUM, HOUSE, KEY, KEYED, WEB, answers, ask, codes
from kepu.geocode import asking


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
