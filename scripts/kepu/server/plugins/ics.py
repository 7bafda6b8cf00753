"""Datasette plugin: `.ics` of what goes from a date to a date, to subscribe to with any filter."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from datasette import hookimpl

from kepu.formats import ics
from kepu.model import Dataset
from kepu.server.records import of_records, records
from kepu.server.rows import Asked

NO_EVENTS = (
    "这里没有从哪天到哪天，做不成日历。查询要选出活动的编号那一列；有日期的表：{tables}",
    "Nothing here goes from a date to a date, so no calendar. A query must select the ids of events; tables with dates: {tables}",
)


@hookimpl
def register_output_renderer() -> dict[str, Any]:
    """The address ends in .ics."""
    return of_records("ics", ics.MEDIA_TYPE, ics.takes, _text, NO_EVENTS)


async def _text(asked: Asked, among: list[Dataset]) -> AsyncIterator[str]:
    base = asked.datasette.absolute_url(asked.request, "/")
    yield ics.head(asked.shape.catalog.name, among[0].title)
    async for page in records(asked, among):
        yield "".join(ics.event(record, base) for record in page)
    yield ics.TAIL
