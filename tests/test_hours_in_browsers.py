"""A page says of any moment what the API's is_open says, wherever the phone's clock stands."""

import json
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from support import ROOT, environment
from test_space_and_time import DAYS_OFF, HOURS

from kepu.agenda import agenda
from kepu.daysoff import DaysOff
from kepu.open_at import open_at

# What no place of ours states yet: past midnight, closed or shorter on days off, seasons, odd weeks, nonsense.
MORE = [
    "Mo-Fr 20:00-02:00; PH 10:00-03:00", "PH off; Mo-Fr 09:00-17:00; Sa 10:00-12:00", "24/7; PH off", "week 1-53/2 Mo 10:00-12:00",
    "Apr-Oct Tu-Su 08:00-18:00; Nov-Mar We-Su 09:00-16:00; PH 10:00-12:00", "Mo-Fr 09:00-17:00; SH off", "每天九点到五点",
]  # fmt: skip
CHINA = timedelta(hours=8)
# From before the known days to after them, at all times of the day.
MOMENTS = [datetime.fromisoformat("2025-12-30") + n * timedelta(hours=7, minutes=13) for n in range(1230)]


def asked(folder: Path, texts: list[str]) -> dict[str, list[list[str]]]:
    """What the browser's own script answers, on a phone set to New York."""
    out = folder / "ask.cjs"
    esbuild = ROOT / "node_modules" / ".bin" / "esbuild"
    subprocess.run(
        [esbuild, ROOT / "tests/hours/ask.js", "--bundle", "--platform=node", "--log-level=error", f"--outfile={out}"], check=True
    )
    times = [((moment - CHINA) - datetime.fromisoformat("1970-01-01")) // timedelta(milliseconds=1) for moment in MOMENTS]
    question = json.dumps({"agendas": {text: agenda(text, DAYS_OFF) for text in texts}, "times": times})
    abroad = environment(TZ="America/New_York")
    done = subprocess.run(["node", out], input=question, env=abroad, capture_output=True, text=True, encoding="utf-8", check=True)
    return dict(json.loads(done.stdout))


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[list[str]]]:
    return asked(tmp_path_factory.mktemp("hours"), HOURS + MORE)


def test_a_page_and_the_api_agree_on_every_moment_of_a_year(answers: dict[str, list[list[str]]]) -> None:
    for text in HOURS + MORE:
        wanted = [open_at(text, moment, DAYS_OFF) for moment in MOMENTS]
        assert [state for state, _ in answers[text]] == wanted, text
    assert {state for text in HOURS for state, _ in answers[text]} == {"open", "closed", "unknown"}


def test_the_change_a_page_announces_is_the_first_there_is(answers: dict[str, list[list[str]]]) -> None:
    for text in ("We-Su 09:00-12:00,14:00-17:00; Mo,Tu off", "Tu-Su,PH 09:00-17:00", MORE[0]):
        for moment, (state, then) in list(zip(MOMENTS, answers[text], strict=True))[::40]:
            day, minute, after = then.split(" ") if then else ("9999-01-01", "0", "")
            change = datetime.fromisoformat(day) + timedelta(minutes=int(minute))
            steps = (moment + timedelta(minutes=n) for n in range(1, 3 * 24 * 60, 5))
            assert all(open_at(text, step, DAYS_OFF) == state for step in steps if step < change), (text, moment)
            assert not then or open_at(text, change, DAYS_OFF) == after != state


def test_without_a_calendar_nothing_is_known() -> None:
    assert agenda("24/7", DaysOff({}, frozenset())) is None
