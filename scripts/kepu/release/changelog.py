"""What changed since the release before: breaks first, then what is lost, then the rest; for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kepu.breaks import declared
from kepu.diff import KINDS, Change, Diff, Row
from kepu.model import Catalog
from kepu.release.citation import title_of
from kepu.release.plan import Plan
from kepu.reports.diff import FORMATS
from kepu.reports.diff.words import HEADS, about, column, name, title, verdict
from kepu.reports.plain import plain

FIRST = {"zh": "第一版。", "en": "The first release."}
SINCE = {"zh": "和 {} 版相比", "en": "Compared with release {}"}
BREAKING = {"zh": "程序要跟着改的", "en": "What programs must follow"}
INSTEAD = {"zh": "改用", "en": "instead"}


def markdown(plan: Plan, catalog: Catalog, rows: dict[str, int], diff: Diff | None) -> str:
    """The whole of it in Chinese, then in English."""
    head = f"# {plain(title_of(catalog))} {plan.version}"
    return "\n\n".join([head, *_told(plan, catalog, rows, diff, "zh"), "# English", *_told(plan, catalog, rows, diff, "en")]) + "\n"


def _told(plan: Plan, catalog: Catalog, rows: dict[str, int], diff: Diff | None, lang: str) -> Iterator[str]:
    yield f"{plan.day}, {plan.commit[:12]}"
    if diff is None:
        yield FIRST[lang]
        yield "\n".join(f"- {plain(d.title if lang == 'zh' else d.title_en)} ({d.name}): {rows[d.name]}" for d in catalog)
        return
    yield f"{SINCE[lang].format(plan.last)}{'：' if lang == 'zh' else ': '}{verdict(diff, lang)}"
    broken = declared(catalog, plan.last)
    if broken:
        yield f"## {BREAKING[lang]}"
        yield "\n".join(
            f"- {row.dataset} {row.column}".rstrip() + f": {plain(row.reason if lang == 'zh' else row.reason_en)}"
            + (f" ({INSTEAD[lang]} {plain(row.instead)})" if row.instead else "")
            for row in broken
        )  # fmt: skip
    for change in diff.changes:
        yield from _change(change, lang)


def _change(change: Change, lang: str) -> Iterator[str]:
    yield f"## {plain(title(change, lang))} ({change.dataset.name})"
    yield from (plain(said) for said in about(change, lang))
    for kind in KINDS:
        found = [row for row in change.rows if row.kind == kind]
        if found:
            yield f"### {HEADS[lang][kind]} {len(found)}"
            yield "\n".join(f"- {plain(name(row))}{_columns(row, lang)}" for row in found)


def _columns(row: Row, lang: str) -> str:
    """Which cells of a row that stayed are others now; what they were is in the JSON."""
    if row.kind in ("removed", "added"):
        return ""
    names = [column(cell, lang) for cell in row.cells]
    return plain(f"：{'、'.join(names)}" if lang == "zh" else f": {', '.join(names)}")


def machine(plan: Plan, catalog: Catalog, rows: dict[str, int], diff: Diff | None) -> str:
    """The same for programs, with every value before and after, as `kepu diff --format json` tells it."""
    changes: dict[str, Any] = json.loads(FORMATS["json"](diff, "zh")) if diff else {}
    broken = [vars(row) for row in declared(catalog, plan.last)] if plan.since else []
    about = {"version": plan.version, "day": plan.day, "commit": plan.commit, "since": plan.last or None, "rows": rows}
    return json.dumps(about | {"breaks": broken, "changes": changes}, ensure_ascii=False, indent=1) + "\n"
