"""Our GeoJSON as GDAL reads it: every row and its point, as file and from the API."""

from __future__ import annotations

import pyogrio
import pytest
import shapely
from builds import Build
from client import Client
from support import table

from formats.data import DATA, PLACED, SCHEMAS, point


@pytest.mark.parametrize("name", PLACED)
def test_gdal_reads_every_row_of_a_geojson_and_its_point(real: Build, name: str) -> None:
    meta, _, shapes, values = pyogrio.raw.read(real.downloads / f"{name}.geojson")
    found = dict(zip(values[list(meta["fields"]).index("id")], shapely.from_wkb(shapes), strict=True))
    assert meta["crs"] == "EPSG:4326"
    assert {key: shape and (shape.x, shape.y) for key, shape in found.items()} == {
        row[SCHEMAS[name]["primaryKey"]]: point(name, row) for row in DATA[name]
    }


@pytest.mark.parametrize("name", PLACED)
def test_the_api_streams_the_very_bytes_of_the_geojson_file(client: Client, real: Build, name: str) -> None:
    answer = client.get(f"/data/hunan/{table(name)}.geojson")
    assert answer.headers["content-type"] == "application/geo+json"
    assert answer.content == (real.downloads / f"{name}.geojson").read_bytes()
    assert client.get(f"/downloads/{name}.geojson").headers["content-type"] == "application/geo+json"


def test_gdal_reads_the_geojson_of_a_query(client: Client) -> None:
    sql = "select name, lon, lat from places where kind = 'geology' union all select 'nowhere', null, 'x' union all select '', 1e999, 200"
    meta, _, shapes, values = pyogrio.raw.read(client.get("/data/hunan.geojson", sql=sql).content)
    wanted = [(r["name"], point("places", r)) for r in DATA["places"] if r["kind"] == "geology"] + [("nowhere", None), ("", None)]
    drawn = [shape and (shape.x, shape.y) for shape in shapely.from_wkb(shapes)]
    assert sorted(zip(values[list(meta["fields"]).index("name")], drawn, strict=True), key=str) == sorted(wanted, key=str)


@pytest.mark.parametrize("parameters", [{"_size": 60}, {"_size": 60, "_sort": "name"}, {"_size": 7, "_search": "岳麓"}])
def test_pages_of_geojson_hold_every_row_once(client: Client, parameters: dict[str, object]) -> None:
    whole = client.get("/data/hunan/places.geojson", **{k: v for k, v in parameters.items() if k != "_size"}).json()["features"]
    answer = client.get("/data/hunan/places.geojson", **parameters)
    keys = [feature["id"] for feature in answer.json()["features"]]
    while "next" in answer.links:
        assert answer.json()["links"][0]["href"] == answer.links["next"]["url"]
        answer = client.get(answer.links["next"]["url"])
        keys += [feature["id"] for feature in answer.json()["features"]]
    assert len(keys) > parameters["_size"]
    assert keys == [feature["id"] for feature in whole]


def test_columns_left_out_do_not_move_the_point(client: Client) -> None:
    narrow = client.get("/data/hunan/science_museums.geojson", _col="level").json()["features"]
    assert {f["id"]: f["geometry"] and tuple(f["geometry"]["coordinates"]) for f in narrow} == {
        row["place_id"]: point("science-museums", row) for row in DATA["science-museums"]
    }
    assert set(narrow[0]["properties"]) == {"label", "place_id", "level"}


def test_one_record_is_one_feature(client: Client) -> None:
    [feature] = client.get("/data/hunan/museums/p0007.geojson").json()["features"]
    place = next(row for row in DATA["places"] if row["place_id"] == "p0007")
    assert (feature["id"], feature["properties"]["label"]) == ("p0007", place["name"])
    assert tuple(feature["geometry"]["coordinates"]) == point("places", place)


@pytest.mark.parametrize("name", ["places", "museums", "exhibition-stops", "museums_with_places"])
def test_a_box_keeps_what_lies_in_it(client: Client, name: str) -> None:
    west, south, east, north = 112.7, 27.9, 113.2, 28.4
    dataset = name.removesuffix("_with_places")
    points = [point(dataset, row) for row in DATA[dataset]]
    wanted = sorted(p for p in points if p and west <= p[0] <= east and south <= p[1] <= north)
    found = client.get(f"/data/hunan/{table(name)}.geojson", _bbox=f"{west},{south},{east},{north}").json()["features"]
    assert sorted(tuple(f["geometry"]["coordinates"]) for f in found) == wanted


@pytest.mark.parametrize("typed", ["1,2,3", "a,b,c,d", "113,28,112,29", "nan,nan,nan,nan", "1,2,3,4,5"])
def test_a_box_that_is_none_is_explained(client: Client, typed: str) -> None:
    answer = client.get("/data/hunan/places.json", _bbox=typed)
    assert answer.status_code == 400
    assert "_bbox 要写成 西,南,东,北" in answer.json()["error"]
