"""Characters that do not belong in a cell: unseen ones, destroyed ones, and full-width ones where a machine reads."""

from __future__ import annotations

from collections.abc import Iterator

from kepu.characters import CONTROL, DESTROYED, INVISIBLE, narrow
from kepu.model import Catalog, Dataset, Field
from kepu.problems import Problem
from kepu.reading import Table

Verdict = tuple[str, dict[str, object]]
FINE: Verdict = ("", {})
STRICT_FORMATS = ("partial-date", "phone", "uscc")
STRICT_ROLES = ("code", "dataset", "record", "field", "sources", "website", "url")


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """Every different value of every column."""
    for table in tables.values():
        for field in table.dataset.fields:
            strict = is_strict(table.dataset, field)
            for value, rows in table.values(field.name).items():
                code, context = judge(field, value, strict)
                for row in rows if code else ():
                    yield table.problem(code, row.line, field.name, value, **context)


def is_strict(dataset: Dataset, field: Field) -> bool:
    """True for columns that a machine reads: numbers, dates, codes, keys, phones, web addresses."""
    linked = {dataset.key, *(link.field for link in dataset.links)}
    return bool(
        field.type != "string"
        or field.format in STRICT_FORMATS
        or field.role in STRICT_ROLES
        or field.name in linked
        or field.vocabulary
        or "pattern" in field.constraints
    )


def judge(field: Field, value: str, strict: bool) -> Verdict:
    """The first fault of a value, and the value without it."""
    if value.isascii() and value.isprintable():
        return _spaces(value, strict)
    if DESTROYED.search(value):
        return "cell-destroyed", {}
    if INVISIBLE.search(value):
        return "cell-invisible", {"fixed": INVISIBLE.sub("", value).strip()}
    if CONTROL.search(value.strip()):
        return "cell-control", {"fixed": CONTROL.sub(" ", value).strip()}
    half = narrow(field, value)
    if strict and half != value.strip():
        return "cell-fullwidth", {"fixed": half}
    return _spaces(value, strict)


def _spaces(value: str, strict: bool) -> Verdict:
    """A space in a code makes it another code; around a name it is only untidy."""
    if value == value.strip():
        return FINE
    return "code-spaces" if strict else "cell-spaces", {"fixed": value.strip()}
