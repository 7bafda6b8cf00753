"""For a person at a terminal: every dataset, every row, every cell that differs."""

from __future__ import annotations

from collections.abc import Iterator

from kepu.diff import Change, Diff
from kepu.reports.diff.words import MARKS, about, between, counted, facts, name, title, verdict


def render(diff: Diff, lang: str) -> str:
    """A block a dataset, the verdict at the end."""
    blocks = ["\n".join(_lines(change, lang)) for change in diff.changes]
    end = f"{between(diff, lang)}{'，' if lang == 'zh' else ', '}{verdict(diff, lang)}"
    return "\n\n".join([*blocks, end])


def _lines(change: Change, lang: str) -> Iterator[str]:
    yield "  ".join(filter(None, [f"{title(change, lang)} {change.dataset.file}", counted(change.counts, lang)]))
    for said in about(change, lang):
        yield f"  {said}"
    for row in change.rows:
        yield f"{MARKS[row.kind]} {name(row)}"
        for fact in facts(change, row, lang):
            yield f"    {fact}"
