"""`kepu comment` trusts GitHub for whose request it is, and nobody for anything else; there is never a second comment."""

import html
import io
import json
import re
import stat
import struct
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from codehost import BOT, HOME, TOKEN, Fault, Host, archive, serving
from support import ROOT, TESTS

from kepu.cli import main
from kepu.review import github, remark
from kepu.review.archive import ARCHIVE
from kepu.review.facts import LIMIT
from kepu.review.remark import MARKER

EVENTS = TESTS / "events"
MOST = 65_536  # characters that GitHub takes
PROBLEM = {
    "severity": "error",
    "code": "value-missing",
    "earlier": False,
    "file": "datasets/towers.csv",
    "line": 7,
    "message_zh": "“塔名”空着",
    "message_en": "Name is empty",
    "fix_zh": "填上",
    "fix_en": "Fill it in",
}
CHANGE = {
    "file": "datasets/towers.csv",
    "title_zh": "灯塔",
    "title_en": "Towers",
    "counts": {"removed": 0, "emptied": 0, "changed": 1, "added": 0},
    "about_zh": [],
    "about_en": [],
    "samples_zh": ["~ t1 石角灯塔"],
    "samples_en": ["~ t1 石角灯塔"],
}
NONE = {"removed": 0, "emptied": 0, "changed": 0, "added": 0}


def several(*changes: dict, datasets: int = 1) -> dict:
    """What differs: as many datasets as named, of which these come first."""
    return {"datasets": datasets, "counts": CHANGE["counts"], "first": list(changes)}


FACTS = {
    "version": 1,
    "old": "0a1b2c3d",
    "new": "4f1c2d3e",
    "counts": {"error": 1, "warning": 0, "note": 0},
    "problems": [PROBLEM],
    "changes": several(CHANGE),
    "converted": [],
    "withheld": [],
}
CLEAN = FACTS | {
    "counts": {"error": 0, "warning": 0, "note": 3},
    "problems": [PROBLEM | {"severity": "note", "earlier": True}],
    "changes": {"datasets": 0, "counts": NONE, "first": []},
}


def packed(facts: object) -> bytes:
    """Facts as the check hands them over."""
    return archive(json.dumps(facts).encode())


def event(name: str) -> dict:
    """A payload in the shape GitHub documents."""
    return json.loads((EVENTS / f"{name}.json").read_text("utf-8"))


@pytest.fixture
def host() -> Iterator[Host]:
    """A code host where request 12 comes from a fork and its check found one error."""
    pull = event("pull_request.fork")["pull_request"]
    with serving(Host(pulls=[pull])) as found:
        found.give(packed(FACTS))
        yield found


