"""Datasette plugin: `.ics` of what goes from a date to a date, to subscribe to with any filter."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from datasette import hookimpl
from datasette.utils.asgi import Response

from kepu.formats import ics
from kepu.model import Catalog, Dataset
from kepu.server.formats import CannotHold, Streamed, named, renderer
from kepu.server.records import candidates, records
from kepu.server.rows import Asked

NO_EVENTS = (
    "这里没有从哪天到哪天，做不成日历。查询要选出活动的编号那一列；有日期的表：{tables}",
    "Nothing here goes from a date to a date, so no calendar. A query must select the ids of events; tables with dates: {tables}",
)


@hookimpl
def register_output_renderer() -> dict[str, Any]:
    """The address ends in .ics."""
    return renderer("ics", _answer, lambda shape: bool(candidates(shape, _suitable(shape.catalog))))


def _suitable(catalog: Catalog) -> list[Dataset]:
    return [dataset for dataset in catalog if ics.takes(dataset)]


def _answer(asked: Asked) -> Response:
    among = candidates(asked.shape, _suitable(asked.shape.catalog))
    if not among:
        raise CannotHold(NO_EVENTS, tables=named(_suitable(asked.shape.catalog)))
    return Streamed(_text(asked, among), ics.MEDIA_TYPE)


async def _text(asked: Asked, among: list[Dataset]) -> AsyncIterator[str]:
    base = asked.datasette.absolute_url(asked.request, "/")
    yield ics.head(asked.shape.catalog.name, among[0].title)
    async for page in records(asked, among):
        yield "".join(ics.event(record, base) for record in page)
    yield ics.TAIL
