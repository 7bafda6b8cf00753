"""Law 5: every row names its sources, unknown is never no, and what is unconfirmed says so."""

import json
import re

import pytest
import yaml
from builds import Build
from client import Client
from support import ROOT, has_pages, rows, schemas, table, tags, with_role, words

SCHEMAS = schemas()
DATA = {name: rows(ROOT / "datasets" / f"{name}.csv") for name in SCHEMAS}
SOURCED = [name for name, schema in SCHEMAS.items() if with_role(schema, "sources")]
VERIFIED = [name for name, schema in SCHEMAS.items() if with_role(schema, "verification")]
ADDRESS = re.compile(r"https?://|www\.")
# Where a reader is sent for the way there: her own map program, with a point and a name.
MAPS = ("https://uri.amap.com/", "https://api.map.baidu.com/", "https://apis.map.qq.com/", "https://maps.apple.com/")
FACT = re.compile(r"<dt>(.*?)</dt><dd>(.*?)</dd>", re.DOTALL)


@pytest.mark.parametrize("name", SOURCED)
def test_every_row_names_a_registered_source(name: str) -> None:
    column, known = with_role(SCHEMAS[name], "sources"), {row["source_id"] for row in DATA["sources"]}
    cited = {row[SCHEMAS[name]["primaryKey"]]: row[column].split(";") for row in DATA[name]}
    assert [key for key, sources in cited.items() if not sources[0] or set(sources) - known] == []


def test_every_dataset_of_facts_has_sources() -> None:
    apart = {"sources", "redirects"}
    assert set(SCHEMAS) - set(SOURCED) == apart


def test_no_source_of_grade_mirror_has_an_address() -> None:
    mirrors = [row for row in DATA["sources"] if row["grade"] == "mirror"]
    assert mirrors
    assert [row["source_id"] for row in mirrors if ADDRESS.search(" ".join(row.values()))] == []


def test_every_foreign_link_of_a_generated_page_is_a_registered_address(real: Build) -> None:
    """So that no address withheld as a mirror comes back through a note, a template or a download button."""
    columns = [(name, with_role(SCHEMAS[name], role)) for name in SCHEMAS for role in ("url", "website")]
    known = {row[column] for name, column in columns if column for row in DATA[name]}
    own = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))["extra"]["repository"]
    written = {path.relative_to(ROOT / "site" / "pages").with_suffix("").as_posix().removesuffix("index") for path in _written()}
    links = {
        attributes["href"]
        for path, page in real.pages()
        if path.removesuffix("index.html").rstrip("/") not in {name.rstrip("/") for name in written}
        for _, attributes in tags(page, "a")
        if ADDRESS.match(attributes.get("href", ""))
    }
    assert known & links
    assert [link for link in sorted(links - known) if not link.startswith((own, *MAPS))] == []


def _written() -> list:
    return list((ROOT / "site" / "pages").rglob("*.md"))


@pytest.mark.parametrize("name", SCHEMAS)
def test_an_empty_cell_is_null_in_json_and_nothing_else_is(real: Build, name: str) -> None:
    records = json.loads((real.downloads / f"{name}.json").read_text("utf-8"))["records"]
    known = {row[SCHEMAS[name]["primaryKey"]]: row for row in DATA[name]}
    assert len(records) == len(known)
    for record in records:
        row = known[record[SCHEMAS[name]["primaryKey"]]]
        assert {column for column, value in record.items() if value is None} == {column for column, cell in row.items() if not cell}


@pytest.mark.parametrize("name", [name for name, schema in SCHEMAS.items() if has_pages(schema)])
def test_a_page_shows_an_empty_cell_as_unknown_or_not_at_all(real: Build, name: str) -> None:
    titles = {field["title"]: field["name"] for field in SCHEMAS[name]["fields"]}
    heading, wrong = f"<h2>{SCHEMAS[name]['title']}</h2>", []
    for row in DATA[name]:
        key = row[SCHEMAS[name]["primaryKey"]]
        part = real.page(f"{name}/{key}").partition(heading)[2].partition("</dl>")[0]
        shown = [(title, value) for title, value in FACT.findall(part) if title in titles and not row[titles[title]]]
        wrong += [(key, title, value) for title, value in shown if 'class="unk"' not in value]
    assert wrong == []


@pytest.mark.parametrize("name", [name for name, schema in SCHEMAS.items() if not has_pages(schema) and DATA[name]])
def test_a_table_shows_an_empty_cell_as_unknown(real: Build, name: str) -> None:
    page, titles = real.page(name), {field["title"]: field["name"] for field in SCHEMAS[name]["fields"]}
    for row in DATA[name]:
        line = page.partition(f'<tr id="{row[SCHEMAS[name]["primaryKey"]]}"')[2].partition("</tr>")[0]
        cells = re.findall(r'<td data-l="(.*?)">(.*?)</td>', line, re.DOTALL)
        assert [title for title, cell in cells if ('class="unk"' in cell) == bool(row[titles[title]])] == []


@pytest.mark.parametrize(("column", "shown"), [("opening_hours", "开放时间未知"), ("admission", "票价未知"), ("address", "地址未知")])
def test_a_place_says_outright_what_a_visitor_cannot_know(real: Build, column: str, shown: str) -> None:
    for row in DATA["places"]:
        page = real.page(f"places/{row['place_id']}")
        assert (f'<p class="say"><span class="unk">{shown}</span></p>' in page) == (not row[column]), row["place_id"]


def test_an_empty_yes_or_no_is_neither(real: Build, client: Client) -> None:
    columns = [(n, f["name"]) for n, s in SCHEMAS.items() for f in s["fields"] if f["x-kepu"].get("vocabulary") == "yes-no"]
    empty = [(name, column, row[SCHEMAS[name]["primaryKey"]]) for name, column in columns for row in DATA[name] if not row[column]]
    assert empty
    for name, column, key in empty:
        assert client.json(f"/data/hunan/{table(name)}/{key}.json", _shape="objects")["rows"][0][column] is None
        assert "<dd>否" not in real.page(f"{name}/{key}")
        assert f'data-{column.replace("_", "-")}="no"' not in real.page(name).partition(f'id="{key}"')[2].partition(">")[0]


@pytest.mark.parametrize("name", VERIFIED)
def test_an_unconfirmed_row_carries_its_seal(real: Build, name: str) -> None:
    column, key = with_role(SCHEMAS[name], "verification"), SCHEMAS[name]["primaryKey"]
    listed = real.page(name)
    bare = []
    for row in DATA[name]:
        if row[column] != "unconfirmed":
            continue
        place = (
            real.page(f"{name}/{row[key]}")
            if has_pages(SCHEMAS[name])
            else listed.partition(f'<tr id="{row[key]}"')[2].partition("</tr>")[0]
        )
        seals = re.findall(r'<span class="seal unconfirmed">(.*?)</span>', place)
        bare += [] if "待核" in map(words, seals) else [row[key]]
    assert bare == []


def test_the_disputed_hours_of_the_science_museum_are_shown_side_by_side_and_none_is_chosen(real: Build) -> None:
    page = words(real.page("places/p0001"))
    stated = [row["value"] for row in DATA["disputed-facts"] if (row["record_id"], row["field"]) == ("p0001", "opening_hours")]
    assert len(stated) == 2
    assert all(value in page for value in stated)
    assert "开放时间未知" in page
