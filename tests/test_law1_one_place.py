"""Law 1: a pair of files dropped in arrives everywhere, with no other edit."""

import csv
import io
import json
import re
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import feedparser
import geopandas
import openpyxl
import pytest
from builds import Build, copy_root
from client import Client
from icalendar import Calendar
from support import TESTS, kepu, tags, words

NAME = "observatories"
SCHEMA = json.loads((TESTS / "invented" / f"{NAME}.json").read_text("utf-8"))
COLUMNS = [field["name"] for field in SCHEMA["fields"]]
TITLES = [field["title"] for field in SCHEMA["fields"]]
FIRST = [
    "ob01",
    "穹顶观星台",
    "璇玑社",
    "equatorial",
    600,
    "430100",
    112.97662,
    28.04834,
    "site",
    "official",
    "s0001",
    "2024-05-04",
    "2024-05-06",
]
SECOND = ["ob02", "摇光观星台", None, "dobsonian", None, "431200", None, None, None, "unconfirmed", "s0001;s0002", "2024-06", None]


def test_it_becomes_a_typed_table_with_indexes_on_what_is_filtered(invented: Build) -> None:
    with closing(sqlite3.connect(invented.out / "hunan.db")) as database:
        found = database.execute(f"select * from {NAME} order by 1").fetchall()
        indexed = {
            row[2] for (name,) in database.execute(f"select name from pragma_index_list('{NAME}')") for row in _columns(database, name)
        }
    assert found == [tuple(FIRST), tuple(SECOND)]
    assert {"observatory_id", "mount", "prefecture_code", "verification"} <= indexed


def _columns(database: sqlite3.Connection, index: str) -> list[tuple]:
    return database.execute(f"pragma index_info('{index}')").fetchall()


@pytest.mark.parametrize(
    ("typed", "found"),
    [("穹", ["ob01"]), ("璇玑", ["ob01"]), ("摇光", ["ob02"]), ("观星", ["ob01", "ob02"]), ("台", ["ob01", "ob02"]), ("光摇", [])],
)
def test_its_table_is_searched_by_one_and_two_characters(invented_client: Client, typed: str, found: list[str]) -> None:
    assert [row["observatory_id"] for row in invented_client.rows(f"/data/hunan/{NAME}.json", _search=typed)] == found


@pytest.mark.parametrize("typed", ["穹", "璇玑", "怀化市 摇光"])
def test_the_one_search_box_finds_it_and_leads_to_its_page(invented_client: Client, typed: str) -> None:
    page = invented_client.get("/search/", q=typed).text
    assert re.search(rf'href="[./]*/{NAME}/ob0[12]/"', page)


def test_its_facets_are_offered(invented_client: Client) -> None:
    facets = invented_client.json(f"/data/hunan/{NAME}.json")["facet_results"]
    assert set(facets) == {"mount", "prefecture_code", "verification"}
    assert {(v["value"], v["count"]) for v in facets["mount"]["results"]} == {("equatorial", 1), ("dobsonian", 1)}


def test_the_api_names_its_table_columns_and_licence(invented_client: Client) -> None:
    metadata = invented_client.json("/data/-/metadata.json")["databases"]["hunan"]["tables"][NAME]
    assert metadata["title"] == SCHEMA["title"]
    assert metadata["license"] == "CC0-1.0"
    assert list(metadata["columns"]) == COLUMNS
    assert metadata["columns"]["mount"].startswith("架台")


def test_its_canned_query_runs(invented_client: Client) -> None:
    assert [r["observatory_id"] for r in invented_client.rows("/data/hunan/observatories_by_mount.json", mount="dobsonian")] == ["ob02"]


def test_its_list_page_shows_every_row_and_its_section_leads_there(invented: Build) -> None:
    page = invented.page(NAME)
    assert all(f'id="{key}"' in page and f"{NAME}/{key}/" in page for key in ("ob01", "ob02"))
    assert f"/{NAME}/" in invented.page("venues")


def test_its_record_page_shows_every_value_with_its_title_and_source(invented: Build) -> None:
    page = invented.page(f"{NAME}/ob01")
    text = words(page)
    assert "<h1>穹顶观星台</h1>" in page
    assert all(shown in text for shown in ("守台人", "璇玑社", "架台", "口径", "600毫米", "长沙市"))
    assert "长沙新增4家全国科普教育基地" in text


def test_its_points_are_in_geojson(invented: Build) -> None:
    features = json.loads((invented.downloads / f"{NAME}.geojson").read_text("utf-8"))["features"]
    assert [(f["id"], f["geometry"] and f["geometry"]["coordinates"]) for f in features] == [
        ("ob01", [112.97662, 28.04834]),
        ("ob02", None),
    ]


