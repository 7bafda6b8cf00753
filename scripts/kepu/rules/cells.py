"""What one cell may hold beyond its Table Schema type: dates in parts, opening hours, lists, web addresses, credit codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from stdnum.cn import uscc

from kepu import hours
from kepu.model import Catalog, Field
from kepu.partial_date import parse
from kepu.problems import Problem
from kepu.reading import Table
from kepu.rules.tables import nearest


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """Every different value of the columns that a test wants."""
    for table in tables.values():
        for found in table.dataset.fields:
            for test in (test for test in TESTS if test.wants(found)):
                for value, rows in table.values(found.name).items():
                    code, context = test.judge(found, value)
                    for row in rows if code else ():
                        yield table.problem(code, row.line, found.name, value, **context)


Verdict = tuple[str, dict[str, object]]
FINE: Verdict = ("", {})
# Scheme, a host with a dot, perhaps a port; after it whatever is no space and no Chinese punctuation that ends a sentence.
ADDRESS = re.compile(r"https?://(?:[\w-]+\.)+[\w-]{2,}(?::\d{1,5})?(?:[/?#][^\s，。；、“”]*)?")


class Test:
    """One test of a cell: which columns it wants, and its verdict."""

    def __init__(self, wants: Callable[[Field], bool], judge: Callable[[Field, str], Verdict]) -> None:
        self.wants = wants
        self.judge = judge


def _date(found: Field, value: str) -> Verdict:
    return FINE if parse(value) else ("date-invalid", {"example": found.example})


def _hours(found: Field, value: str) -> Verdict:
    detail = hours.fault(value)
    return ("hours-invalid", {"detail": detail, "example": found.example}) if detail else FINE


def _hours_day(found: Field, value: str) -> Verdict:
    day = hours.no_day(value)
    month = day[:3].capitalize()
    return ("hours-day", {"day": day, "month": month, "last": f"{month} {29 if month == 'Feb' else 30}"}) if day else FINE


def _list(found: Field, value: str) -> Verdict:
    parts = value.split(";")
    if any(not p or p != p.strip() for p in parts) or "；" in value:
        fixed = ";".join(p.strip() for p in value.replace("；", ";").split(";") if p.strip())
        return "list-untidy", {"fixed": fixed}
    if len(set(parts)) < len(parts):
        return "list-repeated", {"fixed": ";".join(dict.fromkeys(parts))}
    unknown = [p for p in parts if found.vocabulary and p not in found.vocabulary]
    if unknown:
        return "value-not-listed", {**nearest(found, unknown[0])}
    return FINE


def _address(found: Field, value: str) -> Verdict:
    return FINE if ADDRESS.fullmatch(value) else ("url-invalid", {})


def _uscc(found: Field, value: str) -> Verdict:
    """The check character settles it; what only differs in case and spaces is offered."""
    if value == uscc.compact(value) and uscc.is_valid(value):
        return FINE
    fixed = uscc.compact(value).upper()
    return ("uscc-untidy", {"fixed": fixed}) if uscc.is_valid(fixed) else ("uscc-invalid", {})


TESTS = (
    Test(lambda f: f.format == "partial-date", _date),
    Test(lambda f: f.format == "opening-hours", _hours),
    Test(lambda f: f.format == "opening-hours", _hours_day),
    Test(lambda f: f.format == "list", _list),
    Test(lambda f: f.role in ("website", "url"), _address),
    Test(lambda f: f.format == "uscc", _uscc),
)
