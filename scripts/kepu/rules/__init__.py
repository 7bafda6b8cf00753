"""Every rule: a function from the tables read to problems. One file a family."""

from __future__ import annotations

from collections.abc import Iterator

from kepu.model import Catalog
from kepu.problems import Problem
from kepu.reading import Table, read_all
from kepu.rules import cells, dates, divisions, places, privacy, references, tables

RULES = (tables.check, cells.check, privacy.check, dates.check, references.check, divisions.check, places.check)


def check(catalog: Catalog) -> tuple[dict[str, Table], list[Problem]]:
    """Read every dataset and run every rule; the tables come back for the build."""
    found = read_all(catalog)
    problems = [p for table in found.values() for p in table.problems]
    for rule in RULES:
        problems.extend(rule(catalog, found))
    return found, list(_merged(problems))


# A cell that breaks the first rule breaks the second too; the editor needs one sentence. `also` in a context names
# further cells that a problem is about.
LIMITS = {"value-too-large", "value-too-small"}
STRONGER = {
    "key-repeated": {"value-repeated"},
    "value-missing": {"key-missing"},
    "point-zero": LIMITS,
    "point-swapped": LIMITS,
    "point-outside": LIMITS,
    "row-invalid": {"key-missing", "value-missing"},
}


def _merged(problems: list[Problem]) -> Iterator[Problem]:
    """Problems without those that a stronger one about the same cell, or the whole row, says better."""
    weaker: dict[tuple[str, int | None, str], set[str]] = {}
    for p in problems:
        for column in (p.column, *p.context.get("also", ())):
            weaker.setdefault((p.file, p.line, column), set()).update(STRONGER.get(p.code, ()))
    return (p for p in problems if p.code not in weaker[(p.file, p.line, p.column)] | weaker.get((p.file, p.line, ""), set()))
