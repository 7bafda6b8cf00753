"""A record in plain words, for programs that show text: calendars and feed readers."""

from __future__ import annotations

from calendar import month_name
from typing import Any

from kepu.records import Fact, Record

UNITS = {"m2": "平方米", "km": "公里"}


def number(value: Any) -> str:
    """12345 → 12,345; 12.50 → 12.5."""
    if isinstance(value, float) and not value.is_integer():
        return f"{value:,.10g}"
    return f"{int(value):,}"


def day(text: Any) -> str:
    """2021-04-10 → 2021年4月10日; 2021-04 → 2021年4月; 2021 → 2021年."""
    parts = [int(p) for p in str(text).split("-")]
    return "".join(f"{n}{unit}" for n, unit in zip(parts, "年月日", strict=False))


def day_en(text: Any) -> str:
    """2021-04-10 → 10 April 2021; 2021-04 → April 2021; 2021 → 2021."""
    year, *rest = str(text).split("-")
    return " ".join([*(str(int(d)) for d in rest[1:]), *(month_name[int(m)] for m in rest[:1]), year])


def lines(record: Record) -> list[str]:
    """What is known of a record, then how sure it is, then where it comes from; one line each."""
    known = [f"{fact.field.title}：{_said(fact)}" for fact in record.facts("verification")]
    sure = [f"核实：{record.verification.label}"] if record.verification else []
    return [*known, *sure, *(f"出处：{_source(source)}" for source in record.sources)]


def _said(fact: Fact) -> str:
    """A value as a reader says it; the record pages say it the same way, with links."""
    if fact.terms:
        return "、".join(term.label for term in fact.terms)
    if fact.target:
        return fact.target.label
    if fact.field.format == "partial-date" or fact.field.type in ("date", "year"):
        return day(fact.value)
    if fact.field.type in ("integer", "number"):
        return number(fact.value) + UNITS.get(fact.field.unit, fact.field.unit)
    return "、".join(fact.parts)


def _source(source: Record) -> str:
    """Title, publisher, day and address, as far as they are known."""
    published = source.role("published")
    details = [source.role("publisher"), day(published) if published else None]
    inside = "，".join(str(detail) for detail in details if detail)
    return source.label + (f"（{inside}）" if inside else "") + (f" {source.role('url')}" if source.role("url") else "")
