"""CSV, every download as its usual reader reads it, API and page say the same of every record."""

import csv
import html
import io
import json
import re
import sqlite3
from contextlib import closing
from datetime import date

import duckdb
import geopandas
import openpyxl
import pandas
import pytest
from builds import Build
from client import Client
from support import ROOT, has_pages, rows, schemas, table, with_role

SCHEMAS = schemas()
DATA = {name: {row[schema["primaryKey"]]: row for row in rows(ROOT / "datasets" / f"{name}.csv")} for name, schema in SCHEMAS.items()}
NUMBERS = {"integer": int, "year": int, "number": float}
# Apart from these: what a spreadsheet would take for a formula is preceded by an apostrophe.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
every_dataset = pytest.mark.parametrize("name", SCHEMAS)


def typed(name: str, row: dict[str, str]) -> dict[str, object]:
    """A row as its schema means it: numbers as numbers, unknown as null."""
    kinds = {field["name"]: NUMBERS.get(field["type"], str) for field in SCHEMAS[name]["fields"]}
    return {column: kinds[column](cell) if cell else None for column, cell in row.items()}


def told(value: object) -> object:
    """A value as the CSV writes it: a day, where a reader has made it a date."""
    return value.isoformat() if isinstance(value, date) else value


def expected(name: str) -> list[dict[str, object]]:
    """All records of a dataset, by id."""
    return [typed(name, DATA[name][key]) for key in sorted(DATA[name])]


def base(name: str) -> str:
    """The dataset whose records this one is a role of; itself when of none."""
    links = {key["fields"]: key["reference"]["resource"] for key in SCHEMAS[name].get("foreignKeys", [])}
    return links.get(SCHEMAS[name]["primaryKey"], name)


def label(name: str, key: str) -> str:
    """What a record is called: a role, by the name of what plays it."""
    of = base(name)
    return DATA[of][key][with_role(SCHEMAS[of], "label")] or key


@every_dataset
def test_the_csv_to_take_away_is_the_csv_that_is_edited(real: Build, name: str) -> None:
    found = rows(real.downloads / f"{name}.csv")
    assert [list(row) for row in found[:1]] == [list(row) for row in list(DATA[name].values())[:1]]
    assert [typed(name, row) for row in found] == expected(name)


@every_dataset
def test_the_csv_for_excel_holds_the_same_cells(real: Build, name: str) -> None:
    with (real.downloads / f"{name}.excel.csv").open(encoding="utf-8-sig", newline="") as handle:
        headings, *found = csv.reader(handle)
    assert headings == [field["title"] for field in SCHEMAS[name]["fields"]]
    plain = [[cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell for cell in row] for row in found]
    assert plain == [list(row.values()) for row in rows(real.downloads / f"{name}.csv")]


@every_dataset
def test_the_json_says_what_the_csv_says(real: Build, name: str) -> None:
    assert json.loads((real.downloads / f"{name}.json").read_text("utf-8"))["records"] == expected(name)


def records(frame: pandas.DataFrame) -> list[dict[str, object]]:
    """A frame's rows with what it does not know as None; pandas makes floats of integers among which one is unknown."""
    known = frame.astype(object).where(frame.notna(), None)
    return [{str(column): told(value) for column, value in row.items()} for row in known.to_dict("records")]


@every_dataset
def test_duckdb_and_pandas_read_from_parquet_what_the_csv_says(real: Build, name: str) -> None:
    path, columns = real.downloads / f"{name}.parquet", [field["name"] for field in SCHEMAS[name]["fields"]]
    found = duckdb.sql(f"select {', '.join(columns)} from '{path}'").fetchall()
    assert [dict(zip(columns, map(told, row), strict=True)) for row in found] == expected(name)
    assert records(pandas.read_parquet(path, columns=columns)) == expected(name)


