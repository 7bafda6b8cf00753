"""What one cell may hold beyond its Table Schema type: dates in parts, opening hours, lists, stray spaces."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kepu import hours
from kepu.model import Catalog, Field
from kepu.partial_date import parse
from kepu.problems import Problem
from kepu.reading import Table


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """Every non-empty cell of every column."""
    for table in tables.values():
        for found in table.dataset.fields:
            tests = [test for test in TESTS if test.wants(found)]
            for row in table.rows:
                value = row.cells[found.name]
                if not value:
                    continue
                for test in tests:
                    code, context = test.judge(found, value)
                    if code:
                        yield table.problem(code, row.line, found.name, value, **context)


Verdict = tuple[str, dict[str, object]]
FINE: Verdict = ("", {})


class Test:
    """One test of a cell: which columns it wants, and its verdict."""

    def __init__(self, wants: Callable[[Field], bool], judge: Callable[[Field, str], Verdict]) -> None:
        self.wants = wants
        self.judge = judge


def _spaces(found: Field, value: str) -> Verdict:
    return ("cell-spaces", {"fixed": value.strip()}) if value != value.strip() else FINE


def _date(found: Field, value: str) -> Verdict:
    return FINE if parse(value) else ("date-invalid", {"example": found.example})


def _hours(found: Field, value: str) -> Verdict:
    detail = hours.fault(value)
    return ("hours-invalid", {"detail": detail, "example": found.example}) if detail else FINE


def _list(found: Field, value: str) -> Verdict:
    parts = value.split(";")
    if any(not p or p != p.strip() for p in parts) or "；" in value:
        fixed = ";".join(p.strip() for p in value.replace("；", ";").split(";") if p.strip())
        return "list-untidy", {"fixed": fixed}
    if len(set(parts)) < len(parts):
        return "list-repeated", {"fixed": ";".join(dict.fromkeys(parts))}
    unknown = [p for p in parts if found.vocabulary and p not in found.vocabulary]
    if unknown:
        listed = "、".join(f"{t.code}（{t.label}）" for t in found.vocabulary.values())
        return "value-not-listed", {"listed": listed, "listed_en": ", ".join(found.vocabulary), "nearest": ""}
    return FINE


def _address(found: Field, value: str) -> Verdict:
    return FINE if value.startswith(("http://", "https://")) and " " not in value else ("url-invalid", {})


TESTS = (
    Test(lambda f: True, _spaces),
    Test(lambda f: f.format == "partial-date", _date),
    Test(lambda f: f.format == "opening-hours", _hours),
    Test(lambda f: f.is_list, _list),
    Test(lambda f: f.role in ("website", "url"), _address),
)
