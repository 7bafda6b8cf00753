"""Telephones: numbers that can be rung, written one way."""

from __future__ import annotations

from collections.abc import Iterator

from kepu.model import Catalog, Field
from kepu.problems import Problem
from kepu.reading import Table

Verdict = tuple[str, dict[str, object]]


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """Every different value of the columns that hold telephones."""
    for table in tables.values():
        for field in table.dataset.fields:
            for value, rows in table.values(field.name).items() if field.format == "phone" else ():
                code, context = _judge(field, value)
                for row in rows if code else ():
                    yield table.problem(code, row.line, field.name, value, **context)


def _judge(field: Field, value: str) -> Verdict:
    """Invalid when any number is; else the whole cell in its usual form."""
    from kepu import phone  # its tables of all countries are read only where there is a telephone

    parts = [number for part in field.split(value) for number in phone.several(part)]
    forms = [phone.written(part) for part in parts]
    if not all(forms):
        return "phone-invalid", {"part": parts[forms.index("")], "example": field.example}
    fixed = ";".join(dict.fromkeys(forms))
    return ("phone-form", {"fixed": fixed}) if fixed != value else ("", {})
