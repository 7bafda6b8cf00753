"""Datasette plugin: `.atom`, the newest of any table, filter or query that selects ids of records."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from datasette import hookimpl

from kepu.formats import atom
from kepu.model import Dataset
from kepu.server.records import of_records, records
from kepu.server.rows import Asked

NO_RECORDS = (
    "这里没有记录，做不成订阅。查询要选出编号那一列；能订阅的表：{tables}",
    "No records here, so no feed. A query must select ids; tables with feeds: {tables}",
)


@hookimpl
def register_output_renderer() -> dict[str, Any]:
    """The address ends in .atom."""
    return of_records("atom", atom.MEDIA_TYPE, atom.takes, _text, NO_RECORDS)


async def _text(asked: Asked, among: list[Dataset]) -> AsyncIterator[str]:
    base = asked.datasette.absolute_url(asked.request, "/")
    own = asked.datasette.urls.path(asked.request.full_path).lstrip("/")
    found = [record async for page in records(asked, among) for record in page]
    yield atom.feed(atom.of(among[0]), found, asked.shape.catalog, base, own)
