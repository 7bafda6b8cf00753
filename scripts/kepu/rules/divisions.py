"""A county belongs to its prefecture, and both to the list of divisions."""

from __future__ import annotations

from collections.abc import Iterator

from kepu.model import Catalog
from kepu.problems import Problem
from kepu.reading import Table


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """Each row with both columns filled; a code that is no division is the foreign key's business."""
    divisions = catalog.role("divisions")
    if not divisions:
        return
    code, parent, label = divisions.key, divisions.column("parent"), divisions.label
    known = {row.cells[code]: row.cells for row in tables[divisions.name].rows}
    for table in tables.values():
        prefecture, county = table.dataset.role_of("prefecture"), table.dataset.role_of("county")
        if not (prefecture and county):
            continue
        for row in table.rows:
            inner, outer = known.get(row.cells[county.name]), known.get(row.cells[prefecture.name])
            if inner and outer and inner[parent] != outer[code]:
                right = known.get(inner[parent], {})
                context = {"county": inner[label], "prefecture": outer[label], "right": right.get(label, ""), "right_code": inner[parent]}
                yield table.problem("county-not-in-prefecture", row.line, county.name, row.cells[county.name], **context)
            elif inner and not row.cells[prefecture.name]:
                right = known.get(inner[parent], {})
                context = {"county": inner[label], "right": right.get(label, ""), "right_code": inner[parent]}
                yield table.problem("prefecture-missing", row.line, prefecture.name, "", **context)
