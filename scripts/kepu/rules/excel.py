"""Damage that spreadsheets do: dates rewritten, long numbers rounded, leading zeros lost, formulas made of text."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator

from kepu import excel
from kepu.model import Catalog, Field
from kepu.partial_date import parse
from kepu.problems import Problem
from kepu.reading import Table

Verdict = tuple[str, dict[str, object]]
FINE: Verdict = ("", {})
# No code of ours is longer; a pattern is tried with as many zeros as this allows.
LONGEST_CODE = 20


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """Every different value of every column."""
    for table in tables.values():
        for field in table.dataset.fields:
            tests = [_scientific, *([_formula] if _is_text(field) else []), *_dates(field)]
            tests += _zeros(table, tables, field)
            for value, rows in table.values(field.name).items():
                code, context = next((verdict for test in tests if (verdict := test(value))[0]), FINE)
                for row in rows if code else ():
                    yield table.problem(code, row.line, field.name, value, **context)


def _is_text(field: Field) -> bool:
    """A phone number may begin with a plus; its own rule writes it without."""
    return field.type == "string" and field.format != "phone"


def _dates(field: Field) -> list[Callable[[str], Verdict]]:
    """The test for rewritten dates: how much of the date the column holds; none for other columns."""
    if field.type == "year":
        return [lambda value: _date(value, len("2021"))]
    return [lambda value: _date(value, len("2021-04-10"))] if field.type == "date" or field.format == "partial-date" else []


def _scientific(value: str) -> Verdict:
    return ("number-rounded", {}) if excel.SCIENTIFIC.fullmatch(value) else FINE


def _formula(value: str) -> Verdict:
    return ("cell-formula", {"first": value[0], "fixed": value.lstrip("=+@-\t ")}) if excel.FORMULA.match(value) else FINE


def _date(value: str, length: int) -> Verdict:
    if parse(value):
        return FINE
    fixed = excel.iso_date(value)[:length]
    if fixed:
        return "date-rewritten", {"fixed": fixed}
    either = excel.meanings(value)
    return ("date-ambiguous", {"first": either[0], "second": either[1]}) if either else FINE


def _zeros(table: Table, tables: dict[str, Table], field: Field) -> list[Callable[[str], Verdict]]:
    """The test for lost zeros: by the ids a foreign key points at, else by the column's pattern; none for other columns."""
    link = next((link for link in table.dataset.links if link.field == field.name), None)
    if link:
        known = tables[link.target].values(link.target_field)
        return [lambda value: _restored(value, known, lambda code: code in known)]
    pattern = field.constraints.get("pattern")
    return [lambda value: _restored(value, (), lambda code: bool(re.fullmatch(pattern, code)))] if pattern else []


def _restored(value: str, known: Container[str], fits: Callable[[str], bool]) -> Verdict:
    """The code that zeros in front make of a number, when it is none without them."""
    if not (value.isascii() and value.isdecimal()) or len(value) > LONGEST_CODE or value in known or fits(value):
        return FINE
    padded = (value.zfill(length) for length in range(len(value) + 1, LONGEST_CODE + 1))
    fixed = next((code for code in padded if fits(code)), "")
    return ("code-zeros", {"fixed": fixed}) if fixed else FINE
