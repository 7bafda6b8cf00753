"""Datasette plugin: `.atom`, the newest of any table, filter or query that selects ids of records."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from datasette import hookimpl
from datasette.utils.asgi import Response

from kepu.formats import atom
from kepu.model import Catalog, Dataset
from kepu.server.formats import CannotHold, Streamed, named, renderer
from kepu.server.records import candidates, records
from kepu.server.rows import Asked

NO_RECORDS = (
    "这里没有记录，做不成订阅。查询要选出编号那一列；能订阅的表：{tables}",
    "No records here, so no feed. A query must select ids; tables with feeds: {tables}",
)


@hookimpl
def register_output_renderer() -> dict[str, Any]:
    """The address ends in .atom."""
    return renderer("atom", _answer, lambda shape: bool(candidates(shape, _suitable(shape.catalog))))


def _suitable(catalog: Catalog) -> list[Dataset]:
    return [dataset for dataset in catalog if atom.takes(dataset)]


def _answer(asked: Asked) -> Response:
    among = candidates(asked.shape, _suitable(asked.shape.catalog))
    if not among:
        raise CannotHold(NO_RECORDS, tables=named(_suitable(asked.shape.catalog)))
    return Streamed(_text(asked, among), atom.MEDIA_TYPE)


async def _text(asked: Asked, among: list[Dataset]) -> AsyncIterator[str]:
    base = asked.datasette.absolute_url(asked.request, "/")
    own = asked.datasette.urls.path(asked.request.full_path).lstrip("/")
    found = [record async for page in records(asked, among) for record in page]
    yield atom.feed(atom.of(among[0]), found, asked.shape.catalog, base, own)
