"""A value stays text in the comment, links lead nowhere else, and the longest comment is one GitHub takes."""

import html
import io
import json
import re
import zipfile

import pytest
from codehost import Host

from comment.commenting import CHANGE, FACTS, PROBLEM, comment, packed, several
from kepu.review import remark
from kepu.review.remark import MARKER

MOST = 65_536  # characters that GitHub takes
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
