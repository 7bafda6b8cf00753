"""A problem found in the data: its code and context. The wording lives in schemas/problems.csv."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from kepu.private import mask
from kepu.settings import public_address

SEVERITIES = ("error", "warning", "note")
# The page of the portal that has a heading for every code; English below en/.
EXPLAINED = "contribute/problems/"


@dataclass(frozen=True)
class Problem:
    """One finding. `line` is the physical line in `file`, 1-based; None when the whole file is meant."""

    code: str
    dataset: str = ""
    file: str = ""
    line: int | None = None
    column: str = ""
    value: str = ""
    context: dict[str, Any] = field(default_factory=dict, compare=False)
    # True when it was there before the change that is judged: see earlier.py.
    earlier: bool = False


class Stop(Exception):
    """Nothing can go on past this problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class Misused(Stop):
    """What was asked for does not exist: the command, not the data, is wrong."""


@dataclass(frozen=True)
class Wording:
    """What schemas/problems.csv says of a code, in both languages; message and remedy have {placeholders}.

    Family, reason and an example of a cell (`wrong`, and what to type instead) are for the page that explains every code.
    """

    code: str
    severity: str
    message_zh: str
    message_en: str
    fix_zh: str
    fix_en: str
    family_zh: str = ""
    family_en: str = ""
    why_zh: str = ""
    why_en: str = ""
    wrong: str = ""
    right: str = ""


@cache
def wordings(root: Path) -> dict[str, Wording]:
    """Every code of schemas/problems.csv; the engine's own copy serves a root that has none."""
    path = root / "schemas" / "problems.csv"
    if not path.is_file():
        path = Path(__file__).parent.parent.parent / "schemas" / "problems.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        return {row["code"]: Wording(**row) for row in csv.DictReader(handle, restval="")}


@dataclass(frozen=True)
class Worded:
    """A problem ready to be read: wording filled in."""

    problem: Problem
    severity: str
    portal: str
    message_zh: str
    message_en: str
    fix_zh: str
    fix_en: str

    def message(self, lang: str) -> str:
        """What is wrong, in `zh` or `en`."""
        return self.message_zh if lang == "zh" else self.message_en

    def fix(self, lang: str) -> str:
        """What to do, in `zh` or `en`."""
        return self.fix_zh if lang == "zh" else self.fix_en

    def help(self, lang: str) -> str:
        """Address of the portal's page that explains this code; relative to the host where none is public."""
        return f"{self.portal}{'' if lang == 'zh' else 'en/'}{EXPLAINED}#{self.problem.code}"

    @property
    def published(self) -> bool:
        """True when that address leads somewhere from anywhere: only then may a report that leaves the portal link to it."""
        return self.portal != "/"

    @property
    def where(self) -> str:
        """file:line, as editors and terminals open it."""
        return f"{self.problem.file}:{self.problem.line}" if self.problem.line else self.problem.file

    def as_json(self) -> dict[str, Any]:
        """The record of `kepu check --format json`."""
        p = self.problem
        return {
            "code": p.code,
            "severity": self.severity,
            "dataset": p.dataset,
            "file": p.file,
            "line": p.line,
            "column": p.column,
            "value": p.value,
            "message_zh": self.message_zh,
            "message_en": self.message_en,
            "fix_zh": self.fix_zh,
            "fix_en": self.fix_en,
            "help": self.help("zh"),
        }


def blanks(text: str) -> str:
    """A wording with … where it differs from case to case: what a page says of every case at once."""
    return re.sub(r"\{\w+\}", "…", text.translate({ord("["): None, ord("]"): None}))


# A cell can hold a million characters; a sentence that quotes it must stay a sentence.
QUOTED = 40
# Longer than any list of allowed values.
CONTEXT = 1000


def word(problem: Problem, root: Path) -> Worded:
    """Fill the wording of a problem's code with its value, column titles and context. No personal number gets through."""
    w = wordings(root)[problem.code]
    problem = replace(problem, value=mask(problem.value), column=mask(problem.column), file=_one_line(mask(problem.file)))
    value = problem.value if len(problem.value) <= QUOTED else problem.value[:QUOTED] + "…"
    values = _Blank(
        {"value": value, "column": problem.column, "title": problem.column, "title_en": problem.column, "file": problem.file}
        | {key: _quoted(each) if isinstance(each, str) else each for key, each in problem.context.items()}
    )
    texts = (_one_line(mask(_told(text, values))) for text in (w.message_zh, w.message_en, w.fix_zh, w.fix_en))
    worded = Worded(problem, w.severity, public_address(root), *texts)
    return _excused(worded, root) if problem.earlier else worded


def _excused(worded: Worded, root: Path) -> Worded:
    """The same as a note that says it stood there before; what an editor did not touch never blocks the edit."""
    w = wordings(root)["problem-earlier"]
    values = {"message": worded.message_zh, "message_en": worded.message_en, "fix": worded.fix_zh, "fix_en": worded.fix_en}
    texts = (text.format_map(values) for text in (w.message_zh, w.message_en, w.fix_zh, w.fix_en))
    return Worded(worded.problem, w.severity, worded.portal, *texts)


# A part of a wording that is left out when there is nothing to fill into it: [Nearest: {nearest}.]
OPTIONAL = re.compile(r"\[([^\[\]{}]*\{(\w+)\}[^\[\]{}]*)\]")


def _told(text: str, values: dict[str, Any]) -> str:
    """A wording filled in, without the parts that would have a hole."""
    return OPTIONAL.sub(lambda part: part[1] if values.get(part[2]) else "", text).format_map(values)


def _quoted(text: str) -> str:
    """A context value masked and cut: it may be a whole cell."""
    return text if len(text) <= CONTEXT else mask(text)[:CONTEXT] + "…"


def _one_line(text: str) -> str:
    """A cell may hold line ends and control characters; no report lets it begin a line or colour a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


class _Blank(dict[str, Any]):
    """A placeholder without context becomes empty instead of raising: a report must never fail."""

    def __missing__(self, key: str) -> str:
        return ""


def ranked(problems: Iterable[Problem], root: Path) -> list[Worded]:
    """Worded problems, each once: errors first, then by file, line and column."""
    worded = [word(p, root) for p in dict.fromkeys(problems)]
    return sorted(worded, key=_rank)


def _rank(w: Worded) -> tuple[int, str, int, str, str]:
    return SEVERITIES.index(w.severity), w.problem.file, w.problem.line or 0, w.problem.column, w.problem.code


def counts(worded: Iterable[Worded]) -> dict[str, int]:
    """Severity → how many."""
    tally = dict.fromkeys(SEVERITIES, 0)
    for w in worded:
        tally[w.severity] += 1
    return tally
