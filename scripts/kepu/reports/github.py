"""For GitHub's log: workflow commands that annotate the changed lines."""

from __future__ import annotations

from kepu.problems import Worded
from kepu.reports.terminal import verdict

# GitHub shows ten error and ten warning annotations a step and drops the rest silently.
SHOWN = 10
LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def render(worded: list[Worded], lang: str) -> str:
    """The ten most serious as annotations, then the verdict as plain log text."""
    return "\n".join([*(_command(w, lang) for w in worded[:SHOWN]), verdict(worded, lang)])


def _command(w: Worded, lang: str) -> str:
    where = f"file={_property(w.problem.file)},line={w.problem.line or 1},title={_property(w.problem.code)}"
    return f"::{LEVELS[w.severity]} {where}::{_data(w.message(lang) + ' → ' + w.fix(lang))}"


def _data(text: str) -> str:
    """Escape as GitHub asks, so that no cell can start a command of its own."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
