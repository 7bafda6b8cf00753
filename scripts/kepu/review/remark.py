"""Facts → the comment below a pull request: Chinese, then English, short enough for the code host."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from kepu.diff import KINDS
from kepu.private import mask
from kepu.reports.diff.words import HEADS as KIND_HEADS
from kepu.reports.diff.words import short, summed, visible
from kepu.reports.markdown import HEADS
from kepu.reports.plain import fenced, plain
from kepu.reports.terminal import tallied
from kepu.review.facts import Facts

# The first line of our comment. No value can hold it at the beginning of a comment of ours.
MARKER = "<!-- kepu:review -->"
# Characters: GitHub takes 65,536 a comment; two languages of two parts each, and their frame.
PART = 15_000
SHOWN, CELL = 20, 400
# A path that cannot climb out of the repository.
LINKABLE = re.compile(r"\w[\w.-]*(?:/\w[\w.-]*)*")
WORDS = {
    "zh": {
        "more": "还有 {} 条，都在[完整报告]({}) 里。",
        "left": "还有 {} 个数据集有变化，没有列出。",
        "unread": "改动前的数据读不了，没有比较。",
        "converted": "不是 UTF-8 或者不是逗号分隔，转好的一份在附件的 `converted/` 里，拿它换掉原来的文件：{}",
        "withheld": "里面有个人信息，没有给转好的文件；先删掉个人信息再说：{}",
        "report": "[完整报告、前后对照和地图]({})：打开以后，下载附件 `review`。",
    },
    "en": {
        "more": "{} more are in the [full report]({}).",
        "left": "{} more datasets changed and are not listed.",
        "unread": "The data before the change cannot be read, so nothing was compared.",
        "converted": "Not UTF-8, or not separated by commas. A converted copy is in the artifact's `converted/`; put it in place of: {}",
        "withheld": "Holds personal data, so no converted copy is given; delete that first: {}",
        "report": "[Full report, comparison and map]({}): open it and download the artifact `review`.",
    },
}


@dataclass(frozen=True)
class Links:
    """Where the files of the change and the run that looked at them are read; no word of it comes from the facts."""

    files: str
    run: str


def render(facts: Facts, links: Links) -> str:
    """The whole comment. Everything out of the facts is masked again and made plain."""
    chinese, english = (_half(facts, lang, links) for lang in ("zh", "en"))
    return f"{MARKER}\n{chinese}\n\n<details><summary>English</summary>\n\n{english}\n\n</details>\n"


def _half(facts: Facts, lang: str, links: Links) -> str:
    told = [*_problems(facts, lang, links), "", *_changes(facts, lang), *(f"\n{said}" for said in notices(facts, lang))]
    return "\n".join([*told, "", WORDS[lang]["report"].format(links.run)])


def safe(text: str) -> str:
    """Text of others as one plain line."""
    text = mask(text)
    return plain(visible(text[:CELL] + "…" * (len(text) > CELL)))


def _problems(facts: Facts, lang: str, links: Links) -> Iterator[str]:
    counts, problems = facts["counts"], [p for p in facts["problems"] if not p["earlier"]]
    yield f"**{tallied(counts, lang)}**"
    rows = [f"| {_place(p, links)} | {safe(p[f'message_{lang}'])} | {safe(p[f'fix_{lang}'])} |" for p in problems[:SHOWN]]
    kept = list(_fitting(rows))
    if kept:
        yield "\n".join(["", HEADS[lang], "| --- | --- | --- |", *kept])
    left = sum(counts.values()) - len(kept)
    if left > 0:
        yield "\n" + WORDS[lang]["more"].format(left, links.run)


def _place(problem: Facts, links: Links) -> str:
    """file:line, linked to that physical line; `plain=1` shows a CSV as text with line numbers."""
    file, line = problem["file"], problem["line"]
    text = safe(f"{file}:{line}" if line else file)
    if mask(file) != file or not LINKABLE.fullmatch(file):
        return text
    return f"[{text}]({links.files}{quote(file)}?plain=1{f'#L{line}' if line else ''})"


def _changes(facts: Facts, lang: str) -> Iterator[str]:
    if facts["changes"] is None:
        yield WORDS[lang]["unread"]
        return
    changes = facts["changes"]
    yield f"**{summed(changes['datasets'], changes['counts'], lang)}**"
    kept = list(_fitting(_change(change, lang) for change in changes["first"]))
    yield from kept
    if changes["datasets"] > len(kept):
        yield "\n" + WORDS[lang]["left"].format(changes["datasets"] - len(kept))


def _change(change: Facts, lang: str) -> str:
    """A dataset's title and counts, what happened to it as a whole, and its first rows."""
    counts = " · ".join(f"{KIND_HEADS[lang][kind]} {change['counts'][kind]}" for kind in KINDS if change["counts"][kind])
    lines = [visible(short(mask(line))) for line in change[f"samples_{lang}"]]
    about = [f"\n{safe(said)}" for said in change[f"about_{lang}"]]
    head = f"\n**{safe(change[f'title_{lang}'])}** {safe(change['file'])}{' · ' if counts else ''}{counts}"
    return "\n".join([head, *about, *([f"\n{fenced(lines, 'diff')}"] if lines else [])])


def notices(facts: Facts, lang: str) -> Iterator[str]:
    """What to do with files that were converted or kept back."""
    for kind in ("converted", "withheld"):
        if facts[kind]:
            yield WORDS[lang][kind].format(("、" if lang == "zh" else ", ").join(map(safe, facts[kind])))


def _fitting(parts: Iterable[str]) -> Iterator[str]:
    """As many as a part of the comment has room for."""
    room = PART
    for part in parts:
        room -= len(part) + 1
        if room < 0:
            return
        yield part
