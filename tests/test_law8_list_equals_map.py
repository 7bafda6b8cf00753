"""Law 8: whatever the map shows is a list too, in the same order, and needs no script."""

import html
import json
import re

from builds import Build

ITEM = re.compile(r'<li id="[^"]*" data-id="([^"]*)"([^>]*)>(.*?)</li>', re.DOTALL)


def features(real: Build) -> list[dict]:
    """The places by prefecture, those without one last, as the map groups them."""
    found = json.loads((real.downloads / "places.geojson").read_text("utf-8"))["features"]
    return sorted(found, key=lambda f: (f["properties"]["prefecture_code"] is None, f["properties"]["prefecture_code"] or "", f["id"]))


def test_every_point_of_the_map_is_a_link_of_its_list_in_the_same_order(real: Build) -> None:
    items, expected = ITEM.findall(real.page("map")), features(real)
    assert [key for key, _, _ in items] == [f["id"] for f in expected]
    linked = [re.findall(r'<a href="\.\./(places/[^"]+/)">(.*?)</a>', inner) for _, _, inner in items]
    assert linked == [[(f"places/{f['id']}/", html.escape(f["properties"]["label"]).replace("&#x27;", "&#39;"))] for f in expected]
    assert all((real.site / address / "index.html").is_file() for [(address, _)] in linked)


def test_the_map_draws_the_points_of_the_list(real: Build) -> None:
    """The script has no other source: position and accuracy stand on the list items."""
    items = {key: dict(re.findall(r'data-([a-z]+)="([^"]*)"', attributes)) for key, attributes, _ in ITEM.findall(real.page("map"))}
    for feature in features(real):
        item, point = items[feature["id"]], feature["geometry"]
        assert ("lon" in item) == bool(point)
        assert not point or [float(item["lon"]), float(item["lat"])] == point["coordinates"]
        assert item["accuracy"] == (feature["properties"]["location_accuracy"] or "")


def test_the_list_stands_outside_anything_a_script_must_open(real: Build) -> None:
    before = real.page("map").partition('data-id="')[0]
    assert "<template" not in before
    assert "<noscript" not in before
    opened = re.findall(r"<(form|div|section|ul|details)\b([^>]*)>|</(form|div|section|ul|details)>", before)
    around: list[str] = []
    for tag, attributes, closed in opened:
        if tag:
            around.append(attributes)
        elif closed:
            around.pop()
    assert not [attributes for attributes in around if re.search(r"\bhidden\b", attributes)]
