"""For a pull request: a table a reviewer reads."""

from __future__ import annotations

from kepu.problems import Worded
from kepu.reports.plain import plain
from kepu.reports.terminal import verdict

HEADS = {"zh": "| 位置 | 问题 | 改法 |", "en": "| where | problem | remedy |"}
# Bytes. A code host shows no more than 1 MiB of a job's summary, in which the changes need room too.
LIMIT = 700_000
MORE = {
    "zh": "还有 {} 条没有列出，全部在 HTML 报告（--format html）里。",
    "en": "{} more are not listed; all are in the HTML report (--format html).",
}


def render(worded: list[Worded], lang: str) -> str:
    """The verdict, then a row a problem, the gravest first; as many as fit, and how many do not."""
    lines = [f"**{verdict(worded, lang)}**", *(["", HEADS[lang], "| --- | --- | --- |"] if worded else [])]
    room = LIMIT
    for shown, w in enumerate(worded):
        lines.append(f"| {plain(w.where)} | {plain(w.message(lang))} | {plain(w.fix(lang))} {_code(w, lang)} |")
        room -= len(lines[-1].encode()) + 1
        if room < 0:
            return "\n".join([*lines[:-1], "", MORE[lang].format(len(worded) - shown)])
    return "\n".join(lines)


def _code(w: Worded, lang: str) -> str:
    """The code, leading to what the portal says of it where that is public."""
    return f"[{w.problem.code}]({w.help(lang)})" if w.published else w.problem.code
