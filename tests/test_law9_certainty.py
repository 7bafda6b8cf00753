"""Law 9: solid, outlined, hatched and dashed mean known, reported, somewhere in here and unknown, everywhere."""

import re
from types import SimpleNamespace

import pytest
from builds import Build
from client import Client
from jinja2 import Environment, FileSystemLoader
from support import ROOT, rows, schemas, table

from kepu.templating import FILTERS

MARKS = ("solid", "outlined", "hatched", "dashed")
VOCABULARIES = sorted((ROOT / "schemas" / "vocabularies").glob("*.csv"))
# Those that say how sure something is; in the others a mark is welcome where a term is uncertain.
CERTAINTY = ("verification", "location-accuracy", "designation-status", "place-status", "source-grades", "institutional-association-status")


@pytest.mark.parametrize("path", VOCABULARIES, ids=lambda path: path.stem)
def test_every_mark_is_one_of_the_four(path) -> None:
    marks = {row["mark"] for row in rows(path)}
    assert marks <= set(MARKS) if path.stem in CERTAINTY else marks <= {"", *MARKS}


def test_each_mark_has_a_seal_of_its_own_look(real: Build) -> None:
    sheet = re.sub(r"/\*.*?\*/", "", (real.site / "assets" / "components.css").read_text("utf-8"), flags=re.DOTALL)
    rules = [([s.strip() for s in selectors.split(",")], body.strip()) for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet)]
    templates = Environment(loader=FileSystemLoader(ROOT / "site" / "templates"), autoescape=True)
    templates.filters.update(FILTERS)
    macros = templates.get_template("macros.html").make_module({"base_url": "."})
    looks = {}
    for mark in MARKS:
        seal = macros.seal(SimpleNamespace(mark=mark, label="词"))
        names = re.search(r'class="seal ([\w ]+)"', seal).group(1).split()
        wanted = {".seal", *(f".{name}" for name in names), *(f".seal.{name}" for name in names)}
        looks[mark] = tuple(body for selectors, body in rules if wanted & set(selectors))
    assert len(set(looks.values())) == len(MARKS), looks


@pytest.mark.parametrize("name", schemas())
def test_the_api_shows_every_empty_cell_as_unknown(client: Client, name: str) -> None:
    shown = client.rows(f"/data/hunan/{table(name)}.json", _size=50)
    page = client.get(f"/data/hunan/{table(name)}", _size=50).text
    cells = re.findall(r"<td[^>]*>(.*?)</td>", page.partition('<table class="raw">')[2].partition("</table>")[0], re.DOTALL)
    empty = sum(value in (None, "") for row in shown for value in row.values())
    assert len(cells) == sum(len(row) for row in shown)
    assert sum(cell == '<span class="unk">未知</span>' for cell in cells) == empty


def test_the_api_shows_a_row_with_its_unknowns_and_its_seal(client: Client) -> None:
    row = client.json("/data/hunan/places/p0001.json", _shape="objects")["rows"][0]
    page = client.get("/data/hunan/places/p0001").text
    assert page.count('<span class="unk">未知</span>') == sum(value is None for value in row.values())
    assert '<span class="seal unconfirmed">待核</span>' in page


def test_a_week_is_open_closed_or_not_known(real: Build) -> None:
    for row in rows(ROOT / "datasets" / "places.csv"):
        page = real.page(f"places/{row['place_id']}")
        assert row["opening_hours"] or 'class="week none"' in page.partition('class="answers"')[2].partition("</dl>")[0]
    assert 'class="on"' in real.page("map") or 'class="on"' in real.page("places")


def test_a_place_without_a_point_of_its_own_is_never_drawn_as_one(real: Build) -> None:
    exact = {row["code"] for row in rows(ROOT / "schemas" / "vocabularies" / "location-accuracy.csv") if row["mark"] == "solid"}
    for row in rows(ROOT / "datasets" / "places.csv"):
        page = real.page(f"places/{row['place_id']}")
        assert ('<svg class="at ' in page) == (row["location_accuracy"] in exact and bool(row["prefecture_code"])), row["place_id"]
