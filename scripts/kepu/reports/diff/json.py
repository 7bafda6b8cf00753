"""For programs: all of it, with raw values and both languages."""

from __future__ import annotations

import json
from typing import Any

from kepu.diff import KINDS, Cell, Change, Diff, Row


def render(diff: Diff, lang: str) -> str:
    """{"old", "new", "counts", "datasets": […]}; datasets and rows stand in the order of the other formats."""
    counts = {kind: diff.counts[kind] for kind in KINDS}
    datasets = [_change(change) for change in diff.changes]
    return json.dumps({"old": diff.old.name, "new": diff.new.name, "counts": counts, "datasets": datasets}, ensure_ascii=False, indent=1)


def _change(change: Change) -> dict[str, Any]:
    columns = {"lost": [f.name for f in change.lost], "gained": [f.name for f in change.gained], "reordered": change.reordered}
    return {
        "dataset": change.dataset.name,
        "file": change.dataset.file,
        "title_zh": change.dataset.title,
        "title_en": change.dataset.title_en,
        "only": change.only,
        "columns": columns,
        "counts": {kind: change.counts[kind] for kind in KINDS},
        "withheld": change.withheld is not None,
        "unread": [worded.as_json() for worded in change.unread],
        "rows": [_row(row) for row in change.rows],
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "id": row.key,
        "label": row.label,
        "cells": [_cell(cell) for cell in row.cells],
        "point_before": row.before,
        "point_after": row.after,
        "moved_m": None if row.metres is None else round(row.metres, 1),
        "sources_lost": row.lost,
        "sources_gained": row.gained,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "column": cell.field.name,
        "title_zh": cell.field.title,
        "title_en": cell.field.title_en,
        "before": cell.before.raw,
        "after": cell.after.raw,
        "before_zh": cell.before.zh,
        "before_en": cell.before.en,
        "after_zh": cell.after.zh,
        "after_en": cell.after.en,
    }
