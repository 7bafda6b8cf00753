"""Datasette plugin: `?_bbox=west,south,east,north` keeps the rows of a table or view that lie in a box, in every format."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from datasette import hookimpl
from datasette.app import Datasette
from datasette.filters import FilterArguments
from datasette.utils.asgi import BadRequest, Request

from kepu.database import quoted
from kepu.model import Dataset
from kepu.server.points import has_points, pair
from kepu.server.rows import Shape

Box = dict[str, float]
SIDES = ("west", "south", "east", "north")
WRONG = "_bbox 要写成 西,南,东,北 四个度数，例如 {example}。_bbox takes west,south,east,north in degrees, such as {example}."
POINTLESS = "这张表没有点，不能用 _bbox。This table has no points, so no _bbox."
EXAMPLE = "100,20,110,30"


@hookimpl
def filters_from_request(
    request: Request, database: str, table: str, datasette: Datasette
) -> Callable[[], Awaitable[FilterArguments]] | None:
    """A condition beside Datasette's own."""
    typed = request.args.get("_bbox")
    if not typed:
        return None

    async def condition() -> FilterArguments:
        catalog = datasette.kepu.catalog
        shape = Shape(catalog, table, await datasette.get_database(database).table_columns(table))
        if not has_points(shape):
            raise BadRequest(POINTLESS)
        return FilterArguments([_where(shape)], _box(typed), [f"inside {typed}"])

    return condition


def _box(typed: str) -> Box:
    try:
        sides = dict(zip(SIDES, map(float, typed.split(",")), strict=True))
    except ValueError:
        raise BadRequest(WRONG.format(example=EXAMPLE)) from None
    if not (sides["west"] <= sides["east"] and sides["south"] <= sides["north"]):
        raise BadRequest(WRONG.format(example=EXAMPLE))
    return sides


def _where(shape: Shape) -> str:
    """Points of the table itself, of what its rows lead to, or in the columns of a view."""
    dataset, catalog = shape.dataset, shape.catalog
    if dataset is None:
        lon, lat = pair(catalog, shape.columns) or ("", "")
        return _inside(lon, lat)
    if dataset.located:
        return _indexed(dataset)
    link = catalog.place_link(dataset)
    assert link, "it has points"
    place = catalog[link.target]
    return f"{quoted(link.field)} in (select {quoted(link.target_field)} from {quoted(place.table)} where {_indexed(place)})"


def _indexed(dataset: Dataset) -> str:
    """By the R*Tree, whose numbers are rounded outwards, and then exactly."""
    near = "min_lon <= :east and max_lon >= :west and min_lat <= :north and max_lat >= :south"
    return f"rowid in (select id from {quoted(dataset.table + '_rtree')} where {near}) and {_inside(dataset.column('lon'), dataset.column('lat'))}"


def _inside(lon: str, lat: str) -> str:
    return f"{quoted(lon)} between :west and :east and {quoted(lat)} between :south and :north"
