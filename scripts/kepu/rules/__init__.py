"""Every rule: a function from the tables read to problems. One file a family."""

from __future__ import annotations

from collections.abc import Iterator

from kepu.model import Catalog
from kepu.problems import Problem
from kepu.reading import Table, read_all
from kepu.rules import (
    addresses,
    ageing,
    cells,
    certainty,
    characters,
    dates,
    divisions,
    excel,
    expectations,
    files,
    keys,
    numbering,
    order,
    phones,
    places,
    privacy,
    references,
    retired,
    tables,
    titles,
    twins,
)

RULES = (
    files.check,
    tables.check,
    keys.check,
    order.check,
    characters.check,
    excel.check,
    cells.check,
    phones.check,
    privacy.check,
    dates.check,
    references.check,
    retired.check,
    certainty.check,
    divisions.check,
    places.check,
    addresses.check,
    twins.check,
    titles.check,
    numbering.check,
    expectations.check,
    ageing.check,
)


def check(catalog: Catalog) -> tuple[dict[str, Table], list[Problem]]:
    """Read every dataset and run every rule; the tables come back for the build."""
    found = read_all(catalog)
    return found, judge(catalog, found)


def judge(catalog: Catalog, tables: dict[str, Table]) -> list[Problem]:
    """What reading met and every rule finds, without what a stronger problem says better."""
    problems = [p for table in tables.values() for p in table.problems]
    for rule in RULES:
        problems.extend(rule(catalog, tables))
    return list(_merged(problems))


# A cell that breaks the first rule breaks the second too; the editor needs one sentence. `also` in a context names
# further cells that a problem is about.
LIMITS = {"value-too-large", "value-too-small"}
# What a spreadsheet did to a value; told instead of what the value now lacks.
RESTORED = {"cell-formula", "code-zeros", "date-ambiguous", "date-rewritten", "number-rounded"}
# What rules say of a value; told only once its characters are right.
MEANING = {
    *LIMITS,
    *RESTORED,
    *(f"type-{name}" for name in ("boolean", "date", "integer", "number", "year")),
    *("date-invalid", "hours-day", "hours-invalid", "link-broken", "list-repeated", "list-untidy", "phone-form", "phone-invalid"),
    *("reference-dataset", "reference-field", "source-unknown", "url-invalid", "uscc-invalid", "uscc-untidy"),
    *("value-not-listed", "value-pattern", "value-too-long", "value-too-short"),
}
STRONGER = {
    **dict.fromkeys(("cell-control", "cell-destroyed", "cell-fullwidth", "cell-invisible", "code-spaces"), MEANING),
    **dict.fromkeys(RESTORED, MEANING - RESTORED),
    "uscc-invalid": {"value-pattern"},
    "uscc-untidy": {"value-pattern"},
    "key-repeated": {"value-repeated"},
    "point-zero": LIMITS,
    "point-swapped": LIMITS,
    "point-outside": LIMITS,
}
# Told instead of what follows from it in other cells of the row.
CAUSES = {
    "county-not-in-prefecture": {"address-elsewhere", "point-datum", "point-outside-county"},
    "point-outside-county": {"address-elsewhere"},
    "key-repeated": {"order-repeated", "place-twin", "title-overlap"},
}


def _merged(problems: list[Problem]) -> Iterator[Problem]:
    """Problems without those that a stronger one about the same cell, or the whole row, says better."""
    weaker: dict[tuple[str, int | None, str], set[str]] = {}
    for p in problems:
        for column in (p.column, *p.context.get("also", ())):
            weaker.setdefault((p.file, p.line, column), set()).update(STRONGER.get(p.code, ()))
        weaker.setdefault((p.file, p.line, ""), set()).update(CAUSES.get(p.code, ()))
    return (p for p in problems if p.code not in weaker[(p.file, p.line, p.column)] | weaker.get((p.file, p.line, ""), set()))
