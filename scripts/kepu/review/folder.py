"""The folder that a check leaves for reviewers; nothing in it shows anything personal."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from kepu import foreign
from kepu.diff import Diff
from kepu.private import mask
from kepu.problems import Worded
from kepu.reading import Table
from kepu.reports import html as report_html
from kepu.reports import json as report_json
from kepu.reports import markdown as report_markdown
from kepu.reports.diff import html as diff_html
from kepu.reports.diff import json as diff_json
from kepu.reports.diff import markdown as diff_markdown
from kepu.review import facts, remark
from kepu.review.looking import Seen

FACTS, SUMMARY, CONVERTED = "review.json", "summary.md", "converted"


def write(seen: Seen, worded: list[Worded], out: Path, lang: str) -> None:
    """Write every file; those of an earlier review are replaced."""
    out.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(out / CONVERTED, ignore_errors=True)
    safe, private = _sorted(list(seen.tables.values()))
    converted = [path.name for path in foreign.copies(safe, out / CONVERTED)]
    files = {table.dataset.path.name: table.dataset.file for table in seen.tables.values()}
    found = facts.gathered(seen, worded, [files[name] for name in converted], [table.dataset.file for table in private])
    texts = {
        FACTS: json.dumps(found, ensure_ascii=False, indent=1),
        "report.html": report_html.render(worded, lang),
        "report.json": report_json.render(worded, lang),
        SUMMARY: _summary(seen.diff, worded, found, lang),
    }
    if seen.diff:
        texts |= {"diff.html": diff_html.render(seen.diff, lang), "diff.json": diff_json.render(seen.diff, lang)}
    for name, text in texts.items():
        (out / name).write_text(text + "\n", "utf-8")


def _summary(diff: Diff | None, worded: list[Worded], found: facts.Facts, lang: str) -> str:
    """Problems and changes, each as many as fit, and what became of files that could not be read."""
    compared = diff_markdown.render(diff, lang) if diff else remark.WORDS[lang]["unread"]
    return "\n\n".join([report_markdown.render(worded, lang), *remark.notices(found, lang), compared])


def _sorted(tables: list[Table]) -> tuple[list[Table], list[Table]]:
    """(tables whose converted copy may be given away, tables whose copy would hold something personal)."""
    private = [table for table in tables if _personal(table)]
    return [table for table in tables if table not in private], private


def _personal(table: Table) -> bool:
    """True when the text holds anything personal, wherever: a file that cannot be read as it is has no columns yet."""
    data = foreign.converted(table.data, [f.name for f in table.dataset.fields])
    text = data.decode("utf-8") if data else ""
    return mask(text) != text
