"""What GitHub refuses, or is slow to answer, ends in one sentence; a short silence is waited out."""

import pytest
from codehost import Fault, Host

from comment.commenting import comment


def test_the_token_goes_to_github_and_not_to_its_storage(host: Host) -> None:
    comment(host)
    assert host.told == []


def test_without_a_token_it_says_where_to_look(host: Host) -> None:
    status, report = comment(host, token="")
    assert status == 1
    assert "401" in report
    assert "GITHUB_TOKEN" in report


@pytest.mark.parametrize("path", ["/pulls", "/artifacts", "/zip", "/comments"])
@pytest.mark.parametrize(("status", "headers"), [(403, {}), (404, {}), (500, {}), (502, {}), (429, {}), (403, {"retry-after": "5"})])
def test_a_refusal_or_silence_anywhere_ends_with_one_sentence(host: Host, path: str, status: int, headers: dict) -> None:
    host.faults = [Fault(path, status, headers)]
    code, report = comment(host)
    assert code == 1
    assert f"{status} " in report
    assert ("[github-refused]" if status in (403, 404) and not headers else "[github-unanswered]") in report
    assert not host.comments


def test_a_page_instead_of_an_answer_is_no_answer(host: Host) -> None:
    host.faults = [Fault("/pulls", 200, body=b"<html>")]
    assert "[github-unanswered]" in comment(host)[1]


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_short_silence_is_waited_out(host: Host, status: int, slept: list[float]) -> None:
    host.faults = [Fault("/pulls", status, times=2)]
    assert comment(host)[0] == 0
    assert slept == [2.0, 8.0]


def test_the_wait_that_github_asks_for_is_kept(host: Host, slept: list[float]) -> None:
    host.faults = [Fault("/comments", 403, {"retry-after": "30"}, times=1)]
    assert comment(host)[0] == 0
    assert slept == [30.0]


def test_a_limit_that_lasts_an_hour_is_not_waited_out(host: Host, slept: list[float]) -> None:
    host.faults = [Fault("/pulls", 403, {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "99999999999"})]
    assert "[github-unanswered]" in comment(host)[1]
    assert slept == []
