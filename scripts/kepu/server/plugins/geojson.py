"""Datasette plugin: `.geojson` of anything that has points, all that the filter lets through or one page of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from datasette import hookimpl
from datasette.utils.asgi import Response

from kepu.formats import geojson
from kepu.server.formats import CannotHold, Streamed, named, renderer
from kepu.server.points import features, has_points
from kepu.server.rows import Asked

NO_POINTS = (
    "这里没有点，做不成 GeoJSON。查询要选出经度和纬度两列；有点的表：{tables}",
    "No points here, so no GeoJSON. A query must select longitude and latitude; tables with points: {tables}",
)


@hookimpl
def register_output_renderer() -> dict[str, Any]:
    """The address ends in .geojson."""
    return renderer("geojson", _answer, has_points)


def _answer(asked: Asked) -> Response:
    catalog = asked.shape.catalog
    if not has_points(asked.shape):
        raise CannotHold(NO_POINTS, tables=named(dataset for dataset in catalog if catalog.placed(dataset)))
    following = {"link": f'<{asked.next_url}>; rel="next"; type="{geojson.MEDIA_TYPE}"'} if asked.next_url else {}
    return Streamed(_text(asked), geojson.MEDIA_TYPE, following)


async def _text(asked: Asked) -> AsyncIterator[str]:
    yield geojson.HEAD
    glue = ""
    async for page in asked.pages():
        yield glue + geojson.GLUE.join(await features(asked, page))
        glue = geojson.GLUE
    yield geojson.tail(asked.next_url)
