"""`kepu comment` trusts GitHub for whose request it is; there is never a second comment."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from codehost import BOT, HOME, Fault, Host
from support import ROOT

from comment.commenting import CLEAN, FACTS, comment, event, packed
from kepu.cli import main
from kepu.review.remark import MARKER


def test_a_request_from_a_fork_is_told_with_links_to_its_own_lines(host: Host) -> None:
    assert comment(host) == (0, "写好了评论\n")
    (body,) = host.bodies
    assert "(https://github.com/keeper/lights/blob/4f1c2d3e5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d/datasets/towers.csv?plain=1#L7)" in body
    assert "https://github.com/coast/lights/actions/runs/9001" in body
    assert "1 个错误" in body
    assert "1 errors" in body


def test_a_request_from_the_same_repository_is_told(host: Host) -> None:
    host.pulls = [event("pull_request.same-repository")["pull_request"]]
    assert comment(host, "workflow_run.same-repository", lang="en") == (0, "Comment written\n")
    assert len(host.bodies) == 1


def test_a_run_done_again_renews_the_comment_from_its_newest_archive(host: Host) -> None:
    comment(host)
    host.give(packed(CLEAN), 2)
    assert comment(host, "workflow_run.run-again")[0] == 0
    (body,) = host.bodies
    assert "0 个错误，0 个提醒，3 个说明" in body


def test_our_comment_is_found_behind_hundreds_and_nobody_elses_is_taken_for_it(host: Host) -> None:
    keeper = {"login": "keeper", "id": 7, "type": "User"}
    host.comment(f"{MARKER}\nmine", keeper)
    host.comment(f"{MARKER}\nmine", {"login": "github-actions[bot]", "id": 8, "type": "User"})
    host.comment(f"another bot's, quoting {MARKER}", BOT)
    for number in range(250):
        host.comment(f"{number}", keeper)
    host.comment(f"{MARKER}\nold", BOT)
    comment(host)
    assert len(host.comments) == 254
    assert host.comments[-1]["body"].startswith(f"{MARKER}\n**1 个错误")
    assert [c["body"] for c in host.comments[:3]] == [f"{MARKER}\nmine", f"{MARKER}\nmine", f"another bot's, quoting {MARKER}"]


def _closed(pull: dict) -> None:
    pull["state"] = "closed"


def _pushed(pull: dict) -> None:
    pull["head"]["sha"] = "f" * 40


def _other_fork(pull: dict) -> None:
    pull["head"]["repo"]["id"] = 999


def _gone(pull: dict) -> None:
    pull["head"]["repo"] = None


def _other_target(pull: dict) -> None:
    pull["base"]["ref"] = "release"


@pytest.mark.parametrize("change", [_closed, _pushed, _other_fork, _gone, _other_target])
def test_a_request_that_is_not_at_the_checked_commit_is_left_alone(host: Host, change: object) -> None:
    change(host.pulls[0])
    assert comment(host) == (0, "没有还开着的合并请求停在检查过的这一版，没有评论\n")
    assert not host.comments
    assert not any(path.endswith("/zip") for _, path in host.asked)


@pytest.mark.parametrize("name", ["workflow_run.push", "workflow_run.fork-deleted"])
def test_a_run_without_a_request_asks_nothing(host: Host, name: str) -> None:
    assert comment(host, name)[0] == 0
    assert not host.asked


def test_the_number_in_the_facts_decides_nothing(host: Host) -> None:
    host.archives[1] = packed(FACTS | {"number": 1})
    assert comment(host)[0] == 1
    assert not host.comments


def test_nothing_to_say_is_not_said_but_renews_what_was_said(host: Host) -> None:
    host.archives[1] = packed(CLEAN)
    assert comment(host) == (0, "没有值得说的，没有评论\n")
    assert not host.comments
    host.comment(f"{MARKER}\nold", BOT)
    comment(host)
    assert "数据没有变化" in host.bodies[0]
    assert "塔名" not in host.bodies[0]


@pytest.mark.parametrize(
    "artifacts",
    [
        [],
        [{"id": 1, "name": "review", "size_in_bytes": 9, "expired": False}],
        [{"id": 1, "name": "facts", "size_in_bytes": 9, "expired": True}],
    ],
)
def test_a_check_that_left_nothing_is_no_failure(host: Host, artifacts: list) -> None:
    host.artifacts = artifacts
    assert comment(host) == (0, "检查没有留下结果，没有评论\n")


def test_a_comment_that_was_written_though_the_answer_got_lost_has_no_twin(host: Host) -> None:
    host.faults = [Fault("/comments", 502, times=1, done=True)]
    assert comment(host)[0] == 0
    assert len(host.bodies) == 1
    assert ("PATCH", f"{HOME}/issues/comments/500") in host.asked


def test_an_event_of_another_kind_is_named(tmp_path: Path, host: Host) -> None:
    for text in ("{", "{}", '{"workflow_run": 1}'):
        (tmp_path / "event.json").write_text(text, "utf-8")
        done = CliRunner().invoke(
            main,
            ["comment", "--root", str(ROOT), "--event", str(tmp_path / "event.json")],
            env={"GITHUB_API_URL": host.url},
            catch_exceptions=False,
        )
        assert done.exit_code == 1
        assert "[event-unknown]" in done.output
