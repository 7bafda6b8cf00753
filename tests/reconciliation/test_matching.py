"""Names as people write them find their record, and are settled only when that is certain. Measured on every name there is."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass

import pytest
from client import Client
from support import ROOT, rows, schemas, with_role

from reconciliation.asking import match, settled

SCHEMAS = schemas()
ABBREVIATIONS = [(row["label"], row["code"]) for row in rows(ROOT / "schemas" / "vocabularies" / "abbreviations.csv")]
SHORT = {row["name"]: row["short_name"] for row in rows(ROOT / "datasets" / "divisions.csv")}
# The names clerks have in their spreadsheets.
TYPES = ["places", "societies", "local-associations", "institutional-associations", "divisions"]


@dataclass(frozen=True)
class Named:
    """One record by its dataset."""

    kind: str
    id: str
    name: str
    others: tuple[str, ...]


def named(kind: str) -> list[Named]:
    """Every record of a dataset with its names."""
    schema = SCHEMAS[kind]
    label, key = with_role(schema, "label"), schema["primaryKey"]
    other = with_role(schema, "other_names") or with_role(schema, "short_name") or label
    found = ((row[label], row[key], row[other].split(";")) for row in rows(ROOT / "datasets" / f"{kind}.csv"))
    return [Named(kind, f"{kind}/{key}", name, tuple(o for o in others if o and o != name)) for name, key, others in found]


@dataclass(frozen=True)
class Measured:
    """Shares of what was typed: the record stands first, among the first five, and of what was settled how much is right."""

    first: float
    among: float
    settled: float
    right: float


def measured(client: Client, typed: Iterable[tuple[str, Named]], *, untyped: bool = False) -> Measured:
    """Ask for each name and compare with the record that was meant."""
    pairs = [(name, record) for name, record in typed]
    found = match(client, *({"query": name} | ({} if untyped else {"type": record.kind}) for name, record in pairs))
    first = [bool(candidates) and candidates[0]["id"] == record.id for candidates, (_, record) in zip(found, pairs, strict=True)]
    among = [record.id in [c["id"] for c in candidates] for candidates, (_, record) in zip(found, pairs, strict=True)]
    sure = [(settled(candidates), record.id) for candidates, (_, record) in zip(found, pairs, strict=True) if settled(candidates)]
    right = sum(one == other for one, other in sure) / len(sure) if sure else 1.0
    return Measured(sum(first) / len(pairs), sum(among) / len(pairs), len(sure) / len(pairs), right)


def hasty(name: str) -> str:
    """A name with its words abbreviated and the first division without its ending."""
    for full, short in sorted(ABBREVIATIONS, key=lambda pair: -len(pair[0])):
        name = name.replace(full, short)
    division = next((d for d in sorted(SHORT, key=len, reverse=True) if name.startswith(d) and name != d), "")
    return SHORT.get(division, "") + name.removeprefix(division)


def slipped(name: str, chance: random.Random) -> str:
    """A name with one character left out, another in its place, or two in the wrong order."""
    at = chance.randrange(len(name))
    before, char, after = name[:at], name[at], name[at + 1 :]
    return chance.choice([before + after, before + chance.choice("的一是在有大中") + after, before + after[:1] + char + after[1:]])


@pytest.mark.parametrize("kind", TYPES)
def test_every_name_finds_its_record_and_is_settled_unless_it_has_a_namesake(client: Client, kind: str) -> None:
    records = named(kind)
    names = [r.name for r in records]
    found = measured(client, ((r.name, r) for r in records if names.count(r.name) == 1))
    assert found == Measured(1, 1, 1, 1)


def test_a_name_is_settled_without_a_type_too(client: Client) -> None:
    found = measured(client, ((r.name, r) for kind in TYPES[1:] for r in named(kind)), untyped=True)
    assert found.first == 1
    assert found.settled > 0.98
    assert found.right == 1


def test_every_other_name_finds_its_record(client: Client) -> None:
    found = measured(client, ((name, r) for kind in TYPES for r in named(kind) for name in r.others))
    assert found.first > 0.98
    assert found.right > 0.99


def test_abbreviated_names_find_their_record(client: Client) -> None:
    typed = [(hasty(r.name), r) for kind in TYPES for r in named(kind)]
    found = measured(client, (pair for pair in typed if pair[0] != pair[1].name))
    assert found.first > 0.98
    assert found.right > 0.99


def test_names_with_a_slip_are_offered_and_seldom_settled_wrongly(client: Client) -> None:
    chance = random.Random(20)
    typed = [(slipped(r.name, chance), r) for kind in TYPES[:3] for r in named(kind)[::3]]
    found = measured(client, (pair for pair in typed if pair[0] != pair[1].name))
    assert found.first > 0.93
    assert found.among > 0.98
    assert found.right > 0.95


def test_names_that_are_not_there_are_never_settled(client: Client) -> None:
    known = {name for r in named("places") for name in (r.name, *r.others)}
    absent = [r for kind in ("societies", "institutional-associations") for r in named(kind) if r.name not in known]
    found = match(client, *({"query": r.name, "type": "places"} for r in absent))
    assert [r.name for r, candidates in zip(absent, found, strict=True) if settled(candidates)] == []


@pytest.mark.parametrize(
    ("typed", "reason", "score"),
    [
        ("湖南省科学技术馆", "name", 100),
        ("湖南省　科学技術館（）", "name", 100),
        ("湖南省科技馆", "other-name", 98),
        ("湖南科技馆", "without-endings", 94),
        ("p0001", "id", 100),
    ],
)
def test_a_score_says_what_it_is_made_of(client: Client, typed: str, reason: str, score: float) -> None:
    ((first, *_),) = match(client, {"query": typed, "type": "places"})
    features = {f["id"]: f["value"] for f in first["features"]}
    assert (first["id"], first["score"], first["match"], features[reason]) == ("places/p0001", score, True, True)


@pytest.mark.parametrize("value", ["岳阳", "岳阳市", "430600", {"id": "divisions/430600", "name": "岳阳市"}, ["长沙", "岳阳"]])
def test_another_column_parts_namesakes_by_name_code_or_id(client: Client, value: object) -> None:
    query = {"query": "科学技术协会", "type": "local-associations", "limit": 1}
    (alone,), (told,) = match(client, query, query | {"properties": [{"pid": "local-associations.prefecture_code", "v": value}]})
    assert not settled([alone])
    assert told["name"] in ("岳阳市科学技术协会", "长沙市科学技术协会")
    assert next(f["value"] for f in told["features"] if f["id"] == "local-associations.prefecture_code") == 100


def test_a_column_that_differs_unsettles_and_an_unknown_one_does_not(client: Client) -> None:
    query = {"query": "湖南省科学技术馆", "type": "places"}
    agrees, differs, unknown = (
        match(client, query | {"properties": [{"pid": pid, "v": value}]})[0][0]
        for pid, value in (("places.kind", "科技馆"), ("places.kind", "museum"), ("museums.grade", "1"))
    )
    assert [(c["score"], c["match"]) for c in (agrees, differs, unknown)] == [(100, True), (75, False), (87.5, True)]


def test_columns_alone_find_records_too(client: Client) -> None:
    properties = [{"pid": "places.kind", "v": "博物馆"}, {"pid": "places.county_code", "v": "岳麓区"}]
    (found,) = match(client, {"properties": properties, "limit": 20})
    best = {c["id"] for c in found if c["score"] == 100}
    expected = [r for r in rows(ROOT / "datasets" / "places.csv") if (r["kind"], r["county_code"]) == ("museum", "430104")]
    assert best <= {f"places/{r['place_id']}" for r in expected}
    assert best


def test_a_role_of_a_record_is_a_type_of_it(client: Client) -> None:
    (found,) = match(client, {"query": "湖南省科学技术馆", "type": "science-museums"})
    assert [t["id"] for t in found[0]["type"]][:2] == ["places", "science-museums"]
    museums = {row["place_id"] for row in rows(ROOT / "datasets" / "science-museums.csv")}
    assert {c["id"].removeprefix("places/") for c in found} <= museums
