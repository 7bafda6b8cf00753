"""For a person at a terminal: where, what is wrong, what to type."""

from __future__ import annotations

from kepu.problems import Worded, counts

MARKS = {"error": "✗", "warning": "!", "note": "·"}


def render(worded: list[Worded], lang: str) -> str:
    """Two lines a problem, a verdict at the end."""
    return "\n".join([*(_lines(w, lang) for w in worded), verdict(worded, lang)])


def _lines(w: Worded, lang: str) -> str:
    return f"{MARKS[w.severity]} {w.where}  {w.message(lang)}\n    → {w.fix(lang)}  [{w.problem.code}]"


def verdict(worded: list[Worded], lang: str) -> str:
    """One sentence: nothing wrong, or how much."""
    return tallied(counts(worded), lang)


def tallied(n: dict[str, int], lang: str) -> str:
    """The same, of how many there are of each severity."""
    if not any(n.values()):
        return "检查通过，没有问题" if lang == "zh" else "Checked: no problems"
    if lang == "zh":
        return f"{n['error']} 个错误，{n['warning']} 个提醒，{n['note']} 个说明"
    return f"{n['error']} errors, {n['warning']} warnings, {n['note']} notes"
