"""What researchers' and readers' programs make of our GeoJSON, CSV for Excel, calendars and feeds, as files and from the API."""

import asyncio
import calendar
import csv
import io
import re
import sqlite3
import tracemalloc
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import feedparser
import pyogrio
import pytest
import shapely
from builds import Build, small_root
from client import Client
from icalendar import Calendar
from support import ROOT, kepu, rows, schemas, table, tags, with_role

from kepu.catalog import load
from kepu.server import app

SCHEMAS = schemas()
DATA = {name: rows(ROOT / "datasets" / f"{name}.csv") for name in SCHEMAS}
EXAMPLE = re.compile(r"^```text\n(/data/.*)\n```$", re.MULTILINE)


def holder(name: str) -> tuple[str, str] | None:
    """(dataset, linking column) of what holds the point of a row: the row itself, or a place it is or names."""
    located = [n for n, s in SCHEMAS.items() if with_role(s, "lon") and "role" not in s["x-kepu"]]
    links = {k["reference"]["resource"]: k["fields"] for k in SCHEMAS[name].get("foreignKeys", [])}
    if with_role(SCHEMAS[name], "lon"):
        return name, SCHEMAS[name]["primaryKey"]
    return next(((target, links[target]) for target in located if target in links), None)


PLACED = {name: found for name in SCHEMAS if (found := holder(name))}
DATED = [
    name
    for name, s in SCHEMAS.items()
    if all(
        _format == "partial-date"
        for _format in (
            next((f["x-kepu"].get("format") for f in s["fields"] if f["x-kepu"].get("role") == role), "") for role in ("start", "end")
        )
    )
]


def point(name: str, row: dict[str, str]) -> tuple[float, float] | None:
    """The point of a row as the CSVs give it."""
    target, column = PLACED[name]
    held = next((r for r in DATA[target] if r[SCHEMAS[target]["primaryKey"]] == row[column]), None)
    lon, lat = with_role(SCHEMAS[target], "lon"), with_role(SCHEMAS[target], "lat")
    return (float(held[lon]), float(held[lat])) if held and held[lon] else None


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


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_csv_for_excel_is_the_file_byte_for_byte(client: Client, real: Build, name: str) -> None:
    answer = client.get(f"/data/hunan/{table(name)}.excel")
    assert answer.content == (real.downloads / f"{name}.excel.csv").read_bytes()
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}.excel.csv"'


def test_a_query_for_excel_has_chinese_headings_and_runs_no_formula(client: Client) -> None:
    sql = "select place_id, opening_hours, '=1+1' as sum, -5 as n, x'ff' as blob from places limit 1"
    answer = client.get("/data/hunan.excel", sql=sql)
    found = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert found == [["place_id", "开放时间", "sum", "n", "blob"], ["p0001", "", "'=1+1", "-5", "ff"]]


def occasions(name: str) -> dict[str, tuple[date, date]]:
    """UID → first and last day of what the CSV knows to the month at least, totals left out."""
    schema, found = SCHEMAS[name], {}
    kind, start, end = (with_role(schema, role) for role in ("kind", "start", "end"))
    for row in DATA[name]:
        if len(row[start]) >= 7 and "summary" not in row[kind]:
            last = row[end] if len(row[end]) >= 7 else row[start]
            found[f"{name}-{row[schema['primaryKey']]}@science-hunan"] = (_first(row[start]), _last(last))
    return found


def _first(text: str) -> date:
    return date.fromisoformat(text if len(text) == 10 else f"{text}-01")


def _last(text: str) -> date:
    year, month = map(int, text.split("-")[:2])
    return date.fromisoformat(text) if len(text) == 10 else date(year, month, calendar.monthrange(year, month)[1])


