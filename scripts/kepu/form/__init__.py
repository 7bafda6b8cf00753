"""What the portal's form asks for in the browser: columns, names to pick from, rows to correct, rules and outlines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kepu.form import columns, records, rules
from kepu.geo.boundaries import Boundaries
from kepu.geo.outlines import outlines
from kepu.library import Library


def write(library: Library, folder: Path) -> None:
    """One file of rules, one of outlines, and three a dataset, so that a phone fetches only what it fills in."""
    catalog = library.catalog
    _json(folder / "rules.json", rules.rules(catalog))
    _json(folder / "outlines.json", outlines(Boundaries.of(catalog)))
    for dataset in catalog:
        _json(folder / "columns" / f"{dataset.name}.json", columns.columns(library, dataset))
        _json(folder / "names" / f"{dataset.name}.json", records.names(library, dataset))
        _json(folder / "rows" / f"{dataset.name}.json", records.rows(library, dataset))


def _json(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