@every_dataset
def test_the_columns_of_parquet_have_their_types(real: Build, name: str) -> None:
    types = {"integer": "BIGINT", "year": "INTEGER", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
    found = dict(duckdb.sql(f"select column_name, column_type from (describe from '{real.downloads / name}.parquet')").fetchall())
    found.pop("geometry", None)
    assert found == {field["name"]: types.get(field["type"], "VARCHAR") for field in SCHEMAS[name]["fields"]}


@every_dataset
def test_duckdb_and_pandas_read_from_csv_what_the_csv_says(real: Build, name: str) -> None:
    path, columns = real.downloads / f"{name}.csv", [field["name"] for field in SCHEMAS[name]["fields"]]
    found = duckdb.read_csv(str(path), header=True, all_varchar=True).fetchall()
    assert [typed(name, {c: cell or "" for c, cell in zip(columns, row, strict=True)}) for row in found] == expected(name)
    texts = pandas.read_csv(path, dtype=str, keep_default_na=False).to_dict("records")
    assert [typed(name, row) for row in texts] == expected(name)


@every_dataset
def test_pandas_reads_from_sqlite_what_the_csv_says(real: Build, name: str) -> None:
    with closing(sqlite3.connect(real.downloads / "science-hunan.db")) as database:
        found = pandas.read_sql(f"select * from {table(name)} order by {SCHEMAS[name]['primaryKey']}", database)
    assert records(found) == expected(name)


def test_the_sheets_of_the_workbook_say_what_the_csvs_say(real: Build) -> None:
    book = openpyxl.load_workbook(real.downloads / "science-hunan.xlsx")
    cover, *sheets = book.worksheets
    assert {"科普湖南数据接口", "许可 Licence：CC BY 4.0 https://creativecommons.org/licenses/by/4.0/deed.zh-hans"} <= {
        cell.value for cell in cover["A"]
    }
    assert {sheet.title for sheet in sheets} == {schema["title"] for schema in SCHEMAS.values()}
    for name, schema in SCHEMAS.items():
        sheet = book[schema["title"]]
        headings, columns, *found = sheet.iter_rows()
        assert [cell.value for cell in headings] == [field["title"] for field in schema["fields"]]
        assert [dict(zip((c.value for c in columns), (c.value for c in row), strict=True)) for row in found] == expected(name)
        assert sheet.freeze_panes == "B3"
        texts = [i for i, field in enumerate(schema["fields"]) if field["type"] == "string"]
        assert {row[i].number_format for row in found for i in texts if row[i].value} <= {"@"}


@every_dataset
def test_the_table_of_the_api_says_what_the_csv_says(client: Client, name: str) -> None:
    assert client.rows(f"/data/hunan/{table(name)}.json", _size="max", _sort=SCHEMAS[name]["primaryKey"]) == expected(name)


@every_dataset
def test_the_csv_of_the_api_holds_the_cells_of_the_file(client: Client, real: Build, name: str) -> None:
    sent = client.get(f"/data/hunan/{table(name)}.csv", _stream="on").text
    assert list(csv.DictReader(io.StringIO(sent, newline=""))) == rows(real.downloads / f"{name}.csv")


@pytest.mark.parametrize("name", [name for name in SCHEMAS if DATA[name]])
def test_each_record_of_the_api_says_what_the_csv_says(client: Client, name: str) -> None:
    keys = sorted(DATA[name])
    for key in keys if name == "places" else keys[:: len(keys) // 5 + 1]:
        assert client.json(f"/data/hunan/{table(name)}/{key}.json", _shape="objects")["rows"] == [typed(name, DATA[name][key])]


@pytest.mark.parametrize("name", [n for n in SCHEMAS if with_role(SCHEMAS[base(n)], "lon")])
def test_the_geojson_says_what_the_csv_says(real: Build, name: str) -> None:
    features = json.loads((real.downloads / f"{name}.geojson").read_text("utf-8"))["features"]
    assert [f["id"] for f in features] == sorted(DATA[name])
    lon, lat = with_role(SCHEMAS[base(name)], "lon"), with_role(SCHEMAS[base(name)], "lat")
    for feature in features:
        place = typed(base(name), DATA[base(name)][feature["id"]])
        point = {"type": "Point", "coordinates": [place[lon], place[lat]]} if place[lon] is not None else None
        assert feature["geometry"] == point
        assert feature["properties"] == {"label": label(name, feature["id"])} | typed(name, DATA[name][feature["id"]])


@pytest.mark.parametrize("name", [n for n in SCHEMAS if with_role(SCHEMAS[base(n)], "lon")])
def test_geopandas_reads_the_same_points_from_geoparquet_as_gdal_from_geojson(real: Build, name: str) -> None:
    parquet = geopandas.read_parquet(real.downloads / f"{name}.parquet")
    geojson = geopandas.read_file(real.downloads / f"{name}.geojson", engine="pyogrio")
    assert parquet.crs.to_string() == "OGC:CRS84"
    assert parquet.geometry.to_wkt().tolist() == geojson.geometry.to_wkt().tolist()
    assert parquet.geometry.notna().any()
    about = json.loads(
        duckdb.sql(
            f"select decode(value) from parquet_kv_metadata('{real.downloads / name}.parquet') where decode(key) = 'geo'"
        ).fetchall()[0][0]
    )
    assert about["version"] == "1.1.0"
    assert about["columns"]["geometry"]["bbox"] == parquet.total_bounds.tolist()


@pytest.mark.parametrize("name", [name for name, schema in SCHEMAS.items() if has_pages(schema)])
def test_each_page_is_headed_by_the_label_and_links_to_its_row(real: Build, name: str) -> None:
    for key in DATA[name]:
        page = real.page(f"{name}/{key}")
        heading = re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)
        assert heading, key
        assert html.unescape(heading.group(1)) == label(name, key)
        assert f"/data/hunan/{table(base(name))}/{key}.json" in page, key


@every_dataset
def test_the_list_page_holds_every_record_once(real: Build, name: str) -> None:
    if name == "redirects":
        return
    page = real.page(name)
    listed = re.findall(r'<(?:li|tr|article|section|div)\b[^>]*?\bid="([^"]+)"', page)
    assert sorted(key for key in listed if key in DATA[name]) == sorted(DATA[name])
    if has_pages(SCHEMAS[name]):
        assert [key for key in DATA[name] if f'href="../{base(name)}/{key}/"' not in page] == []
    else:
        assert [key for key in DATA[name] if label(name, key) not in html.unescape(page)] == []


def test_the_figures_of_the_home_page_are_those_of_the_csvs(real: Build) -> None:
    page, places = real.page(""), list(DATA["places"].values())
    kinds = dict(re.findall(r'\?kind=([\w-]+)">.*?<span>(\d+)</span></a>', page))
    assert {kind: int(n) for kind, n in kinds.items()} == {
        kind: sum(p["kind"] == kind for p in places) for kind in {p["kind"] for p in places}
    }
    assert f">全部{len(places)}处</a>" in page
    assert _figure(page, "./places/?admission=free") == sum(p["admission"] == "free" for p in places)
    assert _figure(page, "./map/?hours=known") == sum(bool(p["opening_hours"]) for p in places)
    for words, column in [("知道在哪个市州", "prefecture_code"), ("有地址", "address"), ("知道票价", "admission"), ("有电话", "phone")]:
        shown = re.search(rf'<span>{words}</span>.*?<span class="num">(\d+)</span>', page)
        assert shown, words
        assert int(shown.group(1)) == sum(bool(p[column]) for p in places), words
    for name, schema in SCHEMAS.items():
        if schema["x-kepu"]["section"] in ("routes", "directory"):
            assert f'<a href="./{name}/">{len(DATA[name]):,}{schema["x-kepu"]["unit"]}</a>' in page


def _figure(page: str, link: str) -> int:
    """The number in the chip that leads somewhere."""
    found = re.search(rf'href="{re.escape(link)}">.*?<span>(\d+)</span></a>', page)
    assert found, link
    return int(found.group(1))
