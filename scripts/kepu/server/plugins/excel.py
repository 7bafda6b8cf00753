"""Datasette plugin: `.excel` of anything, a CSV for Excel; its name when saved ends in .excel.csv like the downloads."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from datasette import hookimpl
from datasette.utils.asgi import Response

from kepu.formats import excel
from kepu.formats.cells import kinds
from kepu.server.formats import Streamed, renderer
from kepu.server.rows import Asked


@hookimpl
def register_output_renderer() -> dict[str, Any]:
    """The address ends in .excel, since Datasette takes what follows the one dot for the format."""
    return renderer("excel", _answer, lambda shape: True)


def _answer(asked: Asked) -> Response:
    dataset, data = asked.shape.dataset, asked.data
    name = dataset.name if dataset else data.get("table") or data.get("query_name") or data["database"]
    return Streamed(_text(asked), excel.MEDIA_TYPE, {"content-disposition": f'attachment; filename="{name}.excel.csv"'})


async def _text(asked: Asked) -> AsyncIterator[str]:
    first = True
    async for page in asked.pages():
        if first:
            yield excel.head(excel.headings(asked.shape.catalog, asked.shape.dataset, page.columns))
        first = False
        yield excel.lines(page.rows, kinds(asked.shape.dataset, page.columns))
