"""A key is in no output, no log and no file."""

import logging
from pathlib import Path

import pytest
from geoservices import PROTOCOLS, Reply, World

from geocode.land import KEY, KEYED, answers, ask, codes
from kepu.geocode import asking


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
