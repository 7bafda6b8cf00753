"""The page of a place: the maps it opens, what search engines and messengers read, and the same in English."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from builds import Build
from geopy.distance import geodesic
from support import ROOT, has_pages, rows, schemas, tags, words

from kepu import share
from kepu.catalog import load
from kepu.geo.datum import BD09, GCJ02, to_wgs84
from kepu.library import Library
from kepu.templating import Renderer

PLACES = {row["place_id"]: row for row in rows(ROOT / "datasets/places.csv")}
PINNED = [key for key, row in PLACES.items() if row["location_accuracy"] in ("site", "street") and row["lon"]]
VAGUE = next(key for key, row in PLACES.items() if row["location_accuracy"] == "county")
# Host of a map → its datum, and how it writes a point.
MAPS = {
    "uri.amap.com": (GCJ02, lambda asked: asked["position"].split(",")),
    "api.map.baidu.com": (BD09, lambda asked: asked["location"].split(",")[::-1]),
    "apis.map.qq.com": (GCJ02, lambda asked: re.findall(r"[\d.]+", asked["marker"])[1::-1]),
    "maps.apple.com": (GCJ02, lambda asked: asked["ll"].split(",")[::-1]),
}


def ways(page: str) -> dict[str, dict[str, str]]:
    """Host → parameters of the links into other maps."""
    links = [urlsplit(found["href"]) for _, found in tags(page, "a") if "href" in found]
    return {url.netloc: {name: value for name, (value,) in parse_qs(url.query).items()} for url in links if url.netloc in MAPS}


@pytest.mark.parametrize("key", PINNED)
def test_every_map_is_opened_at_the_place_in_its_own_datum(real: Build, key: str) -> None:
    found = ways(real.page(f"places/{key}"))
    assert found.keys() == MAPS.keys()
    here = float(PLACES[key]["lat"]), float(PLACES[key]["lon"])
    for host, (datum, point) in MAPS.items():
        lon, lat = to_wgs84(datum, *map(float, point(found[host])))
        assert geodesic(here, (lat, lon)).meters < 3, host


def test_a_place_without_a_point_of_its_own_is_searched_for_and_never_pinned(real: Build) -> None:
    page = real.page(f"places/{VAGUE}")
    found = ways(page)
    assert found.keys() == MAPS.keys()
    assert not any({"position", "location", "marker", "ll"} & asked.keys() for asked in found.values())
    assert "按名字搜" in words(page)


def structured(page: str) -> dict:
    """What the page tells search engines."""
    (found,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return dict(json.loads(found))


def test_search_engines_learn_a_point_only_where_it_is_the_places_own(real: Build) -> None:
    found = structured(real.page("places/p0055"))
    assert (found["@type"], found["name"]) == ("Place", PLACES["p0055"]["name"])
    assert found["geo"] == {
        "@type": "GeoCoordinates",
        "longitude": float(PLACES["p0055"]["lon"]),
        "latitude": float(PLACES["p0055"]["lat"]),
    }
    first, *_ = found["openingHoursSpecification"]
    assert (first["dayOfWeek"], first["opens"], first["closes"]) == ("Tuesday", "09:00", "17:00")
    vague = structured(real.page(f"places/{VAGUE}"))
    assert "geo" not in vague
    assert "openingHoursSpecification" not in vague


def test_every_record_has_a_page_with_english_labels_and_each_leads_to_the_other(real: Build) -> None:
    roles = {name for name, schema in schemas().items() if schema["primaryKey"] in [key["fields"] for key in schema.get("foreignKeys", [])]}
    shown = [name for name, schema in schemas().items() if has_pages(schema) and name not in roles]
    for name in shown:
        ours = {path.parent.name for path in (real.site / name).glob("*/index.html")}
        assert ours
        assert ours == {path.parent.name for path in (real.site / "en" / name).glob("*/index.html")}
    chinese, english = real.page("places/p0055"), real.page("en/places/p0055")
    assert '<html lang="en">' in english
    assert any(found.get("href") == "../../en/places/p0055/" for _, found in tags(chinese, "a"))
    assert any(found.get("href") == "../../../places/p0055/" for _, found in tags(english, "a"))
    for label in ("Is it open?", "Stated by the body itself or a government page", "Hunan Bo", "As of 9 October 2022"):
        assert label in words(english)


def test_once_there_is_an_address_a_shared_page_brings_a_picture_of_where_it_lies(
    real: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library(load(real.root), real.out / "hunan.db")
    renderer = Renderer(library, {"commit": "", "build": "", "rows": {}})
    pinned, vague = library.get("places", PINNED[0]), library.get("places", VAGUE)
    assert pinned
    assert vague
    assert share.shared(renderer, pinned, tmp_path) is None
    monkeypatch.setattr(share, "public_address", lambda root: "https://portal.example/")
    exact, rough = share.shared(renderer, pinned, tmp_path), share.shared(renderer, vague, tmp_path)
    assert exact
    assert rough
    pictures = {path.name: path.read_bytes() for path in tmp_path.rglob("*.png")}
    assert pictures.keys() == {f"places-{PINNED[0]}.png", f"{PLACES[VAGUE]['county_code']}.png"}
    for picture in pictures.values():
        assert (picture[:8], int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (b"\x89PNG\r\n\x1a\n", 600, 315)
    assert len(set(pictures.values())) == 2