@pytest.mark.parametrize("name", DATED)
def test_a_calendar_holds_every_known_day_and_month(client: Client, real: Build, name: str) -> None:
    for data in ((real.downloads / f"{name}.ics").read_bytes(), client.get(f"/data/hunan/{table(name)}.ics").content):
        found = Calendar.from_ical(data)
        assert {str(e["uid"]): (e.start, e.end - timedelta(days=1)) for e in found.events} == occasions(name)
        assert [str(zone["tzid"]) for zone in found.timezones] == ["Asia/Shanghai"]
        assert all(str(e["dtstamp"].dt.tzinfo) == "UTC" for e in found.events)
        assert all("出处：" in e["description"] and "核实：" in e["description"] for e in found.events)


def test_a_calendar_says_of_a_month_that_only_the_month_is_known(real: Build) -> None:
    found = Calendar.from_ical((real.downloads / "exhibition-stops.ics").read_bytes())
    started = {f"exhibition-stops-{row['stop_id']}@science-hunan": row["start_on"] for row in DATA["exhibition-stops"]}
    vague = {str(e["uid"]): str(e["summary"]) for e in found.events if len(started[str(e["uid"])]) == 7}
    assert vague
    assert all(title.endswith("（只知道月份）") for title in vague.values())
    assert "只知道月份" not in "".join(str(e["summary"]) for e in found.events if str(e["uid"]) not in vague)


def test_an_event_from_the_api_leads_to_its_page(client: Client) -> None:
    events = Calendar.from_ical(client.get("/data/hunan/exhibition_stops.ics").content).events
    assert [client.get(str(e["url"])).status_code for e in events] == [200] * len(events)
    assert all(str(e["url"]).startswith("http://portal/exhibition-stops/") for e in events)


@pytest.mark.parametrize("name", DATED)
def test_every_line_of_a_calendar_is_as_short_and_ends_as_the_standard_asks(real: Build, name: str) -> None:
    data = (real.downloads / f"{name}.ics").read_bytes()
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert not [line for line in lines if len(line) > 75 or b"\n" in line or b"\r" in line]
    assert all(line.decode("utf-8") for line in lines)
    assert (lines[0], lines[-1]) == (b"BEGIN:VCALENDAR", b"END:VCALENDAR")
    content = re.sub(rb"\r\n ", b"", data).decode().splitlines()
    assert not [line for line in content if not re.match(r"[A-Z-]+(;[A-Z]+=[^:]+)?:.", line)]


def test_a_filtered_table_or_a_query_is_a_calendar_too(client: Client) -> None:
    wanted = {f"exhibition-stops-{r['stop_id']}@science-hunan" for r in DATA["exhibition-stops"] if r["prefecture_code"] == "430400"}
    wanted &= set(occasions("exhibition-stops"))
    sql = "select stop_id, 1 as n from exhibition_stops where prefecture_code = '430400'"
    for answer in (client.get("/data/hunan/exhibition_stops.ics", prefecture_code="430400"), client.get("/data/hunan.ics", sql=sql)):
        assert wanted
        assert {str(e["uid"]) for e in Calendar.from_ical(answer.content).events} == wanted


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_feed_reader_reads_every_feed_newest_first(client: Client, real: Build, name: str) -> None:
    path = real.downloads / f"{name}.atom"
    if not path.exists():
        assert client.get(f"/data/hunan/{table(name)}.atom").status_code == 400
        return
    for data in (path.read_bytes(), client.get(f"/data/hunan/{table(name)}.atom").content):
        feed = feedparser.parse(data)
        assert not feed.bozo
        assert (feed.version, feed.feed.title) == ("atom10", SCHEMAS[name]["title"])
        assert all(one.updated >= two.updated for one, two in pairwise(feed.entries))
        assert not feed.entries or feed.feed.updated == feed.entries[0].updated
        keys = [entry.id for entry in feed.entries]
        assert len(keys) == len(set(keys)) == min(100, newsworthy(real, name))
        assert {key.rpartition("/")[2] for key in keys} <= {row[SCHEMAS[name]["primaryKey"]] for row in DATA[name]}


