"""What is true of all formats: which tables have them, what is refused, and where they are offered."""

import re
from pathlib import Path

import feedparser
import pytest
from client import Client
from icalendar import Calendar
from support import ROOT, kepu, tags

EXAMPLE = re.compile(r"^```text\n(/data/.*)\n```$", re.MULTILINE)


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
