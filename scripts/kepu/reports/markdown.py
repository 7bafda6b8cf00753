"""For a pull request: a table a reviewer reads."""

from __future__ import annotations

from html import escape

from kepu.problems import Worded
from kepu.reports.terminal import verdict

HEADS = {"zh": "| 位置 | 问题 | 改法 |", "en": "| where | problem | remedy |"}


def render(worded: list[Worded], lang: str) -> str:
    """The verdict, then a row a problem."""
    rows = [f"| {_cell(w.where)} | {_cell(w.message(lang))} | {_cell(w.fix(lang))} {_code(w, lang)} |" for w in worded]
    return "\n".join([f"**{verdict(worded, lang)}**", *(["", HEADS[lang], "| --- | --- | --- |", *rows] if rows else [])])


def _code(w: Worded, lang: str) -> str:
    """The code, leading to what the portal says of it where that is public."""
    return f"[{w.problem.code}]({w.help(lang)})" if w.published else w.problem.code


def _cell(text: str) -> str:
    """Text that can neither end the cell nor become markup."""
    return escape(text).replace("|", "&#124;").replace("\n", " ").replace("`", "&#96;").replace("@", "&#64;")