def newsworthy(real: Build, name: str) -> int:
    """How many rows have a day in git's history, a date of their own, or a source that has one."""
    with sqlite3.connect(real.out / "hunan.db") as built:
        changed = {
            key for (key,) in built.execute("select record_id from record_dates where dataset = ? and changed_on is not null", [name])
        }
    schema, registry = SCHEMAS[name], {s["source_id"]: s for s in DATA["sources"]}
    own = [with_role(schema, role) for role in ("as_of", "published", "read", "start")]
    cited = with_role(schema, "sources")
    dated = {key for key, source in registry.items() if source["published_on"] or source["read_on"]}
    return sum(
        row[schema["primaryKey"]] in changed or any(row[c] for c in own if c) or bool(cited and dated & set(row[cited].split(";")))
        for row in DATA[name]
    )


def test_links_of_a_feed_lead_to_pages(client: Client, real: Build) -> None:
    filed = feedparser.parse((real.downloads / "museums.atom").read_bytes())
    asked = feedparser.parse(client.get("/data/hunan/museums.atom").content)
    assert [entry.link for entry in filed.entries] == [entry.link.replace("http://portal/", "../") for entry in asked.entries]
    assert all((real.downloads / entry.link / "index.html").is_file() for entry in filed.entries)
    assert asked.feed.links[0].href == "http://portal/data/hunan/museums.atom"


def test_the_front_page_offers_one_feed_of_everything(real: Build) -> None:
    offered = {a["href"] for _, a in tags(real.page(""), "link") if a.get("rel") == "alternate" and a.get("type") == "application/atom+xml"}
    assert offered == {"./downloads/changes.atom"}
    feed = feedparser.parse((real.downloads / "changes.atom").read_bytes())
    assert not feed.bozo
    assert len(feed.entries) == 100
    assert all(one.updated >= two.updated for one, two in pairwise(feed.entries))


def test_a_feed_is_of_the_filter_it_was_asked_with(client: Client) -> None:
    feed = feedparser.parse(client.get("/data/hunan/places.atom", kind="museum").content)
    kinds = {row["place_id"]: row["kind"] for row in DATA["places"]}
    assert feed.entries
    assert {kinds[entry.id.rpartition("/")[2]] for entry in feed.entries} == {"museum"}
    assert feed.feed.id != feedparser.parse(client.get("/data/hunan/places.atom").content).feed.id


def test_with_an_address_in_mkdocs_yml_the_files_link_to_it(small: Path) -> None:
    with (small / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("\nsite_url: https://coast.example/\n")
    towers = small / "datasets" / "towers.csv"
    towers.write_text(towers.read_text("utf-8").replace(",1870,1871-05,", ",1870-03-02,1871-05,"), "utf-8")
    assert kepu("build", "--root", small).returncode == 0
    downloads = small / "build" / "site" / "downloads"
    [event] = Calendar.from_ical((downloads / "towers.ics").read_bytes()).events
    assert (str(event["url"]), str(event["summary"])) == ("https://coast.example/towers/t1/", "石角灯塔（到1871年5月，哪一天不知道）")
    assert feedparser.parse((downloads / "towers.atom").read_bytes()).entries[0].link == "https://coast.example/towers/t1/"


@pytest.mark.parametrize(
    ("ending", "media"),
    [
        ("json", "application/json"),
        ("csv", "text/plain"),
        ("excel", "text/csv"),
        ("geojson", "application/geo+json"),
        ("ics", "text/calendar"),
        ("atom", "application/atom+xml"),
    ],
)
def test_every_format_is_sent_as_what_it_is(client: Client, ending: str, media: str) -> None:
    assert client.get(f"/data/hunan/exhibition_stops.{ending}").headers["content-type"].partition(";")[0] == media


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/data/hunan/sources.geojson", ["没有点", "No points"]),
        ("/data/hunan.geojson?sql=select+1", ["没有点", "No points"]),
        ("/data/hunan/places.ics", ["做不成日历", "no calendar"]),
        ("/data/hunan.ics?sql=select+1", ["做不成日历", "no calendar"]),
        ("/data/hunan.atom?sql=select+1", ["做不成订阅", "no feed"]),
        ("/data/hunan.geojson", ["没有表", "Neither table nor query"]),
        ("/data/hunan.excel?sql=select+nowhere", ["没有查成", "no such column"]),
        ("/data/hunan.geojson?sql=select+p.lon,p.lat+from+places+p,sources", ["不止 1000 行", "More than 1000 rows"]),
    ],
)
def test_what_a_format_cannot_hold_is_refused_with_advice(client: Client, address: str, said: list[str]) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert all(words in answer.text for words in said)
    ending, advised = re.search(r"\.\w+", address), re.search("有[点日期]+的表：(.*)", answer.text)
    assert ending
    for name in advised[1].split(", ") if advised else []:
        assert client.get(f"/data/hunan/{name}{ending[0]}").status_code == 200