@pytest.fixture(autouse=True)
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited, without waiting."""
    waits: list[float] = []
    monkeypatch.setattr(github.time, "sleep", waits.append)
    return waits


def comment(host: Host, name: str = "workflow_run.fork", token: str = TOKEN, lang: str = "zh") -> tuple[int, str]:
    """Exit code and words of `kepu comment`, as the workflow runs it."""
    given = {"GITHUB_EVENT_PATH": str(EVENTS / f"{name}.json"), "GITHUB_API_URL": host.url, "GITHUB_TOKEN": token}
    done = CliRunner().invoke(main, ["comment", "--root", str(ROOT), "--lang", lang], env=given, catch_exceptions=False)
    assert TOKEN not in done.output
    return done.exit_code, done.output


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


def test_a_comment_that_was_written_though_the_answer_got_lost_has_no_twin(host: Host) -> None:
    host.faults = [Fault("/comments", 502, times=1, done=True)]
    assert comment(host)[0] == 0
    assert len(host.bodies) == 1
    assert ("PATCH", f"{HOME}/issues/comments/500") in host.asked


def _zip(*entries: tuple[zipfile.ZipInfo | str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", method) as file:
        for name, data in entries:
            file.writestr(name, data)
    return found.getvalue()


def _symlink() -> bytes:
    link = zipfile.ZipInfo("review.json")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    return _zip((link, b"/etc/passwd"))


def _liar() -> bytes:
    """A gigabyte that claims to be a hundred bytes."""
    data = bytearray(_bomb())
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(signature) + offset, 100)
    return bytes(data)


def _bomb() -> bytes:
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as file, file.open("review.json", "w", force_zip64=False) as inner:
        for _ in range(900):
            inner.write(b" " * 1_000_000)
    return found.getvalue()


GOOD = json.dumps(FACTS).encode()
HOSTILE = {
    "no zip": b"hello",
    "empty": b"",
    "cut short": packed(FACTS)[:-30],
    "too large": b"PK\x03\x04" + b"\0" * (ARCHIVE + 1),
    "zip slip": _zip(("../../review.json", GOOD)),
    "an absolute path": _zip(("/review.json", GOOD)),
    "a second file": _zip(("review.json", GOOD), ("x.py", b"")),
    "the file twice": b"",  # made in the test below: zipfile warns
    "a symlink": _symlink(),
    "a method that takes memory": _zip(("review.json", GOOD), method=zipfile.ZIP_LZMA),
    "just past the limit": _zip(("review.json", b" " * (LIMIT + 1))),
    "no JSON": _zip(("review.json", b"{")),
    "no UTF-8": _zip(("review.json", "“".encode("gbk"))),
    "nested without end": _zip(("review.json", b"[" * 100_000)),
    "a number without end": _zip(("review.json", b'{"version":' + b"9" * 5000 + b"}")),
    "no number": _zip(("review.json", GOOD.replace(b'"line": 7', b'"line": NaN'))),
}
WRONG = {
    "a list": [],
    "another version": FACTS | {"version": 2},
    "too many datasets": FACTS | {"changes": several(*[CHANGE] * 21)},
    "an unknown key": FACTS | {"body": "# hello"},
    "a missing key": {key: value for key, value in FACTS.items() if key != "counts"},
    "a text for a number": FACTS | {"counts": {"error": "1", "warning": 0, "note": 0}},
    "a number below nothing": FACTS | {"counts": {"error": -1, "warning": 0, "note": 0}},
    "a text for a line": FACTS | {"problems": [PROBLEM | {"line": "7)](https://example.org"}]},
    "too long a text": FACTS | {"problems": [PROBLEM | {"message_zh": "长" * 601}]},
    "too many problems": FACTS | {"problems": [PROBLEM] * 51},
    "markup for a code": FACTS | {"problems": [PROBLEM | {"code": "<b>"}]},
}


@pytest.mark.parametrize("what", [*HOSTILE, *WRONG])
def test_what_no_check_of_ours_writes_is_refused(host: Host, what: str) -> None:
    host.archives[1] = HOSTILE[what] if what in HOSTILE else packed(WRONG[what])
    status, report = comment(host)
    assert status == 1
    assert report.endswith("[review-unsafe]\n1 个错误，0 个提醒，0 个说明\n")
    assert not host.comments


@pytest.mark.parametrize("make", [_bomb, _liar])
def test_a_gigabyte_in_an_archive_is_not_unpacked(host: Host, make: object) -> None:
    host.archives[1] = make()
    assert len(host.archives[1]) < ARCHIVE
    tracemalloc.start()
    assert "[review-unsafe]" in comment(host)[1]
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


# The destinations of the links that the comment makes itself.
OURS = re.compile(r"\(https://github\.com/[^)\s]*\)")
# What a code host would link in the text that is read, and how.
LINKED = {
    "@everyone": r"@(?=\w)",
    "@coast/keepers": r"@(?=\w)",
    "someone@example.org": r"@(?=\w)",
    "#1 GH-1": r"#1|GH-1",
    "https://example.org/x": r"://",
    "www.example.org": r"www\.",
}
# What a cell, a file name or a title may hold, and what must not be found in the source of the comment for it.
INJECTED = {
    "[看这里](https://example.org)": r"\]\(https://example",
    "![x](https://example.org/x.png)": r"!\[",
    "<img src=x onerror=alert(1)>": r"<img",
    "</details><script>": r"</details><script>|<script",
    "`code` ``` ~~~": r"(?<!`)`code`",
    "| a | b |": r"\| a \| b \|",
    "# 标题\n\n- [x] 项": r"\n- \[x\]",
    "*粗* _斜_ ~~删~~": r"\*粗|_斜_|~~删",
    "\u202e左右颠倒\u2066": "[\u202a-\u202e\u2066-\u2069]",
    "\x1b[31m\x00\x07": r"[\x00-\x09\x0b-\x1f]",
    "&lt;b&gt; &#60;": r"&lt;b|&#60;(?!b)(?= )",
    "$`\\sqrt{x}`$ $$x$$": r"\$`|\$\$x",
    f"{MARKER}": rf"(?<!\A){MARKER}",
    "13812345678 11010519491231002X": r"13812345678|11010519491231002X",
    "\ud800": "[\ud800-\udfff]",
}


@pytest.mark.parametrize("text", [*LINKED, *INJECTED])
@pytest.mark.parametrize("place", ["message_zh", "fix_en", "file", "title_zh", "about_zh", "converted"])
def test_a_value_stays_text_wherever_it_stands(host: Host, text: str, place: str) -> None:
    problem = PROBLEM | ({place: text} if place in PROBLEM else {})
    change = CHANGE | ({place: [text] if place == "about_zh" else text} if place in CHANGE else {})
    host.archives[1] = packed(FACTS | {"problems": [problem], "changes": several(change)} | ({place: [text]} if place in FACTS else {}))
    assert comment(host)[0] == 0
    (body,) = host.bodies
    shown = OURS.sub("", body)
    wrong = re.search(LINKED[text], html.unescape(shown)) if text in LINKED else re.search(INJECTED[text], shown)
    assert not wrong, body
    assert "13812345678" not in body
    assert body.count("\n") == plain_lines(host)


def plain_lines(host: Host) -> int:
    """How many lines the same comment has when every value is an ordinary one."""
    found = json.loads(zipfile.ZipFile(io.BytesIO(host.archives[1])).read("review.json"))
    ordinary = FACTS | {key: ["x"] for key in ("converted",) if found[key]}
    ordinary["changes"] = several(CHANGE | {"about_zh": ["x"] * len(found["changes"]["first"][0]["about_zh"])})
    return remark.render(ordinary, remark.Links("", "")).count("\n")


@pytest.mark.parametrize("text", ["```\n@everyone\n", "````", "~~~\n# x", "</details>\n<b>"])
def test_a_sample_cannot_leave_its_fence(host: Host, text: str) -> None:
    host.archives[1] = packed(FACTS | {"changes": several(CHANGE | {"samples_zh": [text, text]})})
    comment(host)
    (body,) = host.bodies
    fence, inside = re.search(r"^(`{3,})diff\n(.*?)\n\1$", body, re.MULTILINE | re.DOTALL).groups()
    assert inside.count("\n") == 1
    assert fence not in inside


@pytest.mark.parametrize("file", ["../../../evil/x.csv", "/etc/passwd", "a//b", "./a"])
def test_a_link_never_leaves_the_repository(host: Host, file: str) -> None:
    host.archives[1] = packed(FACTS | {"problems": [PROBLEM | {"file": file}]})
    comment(host)
    assert "/blob/" not in host.bodies[0]


def test_the_longest_facts_make_a_comment_that_github_takes_and_says_what_is_left_out(host: Host) -> None:
    long = "&@" * 300
    problem = PROBLEM | {"message_zh": long, "message_en": long, "fix_zh": long, "fix_en": long, "file": long}
    change = CHANGE | {
        "title_zh": long,
        "title_en": long,
        "about_zh": [long] * 8,
        "about_en": [long] * 8,
        "samples_zh": ["`" * 200] * 3,
    }
    counts = {"error": 9000, "warning": 0, "note": 0}
    host.archives[1] = packed(FACTS | {"counts": counts, "problems": [problem] * 50, "changes": several(*[change] * 20, datasets=30)})
    assert comment(host)[0] == 0
    (body,) = host.bodies
    assert len(body) <= MOST
    shown = body.partition("<details>")[0].count("\n| ") - 2
    assert f"还有 {9000 - shown} 条" in body
    assert re.search(r"还有 \d+ 个数据集有变化，没有列出", body)
    assert body.endswith("</details>\n")


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