@pytest.mark.parametrize("ending", ["geojson", "excel", "ics", "atom"])
def test_the_api_gives_it_in_every_format(invented_client: Client, ending: str) -> None:
    answer = invented_client.get(f"/data/hunan/{NAME}.{ending}")
    assert answer.status_code == 200
    assert answer.text.count("观星台") >= 2


def test_its_days_are_in_a_calendar(invented: Build) -> None:
    events = Calendar.from_ical((invented.downloads / f"{NAME}.ics").read_bytes()).events
    assert [(e["uid"], e.start, e.end, e["summary"]) for e in events] == [
        (f"{NAME}-ob01@science-hunan", date(2024, 5, 4), date(2024, 5, 7), "穹顶观星台"),
        (f"{NAME}-ob02@science-hunan", date(2024, 6, 1), date(2024, 7, 1), "摇光观星台（只知道月份）"),
    ]


def test_its_news_are_in_a_feed(invented: Build) -> None:
    feed = feedparser.parse((invented.downloads / f"{NAME}.atom").read_bytes())
    assert {entry.title for entry in feed.entries} == {"穹顶观星台", "摇光观星台"}
    assert feed.feed.title == SCHEMA["title"]


def test_its_list_page_leads_to_calendar_and_feed(invented: Build) -> None:
    found = {(a["type"], a["href"]) for _, a in tags(invented.page(NAME), "link") if a.get("rel") == "alternate" and "type" in a}
    assert found == {
        ("application/geo+json", f"../downloads/{NAME}.geojson"),
        ("text/calendar", f"../downloads/{NAME}.ics"),
        ("application/atom+xml", f"../downloads/{NAME}.atom"),
    }


def test_its_points_are_on_the_map(invented: Build) -> None:
    assert f"{NAME}/ob01/" in invented.page("map")


def test_its_csv_is_the_file_that_was_dropped_in(invented: Build) -> None:
    assert (invented.downloads / f"{NAME}.csv").read_bytes() == (TESTS / "invented" / f"{NAME}.csv").read_bytes()