@pytest.mark.parametrize("page", ["site/pages/api.md", "site/pages/en/api.md"])
def test_every_address_in_the_documentation_of_the_api_answers(client: Client, page: str) -> None:
    addresses = EXAMPLE.findall((ROOT / page).read_text("utf-8"))
    assert {".json", ".geojson", ".ics", ".atom"} <= {re.search(r"\.\w+", address)[0] for address in addresses}
    assert [a for a in addresses if client.get(a).status_code != 200] == []


@pytest.mark.parametrize("address", ["/data/hunan/exhibition_stops", "/data/hunan/exhibition_stops?prefecture_code=430400&_size=1"])
def test_a_page_of_the_api_offers_the_whole_filter_in_every_format(client: Client, address: str) -> None:
    offered = {a["href"] for _, a in tags(client.get(address).text, "a", "link") if "href" in a}
    query = "?prefecture_code=430400" if "?" in address else ""
    assert {f"/data/hunan/exhibition_stops.{ending}{query}" for ending in ("excel", "geojson", "ics", "atom")} <= offered


MANY = 12_000
# A page of a thousand rows as rows, as text and as bytes is less; all rows at once would be three times as much.
MOST = 8_000_000


def test_streaming_a_large_table_holds_one_page_in_memory(tmp_path: Path) -> None:
    root = small_root(tmp_path / "root")
    assert kepu("build", "--root", root).returncode == 0
    with closing(sqlite3.connect(root / "build" / "coast.db")) as database, database:
        numbers = [(f"x{n:06}", "塔" * 60, 10 + n / MANY, 50.0) for n in range(MANY)]
        before = database.execute("select count(*) from towers").fetchone()[0]
        database.executemany("insert into towers (tower_id, tower_name, lon, lat) values (?, ?, ?, ?)", numbers)
    sent, peak = asyncio.run(_streamed(root, "/data/coast/towers.geojson"))
    assert (sent.features, sent.last[-3:]) == (MANY + before, b"]}\n")
    assert sent.size > MOST
    assert peak < MOST


@dataclass
class Sent:
    """What was sent, without keeping it."""

    size: int = 0
    features: int = 0
    last: bytes = b""

    async def take(self, message: dict) -> None:
        body = message.get("body", b"")
        self.size, self.features, self.last = self.size + len(body), self.features + body.count(b'"Feature"'), body or self.last


async def _streamed(root: Path, path: str) -> tuple[Sent, int]:
    """An answer, and the most memory taken while it was given."""
    application, sent = app.create(load(root), root / "build"), Sent()
    scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"", "headers": [], "scheme": "http"}

    async def receive() -> dict:
        return {"type": "http.request"}

    async with application.router.lifespan_context(application):
        tracemalloc.start()
        await application(scope, receive, sent.take)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return sent, peak
