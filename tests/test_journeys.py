"""A route's page, its waypoints and the travelling museum say what the tables say, and no more."""

from __future__ import annotations

import html
import re
from collections import Counter
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from builds import Build
from client import Client
from support import ROOT, rows

from kepu.distance import metres

DATA = {
    name: rows(ROOT / f"datasets/{name}.csv")
    for name in ("tourism-routes", "route-stops", "exhibition-stops", "caravan-outings", "divisions")
}
PLACES = {row["place_id"]: row for row in rows(ROOT / "datasets/places.csv")}
ROUTES = [row["route_id"] for row in DATA["tourism-routes"]]
GPX = "{http://www.topografix.com/GPX/1/1}"


def stops(route: str) -> list[dict[str, str]]:
    """The stops of a route, in order."""
    return sorted((row for row in DATA["route-stops"] if row["route_id"] == route), key=lambda row: int(row["stop_order"]))


def point(stop: dict[str, str]) -> tuple[float, float] | None:
    """The point of a stop's place, where it is the place's own."""
    place = PLACES.get(stop["place_id"], {})
    return (float(place["lon"]), float(place["lat"])) if place.get("location_accuracy") in ("site", "street") and place["lon"] else None


@pytest.mark.parametrize("route", ROUTES)
def test_waypoints_are_the_stops_with_a_point_of_their_own_and_no_others(real: Build, route: str) -> None:
    expected = [(f"{n} {stop['stop_name']}", *found) for n, stop in enumerate(stops(route), 1) if (found := point(stop))]
    file = real.site / "tourism-routes" / route / f"{route}.gpx"
    assert file.exists() == bool(expected)
    if expected:
        gpx = ElementTree.fromstring(file.read_text("utf-8"))
        assert [(w.findtext(f"{GPX}name"), float(w.attrib["lon"]), float(w.attrib["lat"])) for w in gpx.iter(f"{GPX}wpt")] == expected
        assert all(w.findtext(f"{GPX}cmt").startswith("位置精度：") for w in gpx.iter(f"{GPX}wpt"))


@pytest.mark.parametrize("route", [route for route in ROUTES if any(map(point, stops(route)))])
def test_a_waypoint_file_has_the_elements_of_gpx_in_the_order_of_its_schema(real: Build, route: str) -> None:
    gpx = ElementTree.fromstring((real.site / "tourism-routes" / route / f"{route}.gpx").read_text("utf-8"))
    assert (gpx.tag, gpx.attrib["version"], bool(gpx.attrib["creator"])) == (f"{GPX}gpx", "1.1", True)
    assert [child.tag for child in gpx] == [f"{GPX}metadata", *[f"{GPX}wpt"] * (len(gpx) - 1)]
    order = ["ele", "time", "magvar", "geoidheight", "name", "cmt", "desc", "src", "link", "sym", "type"]
    for child in gpx[1:]:
        names = [inner.tag.removeprefix(GPX) for inner in child]
        assert names == sorted(names, key=order.index)


def test_waypoints_are_served_as_gpx(client: Client) -> None:
    assert client.get("/tourism-routes/r032/r032.gpx").headers["content-type"].startswith("application/gpx+xml")


@pytest.mark.parametrize("route", ROUTES)
def test_a_route_tells_the_distance_of_neighbouring_points_and_of_nothing_else(real: Build, route: str) -> None:
    legs = [metres(*a, *b) / 1000 for a, b in pairwise(map(point, stops(route))) if a and b]
    page = real.page(f"tourism-routes/{route}")
    assert re.findall(r"到下一站直线([\d.]+)公里", page) == [f"{leg:.1f}" for leg in legs]
    assert (f"直线{sum(legs):.1f}公里" in page) == bool(legs)


def test_every_county_has_seen_the_travelling_museum_or_a_caravan_or_has_no_record(real: Build) -> None:
    table = real.page("exhibition-stops").partition('id="gaps"')[2].partition("</table>")[0]
    stayed = {row["county_code"] for row in DATA["exhibition-stops"] if row["record_type"] == "stop"} - {""}
    visited = {row["county_code"] for row in DATA["caravan-outings"] if row["record_type"] == "outing"} - {""}
    counties = {row["adcode"]: row["parent_adcode"] for row in DATA["divisions"] if row["level"] == "county"}
    named = re.findall(r'href="\.\./divisions/(\d+)/"', table)
    assert sorted(set(named) & set(counties)) == sorted(set(counties) - stayed - visited)
    parents = Counter(counties[code] for code in stayed), Counter(counties[code] for code in visited)
    for row in table.split("<tr>")[2:]:
        prefecture = re.search(r"divisions/(\d+)/", row)[1]
        assert [int(n) for n in re.findall(r'class="num"[^>]*>(\d+)<', row)] == [found[prefecture] for found in parents]
    assert f"有{len(set(counties) - stayed - visited)}个县市区" in html.unescape(real.page("exhibition-stops"))