def test_its_csv_for_excel_has_chinese_headings(invented: Build) -> None:
    data = (invented.downloads / f"{NAME}.excel.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    found = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert found[0] == TITLES


def test_its_json_is_typed_and_unknown_is_null(invented: Build) -> None:
    records = json.loads((invented.downloads / f"{NAME}.json").read_text("utf-8"))["records"]
    assert [list(r) for r in records] == [COLUMNS, COLUMNS]
    assert [list(r.values()) for r in records] == [FIRST, SECOND]


def test_the_datapackage_describes_it(invented: Build) -> None:
    package = json.loads((invented.downloads / "datapackage.json").read_text("utf-8"))
    resource = next(r for r in package["resources"] if r["name"] == NAME)
    assert [f["name"] for f in resource["schema"]["fields"]] == COLUMNS
    assert resource["schema"]["fields"][3]["constraints"]["enum"] == ["equatorial", "altazimuth", "dobsonian"]


def test_the_form_offers_it_with_every_column_and_its_next_id(invented: Build) -> None:
    form = json.loads((invented.site / "assets" / "edit" / "columns" / f"{NAME}.json").read_text("utf-8"))
    assert f'href="?dataset={NAME}"' in invented.page("contribute/edit")
    assert [field["name"] for field in form["fields"]] == COLUMNS
    assert form["next"] == "ob03"
    assert [option["code"] for option in form["fields"][3]["options"]] == ["equatorial", "altazimuth", "dobsonian"]


def test_it_is_in_parquet_with_types_and_points(invented: Build) -> None:
    frame = geopandas.read_parquet(invented.downloads / f"{NAME}.parquet")
    assert list(frame.columns) == [*COLUMNS, "geometry"]
    assert frame.astype(object).where(frame.notna(), None)[COLUMNS].to_numpy().tolist() == [FIRST, SECOND]
    assert [point and (point.x, point.y) for point in frame.geometry] == [(112.97662, 28.04834), None]


def test_it_has_a_sheet_in_the_workbook(invented: Build) -> None:
    sheet = openpyxl.load_workbook(invented.downloads / "science-hunan.xlsx")[SCHEMA["title"]]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [TITLES, COLUMNS, FIRST, SECOND]


def test_it_is_in_the_zip_with_its_schema_and_dictionary(invented: Build) -> None:
    with ZipFile(invented.downloads / "science-hunan.zip") as archive:
        assert archive.read(f"science-hunan/{NAME}.csv") == (TESTS / "invented" / f"{NAME}.csv").read_bytes()
        assert json.loads(archive.read(f"science-hunan/schemas/{NAME}.json")) == SCHEMA
        assert f'id="{NAME}.mount"'.encode() in archive.read("science-hunan/README.html")


def test_the_catalogues_describe_it(invented: Build) -> None:
    dcat, search = json.loads((invented.downloads / "catalog.jsonld").read_text("utf-8"))["@graph"]
    assert NAME in [d["dct:identifier"] for d in dcat["dcat:dataset"]]
    assert NAME in [d["identifier"] for d in search["dataset"]]
    record_sets = json.loads((invented.downloads / "croissant.json").read_text("utf-8"))["recordSet"]
    assert [f["name"] for r in record_sets if r["name"] == NAME for f in r["field"]] == COLUMNS
    assert f"downloads/{NAME}.parquet" in (invented.site / "llms.txt").read_text("utf-8")


def test_its_list_page_and_the_data_page_offer_every_file_of_it(invented: Build) -> None:
    files = {path.name for path in invented.downloads.glob(f"{NAME}.*")}
    assert files >= {f"{NAME}.{ending}" for ending in ("csv", "excel.csv", "json", "geojson", "parquet")}
    for page in (invented.page(NAME), invented.page("catalog")):
        assert files <= set(re.findall(r'href="\.\./downloads/([^"]+)"', page))


def test_openapi_and_its_page_describe_its_table_rows_and_query(invented: Build) -> None:
    document = json.loads((invented.downloads / "openapi.json").read_text("utf-8"))
    row = document["components"]["schemas"][NAME]["properties"]
    assert list(row) == COLUMNS
    assert row["mount"]["enum"] == ["equatorial", "altazimuth", "dobsonian", None]
    page = invented.page("api/reference")
    for address in (
        f"/data/hunan/{NAME}.{{format}}",
        f"/data/hunan/{NAME}/{{id}}.{{format}}",
        "/data/hunan/observatories_by_mount.{format}",
    ):
        assert address in document["paths"]
        assert address in page


def test_it_is_a_type_to_match_names_with_and_its_columns_are_properties(invented_client: Client) -> None:
    assert NAME in [t["id"] for t in invented_client.json("/reconcile")["defaultTypes"]]
    query = {"query": "璇玑观星台", "type": NAME, "properties": [{"pid": f"{NAME}.mount", "v": "equatorial"}]}
    found = invented_client.json("/reconcile", queries=json.dumps({"q": query}))["q"]["result"]
    assert [candidate["id"] for candidate in found] == [f"{NAME}/ob01", f"{NAME}/ob02"]
    fetched = {"ids": [f"{NAME}/ob01"], "properties": [{"id": f"{NAME}.aperture_mm"}, {"id": f"{NAME}.prefecture_code"}]}
    row = invented_client.json("/reconcile", extend=json.dumps(fetched))["rows"][f"{NAME}/ob01"]
    assert row[f"{NAME}.aperture_mm"] == [{"int": 600}]
    assert row[f"{NAME}.prefecture_code"][0]["name"] == "长沙市"
    assert "穹顶观星台" in invented_client.get("/reconcile/preview", id=f"{NAME}/ob01").text


def test_the_dictionary_explains_every_column(invented: Build) -> None:
    page = invented.page(f"catalog/{NAME}")
    assert all(f'<tr id="{column}">' in page for column in COLUMNS)
    assert f'href="../catalog/{NAME}/"' in invented.page("catalog")
    assert "Mount of the telescope" in page


def test_check_judges_it_and_names_the_line(tmp_path: Path) -> None:
    root = copy_root(tmp_path / "root")
    shutil.copyfile(TESTS / "invented" / f"{NAME}.json", root / "schemas" / f"{NAME}.json")
    text = (TESTS / "invented" / f"{NAME}.csv").read_text("utf-8").replace("dobsonian", "dobson").replace("431200,", "439999,")
    (root / "datasets" / f"{NAME}.csv").write_text(text, "utf-8")
    done = kepu("check", "--root", root, "--format", "json")
    problems = json.loads(done.stdout)["problems"]
    found = [(p["line"], p["column"], p["code"], p["value"]) for p in problems if p["severity"] != "note"]
    assert done.returncode == 1
    assert found == [(3, "mount", "value-not-listed", "dobson"), (3, "prefecture_code", "link-broken", "439999")]
