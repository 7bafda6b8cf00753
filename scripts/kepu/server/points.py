"""Where rows lie: a table's by the roles of its columns and links, a view's or query's by columns of those names."""

from __future__ import annotations

import json

from kepu.database import quoted
from kepu.formats import geojson
from kepu.model import Catalog, Dataset
from kepu.server.rows import Asked, Page, Shape


def pair(catalog: Catalog, columns: list[str]) -> tuple[str, str] | None:
    """The columns called as some dataset calls its longitude and latitude; None when they are not both there."""
    known = ((dataset.column("lon"), dataset.column("lat")) for dataset in catalog if dataset.located)
    return next((names for names in known if set(names) <= set(columns)), None)


def has_points(shape: Shape) -> bool:
    """True when its rows can have a point."""
    return shape.catalog.placed(shape.dataset) if shape.dataset else bool(pair(shape.catalog, shape.columns))


async def features(asked: Asked, page: Page) -> list[str]:
    """The rows of a page as GeoJSON features."""
    dataset, catalog = asked.shape.dataset, asked.shape.catalog
    if dataset:
        return await _of_table(asked, dataset, page)
    lon, lat = pair(catalog, page.columns) or ("", "")
    first = page.columns[0]
    key = first if any(dataset.key == first for dataset in catalog) else None
    return [geojson.feature(row[key] if key else None, row[lon], row[lat], page.values(row)) for row in page.rows]


async def _of_table(asked: Asked, dataset: Dataset, page: Page) -> list[str]:
    """With points and labels looked up by id: ?_col= may have left them out, and a link may lead to them."""
    keys = json.dumps([row[dataset.key] for row in page.rows])
    database = asked.datasette.get_database(asked.data["database"])
    found = await database.execute(_lookup(asked.shape.catalog, dataset), {"keys": keys})
    known = {key: ({"label": label}, lon, lat) for key, label, lon, lat in found.rows}
    rows = ((row[dataset.key], page.values(row)) for row in page.rows)
    return [geojson.feature(key, *known[key][1:], known[key][0] | values) for key, values in rows]


def _lookup(catalog: Catalog, dataset: Dataset) -> str:
    """Key, label, longitude and latitude of some rows of a table, each found by its key: `cross join` keeps SQLite from reading them all."""
    link = None if dataset.located else catalog.place_link(dataset)
    place = catalog[link.target] if link else dataset
    named = place if link and link == dataset.extends else dataset
    join = f"left join {quoted(place.table)} p on p.{quoted(link.target_field)} = t.{quoted(link.field)}" if link else ""
    at, by = ("p" if link else "t"), ("p" if named is not dataset else "t")
    label = f"coalesce({by}.{quoted(named.label)}, t.{quoted(dataset.key)})"
    return (
        f"select t.{quoted(dataset.key)}, {label}, {at}.{quoted(place.column('lon'))}, {at}.{quoted(place.column('lat'))} "
        f"from json_each(:keys) k cross join {quoted(dataset.table)} t on t.{quoted(dataset.key)} = k.value {join}"
    )
