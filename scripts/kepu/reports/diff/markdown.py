"""For a pull request: how much changed, then a few rows of each dataset, short enough for one comment."""

from __future__ import annotations

from collections.abc import Iterator

from kepu.diff import KINDS, Change, Diff
from kepu.reports.diff.words import HEADS, about, between, samples, short, title, verdict
from kepu.reports.plain import fenced, plain

# GitHub refuses a comment of more than 65,536 characters; other parts of the comment need room too.
LIMIT = 50_000


def render(diff: Diff, lang: str) -> str:
    """Counts before samples; what no longer fits is said to be in the HTML report."""
    lines = [f"**{verdict(diff, lang)}**", "", plain(between(diff, lang)), *_blocks(diff, lang)]
    more = "没有列完，完整的清单在 HTML 报告里。" if lang == "zh" else "Not all of it; the HTML report has the complete list."
    room = LIMIT - len(more) - 2
    kept: list[str] = []
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            return "\n".join([*kept, "", more])
        kept.append(line)
    return "\n".join(kept)


def _blocks(diff: Diff, lang: str) -> Iterator[str]:
    """The table of counts, then the samples; each is whole or left out."""
    if diff.changes:
        heads = ["数据集" if lang == "zh" else "dataset", *(HEADS[lang][kind] for kind in KINDS)]
        yield "\n".join(["", _row(heads), _row(["---", *["---:"] * len(KINDS)])])
    for change in diff.changes:
        yield _row([plain(title(change, lang)), *(str(change.counts[kind] or "") for kind in KINDS)])
    for change in diff.changes:
        yield "\n".join(["", f"**{plain(title(change, lang))}** {plain(change.dataset.file)}", *_samples(change, lang)])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _samples(change: Change, lang: str) -> Iterator[str]:
    """A fenced block, so that nothing in a cell is markup, a link or a mention."""
    lines = samples(change, lang)
    for said in about(change, lang):
        yield f"\n{plain(short(said))}"
    if lines:
        yield f"\n{fenced(lines, 'diff')}"
    left = len(change.rows) - len(lines)
    if left:
        yield f"\n还有 {left} 行" if lang == "zh" else f"\n{left} more"
