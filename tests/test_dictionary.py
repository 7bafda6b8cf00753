"""The data dictionary says of every column and dataset what the CSV says, and scores by the rule on its page."""

from __future__ import annotations

import html
import re
from collections import Counter

import pytest
from builds import Build
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT, rows, schemas

from kepu.dictionary.columns import BARS, Column
from kepu.dictionary.profile import Score
from kepu.model import Field

SCHEMAS = schemas()
TERMS = {path.stem: rows(path) for path in (ROOT / "schemas" / "vocabularies").glob("*.csv")}


def field(kind: str, **more: object) -> Field:
    """A column of a type."""
    return Field("x", kind, "甲", "X", "", "", **more)


def text(real: Build, name: str) -> str:
    """The page that explains a dataset."""
    return html.unescape(real.page(f"catalog/{name}"))


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_column_says_how_many_rows_know_it(real: Build, name: str) -> None:
    page, data = text(real, name), rows(ROOT / "datasets" / f"{name}.csv")
    for column in SCHEMAS[name]["fields"]:
        known = sum(bool(row[column["name"]]) for row in data)
        row = page.partition(f'<tr id="{column["name"]}">')[2].partition("</tr>")[0]
        assert f">{known:,}/{len(data):,}<" in row
        assert ('<svg class="meter" aria-hidden="true"></svg>' in row) == (known == 0)
        assert column["x-kepu"]["title_en"] in row
        assert column["x-kepu"]["description_en"] in row


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_value_of_a_vocabulary_stands_there_with_its_count(real: Build, name: str) -> None:
    page, data = text(real, name), rows(ROOT / "datasets" / f"{name}.csv")
    for column in SCHEMAS[name]["fields"]:
        known = [value for row in data for value in set(row[column["name"]].split(";")) if value]
        terms = TERMS.get(column["x-kepu"].get("vocabulary", ""), [])
        table = page.partition(f'<h3 id="d-{column["name"]}">')[2].partition("</table>")[0]
        said = re.findall(r"<th scope=\"row\">(.*?) <code>(.*?)</code>.*?<td class=\"num\">([\d,]+)</td>", table)
        assert [(label, code, int(n.replace(",", ""))) for label, code, n in said if terms] == [
            (term["label"], term["code"], Counter(known)[term["code"]]) for term in terms
        ]


@pytest.mark.parametrize("name", [name for name, schema in SCHEMAS.items() if schema["x-kepu"].get("gaps")])
def test_what_is_missing_is_said_in_both_languages(real: Build, name: str) -> None:
    block, page = SCHEMAS[name]["x-kepu"], text(real, name)
    assert len(block["gaps"]) == len(block["gaps_en"])
    assert all(gap in page for gap in [*block["gaps"], *block["gaps_en"]])


def test_the_index_leads_to_every_dictionary(real: Build) -> None:
    assert all(f'href="../catalog/{name}/"' in real.page("catalog") for name in SCHEMAS)


@given(st.lists(st.none() | st.integers(-(10**9), 10**9)))
def test_every_number_falls_into_one_bar(values: list[int | None]) -> None:
    column = Column(field("integer"), values)
    assert sum(bar.count for bar in column.bars) == column.filled
    assert len(column.bars) <= BARS
    for value in column.known:
        assert sum(bar.first <= value <= bar.last for bar in column.bars) == 1


@given(st.lists(st.floats(-1e6, 1e6)))
def test_every_measure_falls_into_one_bar(values: list[float]) -> None:
    column = Column(field("number"), values)
    assert sum(bar.count for bar in column.bars) == len(values)
    assert len(column.bars) <= BARS


def test_dates_known_to_the_year_stand_beside_those_known_to_the_day() -> None:
    column = Column(field("string", format="partial-date"), ["2011-06-25", "2011", None, "2013-04"])
    assert [(bar.first, bar.last, bar.count) for bar in column.bars] == [(2011, 2011, 2), (2012, 2012, 0), (2013, 2013, 1)]
    assert column.span == ("2011", "2011-06-25", "2013-04")
    assert column.share == 3 / 4


def test_the_score_is_the_mean_of_the_parts_there_are() -> None:
    assert Score(0.5, 1.0, None, 0.0).total == 50
    assert Score(None, None, None, None).total is None


def test_a_note_that_most_rows_do_not_need_is_no_gap(real: Build) -> None:
    page = text(real, "places")
    gaps = page.partition("一半以上的格子空着")[2].partition("</p>")[0]
    assert 'href="#opening_hours"' in gaps
    assert not [name for name in ("note", "location_note", "hours_note", "admission_note", "possibly_same_as") if f'href="#{name}"' in gaps]
    data = rows(ROOT / "datasets" / "places.csv")
    counted = [f["name"] for f in SCHEMAS["places"]["fields"] if not f.get("constraints", {}).get("required") and not remark(f["x-kepu"])]
    expected = sum(bool(row[name]) for row in data for name in counted) / len(data) / len(counted)
    part = page.partition('<th scope="row">填得满</th>')[2].partition("</tr>")[0]
    assert f'<td class="num">{expected * 100:.0f}</td>' in part


def remark(block: dict) -> bool:
    """Whether a column only remarks on others, or on some rows."""
    return "remark" in block.get("use", []) or block.get("role") in ("note", "location_note", "same_as")


@pytest.mark.parametrize("name", [name for name, schema in SCHEMAS.items() if "verification" in {f["name"] for f in schema["fields"]}])
def test_confirmation_is_worth_what_the_rule_says(real: Build, name: str) -> None:
    data = rows(ROOT / "datasets" / f"{name}.csv")
    worth = {"official": 1, "reported": 0.5, "unconfirmed": 0}
    expected = sum(worth[row["verification"]] for row in data) / len(data)
    part = text(real, name).partition('<th scope="row">核实</th>')[2].partition("</tr>")[0]
    assert f'<td class="num">{expected * 100:.0f}</td>' in part
