"""The figures of the directory are counts of its tables, and names that are alike stay apart."""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict

import pytest
from builds import Build
from support import ROOT, rows

RECIPIENTS = rows(ROOT / "datasets/award-recipients.csv")
SOCIETIES = rows(ROOT / "datasets/societies.csv")
ASSOCIATIONS = rows(ROOT / "datasets/local-associations.csv")
DIVISIONS = rows(ROOT / "datasets/divisions.csv")
NAMES = defaultdict(list)
for one in RECIPIENTS:
    NAMES[one["name"]].append(one["recipient_id"])
ALIKE = [ids for ids in NAMES.values() if len(ids) > 1]


def part(real: Build, page: str, name: str) -> str:
    """A section of a page, as a reader sees its letters."""
    return html.unescape(real.page(page)).partition(f'id="{name}"')[2].partition("</section>")[0]


def counted(column: str, data: list[dict[str, str]] = RECIPIENTS) -> Counter[str]:
    """How often each value of a column occurs; unknown is no value."""
    return Counter(row[column] for row in data if row[column])


def test_awards_by_year_are_counts_of_the_table(real: Build) -> None:
    found = part(real, "award-recipients", "by-year")
    assert dict(re.findall(r'<th scope="row">(\d{4})</th><td class="num">(\d+)<', found)) == {y: str(n) for y, n in counted("year").items()}
    assert f"{sum(not row['year'] for row in RECIPIENTS)}条年份未知" in found


def test_awards_by_award_are_counts_of_the_table(real: Build) -> None:
    found = re.findall(r'href="\.\./awards/(a\d+)/">.*?<td class="num">(\d+)<', part(real, "award-recipients", "by-award"))
    assert {award: int(n) for award, n in found} == counted("award_id")


def test_awards_by_institution_list_each_recipient_under_the_institution_its_list_names(real: Build) -> None:
    groups = re.findall(
        r'<summary><b>([^<]+)</b> <span class="meta">(\d+)</span></summary>(.*?)</ul>',
        part(real, "award-recipients", "by-institution"),
        re.DOTALL,
    )
    assert {name: int(n) for name, n, _ in groups} == counted("affiliation")
    listed = {(name, key) for name, _, inner in groups for key in re.findall(r"award-recipients/(r\d+)/", inner)}
    assert listed == {(row["affiliation"], row["recipient_id"]) for row in RECIPIENTS if row["affiliation"]}


def test_awards_by_prefecture_are_counts_of_the_table_and_say_how_many_are_unknown(real: Build) -> None:
    found = part(real, "award-recipients", "by-prefecture")
    assert {code: int(n) for code, n in re.findall(r'divisions/(\d+)/">.*?<td class="num">(\d+)<', found)} == counted("prefecture_code")
    unknown = len(RECIPIENTS) - sum(counted("prefecture_code").values())
    assert re.search(
        rf'未知</span></th><td class="bar-cell"><svg class="meter" aria-hidden="true"></svg></td><td class="num">{unknown}<', found
    )


@pytest.mark.parametrize("ids", ALIKE, ids=lambda ids: ids[0])
def test_rows_of_one_name_keep_their_pages_and_lead_to_each_other(real: Build, ids: list[str]) -> None:
    for key in ids:
        linked = set(re.findall(r"award-recipients/(r\d+)/", part(real, f"award-recipients/{key}", "namesakes")))
        assert linked == set(ids) - {key}


def test_societies_are_counted_by_discipline_and_support_and_none_is_given_a_date_of_renewal(real: Build) -> None:
    found = re.findall(
        r'<b>(?:<span class="unk">)?([^<]+)(?:</span>)?</b> <span class="meta">(\d+)</span>', part(real, "societies", "by-discipline")
    )
    labels = {row["code"]: row["label"] for row in rows(ROOT / "schemas/vocabularies/discipline-groups.csv")}
    expected = {labels[code]: n for code, n in counted("discipline_group", SOCIETIES).items()}
    assert {name: int(n) for name, n in found} == expected | {"未知": sum(not row["discipline_group"] for row in SOCIETIES)}
    units = re.findall(r'<b>([^<]+)</b> <span class="meta">(\d+)<', part(real, "societies", "by-support"))
    assert {name: int(n) for name, n in units} == counted("supporting_unit", SOCIETIES)
    terms = part(real, "societies", "by-term")
    stated = {row["society_id"] for row in SOCIETIES if row["current_term"]}
    assert set(re.findall(r"societies/(so\d+)/", terms)) == stated
    assert terms.count('data-l="哪天该换届"><span class="unk">届期不详</span>') == len(stated)


def test_the_tree_holds_every_association_and_names_every_county_without_one(real: Build) -> None:
    tree = part(real, "local-associations", "tree")
    counties = {row["adcode"]: row["parent_adcode"] for row in DIVISIONS if row["level"] == "county"}
    seen = {row["county_code"] for row in ASSOCIATIONS if row["level"] == "county"}
    assert f"{len(counties)}个县市区里，{len(seen)}个见到了" in tree
    assert sorted(re.findall(r"local-associations/(la\d+)/", tree)) == sorted(row["local_association_id"] for row in ASSOCIATIONS)
    assert set(re.findall(r"divisions/(\d+)/", tree)) == set(counties) - seen
    shares = Counter(counties.values())
    expected = sorted((sum(counties[code] == parent for code in seen), n) for parent, n in shares.items())
    assert sorted((int(a), int(b)) for a, b in re.findall(r'<span class="meta">(\d+)/(\d+)', tree)) == expected
