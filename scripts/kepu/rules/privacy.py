"""Personal data that must not be published, in any column: identity numbers, bank cards, mobile numbers, personal mail."""

from __future__ import annotations

from collections.abc import Iterator

from stdnum.cn import uscc

from kepu.model import Catalog, Field
from kepu.private import found_in, masked
from kepu.problems import Problem
from kepu.reading import Table


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """Every cell. The value is masked here already, so that no later step holds it."""
    for table in tables.values():
        for field in table.dataset.fields:
            for value, rows in table.values(field.name).items():
                for code, found in found_in(value):
                    if not _allowed(field, code, found):
                        yield from (table.problem(code, row.line, field.name, masked(found)) for row in rows)
        yield from _passed(table)


# Where a cell stands under no column: in the header, or in a row of another length.
NOWHERE = {"title": "这一行", "title_en": "This line"}


def _passed(table: Table) -> Iterator[Problem]:
    """Cells that no row holds; nothing is allowed there, for nobody knows what they are."""
    for line, column, text in table.passed:
        for code, found in found_in(text):
            yield table.problem(code, line, column, masked(found), **({} if column else NOWHERE))


def _allowed(field: Field, code: str, found: str) -> bool:
    """What the schema allows with a reason, and a credit code that only looks like an identity number."""
    return code in field.allow or (field.format == "uscc" and code == "privacy-identity" and bool(uscc.is_valid(found)))
