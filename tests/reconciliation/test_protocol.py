"""The service speaks version 0.2 of the protocol, and every address in its manifest answers."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from client import Client
from support import schemas

from reconciliation import protocol
from reconciliation.asking import ADDRESS, extend, match
from reconciliation.protocol import keeps_to

SCHEMAS = schemas()
TYPES = [name for name, schema in SCHEMAS.items() if schema["x-kepu"].get("page", True)]


@pytest.fixture(scope="module")
def manifest(client: Client) -> dict:
    """What the service says of itself."""
    return client.json(ADDRESS)


def path(service: dict) -> str:
    """The address of a suggest or proposal service on this host."""
    return (service["service_url"] + service["service_path"]).removeprefix("http://portal")


def test_the_manifest_keeps_to_the_protocol_and_names_every_type(manifest: dict) -> None:
    assert keeps_to(protocol.MANIFEST, manifest)
    assert {t["id"] for t in manifest["defaultTypes"]} == set(TYPES)


def test_the_manifest_names_addresses_as_whoever_asked_reaches_them(client: Client) -> None:
    answer = client.runner.run(client.http.get(ADDRESS, headers={"host": "data.example.org:8443"})).json()
    addresses = [answer["identifierSpace"], answer["schemaSpace"], answer["view"]["url"], answer["suggest"]["entity"]["service_url"]]
    assert all(address.startswith("http://data.example.org:8443/") for address in addresses)


def test_an_id_after_its_space_is_the_address_of_a_page(client: Client, manifest: dict) -> None:
    (found,) = match(client, {"query": "岳麓书院", "type": "places", "limit": 1})
    record, column = manifest["identifierSpace"] + found[0]["id"] + "/", manifest["schemaSpace"] + "places.kind"
    assert "岳麓书院" in client.get(record).text
    page, _, anchor = column.partition("#")
    assert f'id="{anchor}"' in client.get(page).text


@pytest.mark.parametrize("way", ["get", "post"])
@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}/"])
def test_names_may_be_sent_in_the_address_or_in_a_form(client: Client, way: str, address: str) -> None:
    batch = {"first": {"query": "湖南科协", "type": ["local-associations"], "type_strict": "should"}, "": {"query": "馆", "limit": 2}}
    answer = getattr(client, way)(address, queries=json.dumps(batch))
    assert keeps_to(protocol.RESULTS, answer.json())
    assert list(answer.json()) == ["first", ""]
    assert answer.json()["first"]["result"][0]["name"] == "湖南省科学技术协会"


def test_candidates_fall_in_score_and_number_no_more_than_asked(client: Client) -> None:
    few, many = match(client, {"query": "科学", "limit": 3}, {"query": "科学", "limit": 10_000})
    assert (len(few), len(many)) == (3, 50)
    scores = [candidate["score"] for candidate in many]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)


@pytest.mark.parametrize("kind", ["entity", "type", "property"])
def test_suggestions_keep_to_the_protocol_and_go_on_from_a_cursor(client: Client, manifest: dict, kind: str) -> None:
    first = client.json(path(manifest["suggest"][kind]), prefix="馆", limit=2)
    rest = client.json(path(manifest["suggest"][kind]), prefix="馆", limit=1, cursor=1)
    assert keeps_to(protocol.SUGGESTED, first)
    assert rest["result"] == first["result"][1:]
    assert rest["result"]


@pytest.mark.parametrize(
    ("kind", "prefix", "first"),
    [
        ("entity", "岳麓书院", "places/p0501"),
        ("entity", "places/p0001", "places/p0001"),
        ("entity", "p0001", "places/p0001"),
        ("entity", "湖南省科学技术协", "local-associations/la001"),
        ("type", "博物馆", "museums"),
        ("type", "Muse", "museums"),
        ("property", "places.kind", "places.kind"),
        ("property", "Opening", "places.opening_hours"),
    ],
)
def test_what_is_typed_is_suggested_first_by_name_or_id(client: Client, kind: str, prefix: str, first: str) -> None:
    assert client.json(f"{ADDRESS}/suggest/{kind}", prefix=prefix)["result"][0]["id"] == first


@pytest.mark.parametrize("kind", TYPES)
def test_every_column_of_every_type_can_be_fetched(client: Client, manifest: dict, kind: str) -> None:
    proposed = client.json(path(manifest["extend"]["propose_properties"]), type=kind)
    assert keeps_to(protocol.PROPOSED, proposed)
    (found,) = match(client, {"query": "长沙", "type": kind, "limit": 50})
    properties = [p["id"] for p in proposed["properties"]]
    answer = extend(client, [candidate["id"] for candidate in found], *properties)
    assert keeps_to(protocol.EXTENDED, answer)
    assert [p["id"] for p in answer["meta"]] == properties
    assert all(list(row) == properties for row in answer["rows"].values())


def test_fetched_values_have_types_names_for_codes_and_ids_of_linked_records(client: Client) -> None:
    columns = ["places.kind", "places.prefecture_code", "places.lon", "science-museums.opened_on", "museums.grade"]
    answer = extend(client, ["places/p0001", "places/none"], *columns)
    kind, prefecture, lon, opened, grade = answer["rows"]["places/p0001"].values()
    assert kind == [{"str": "科技馆"}]
    assert [(v["id"], v["name"]) for v in prefecture] == [("divisions/430100", "长沙市")]
    assert [list(v) for v in lon] == [["float"]]
    assert [list(v) for v in opened] == [["str"]]
    assert grade == []
    assert set(map(str, answer["rows"]["places/none"].values())) == {"[]"}
    assert answer["meta"][1]["type"]["id"] == "divisions"


def test_what_was_fetched_can_be_sent_back(client: Client) -> None:
    linked = extend(client, ["places/p0001"], "places.prefecture_code")["rows"]["places/p0001"]["places.prefecture_code"][0]
    (found,) = match(client, {"query": "湖南科技馆", "properties": [{"pid": "places.prefecture_code", "v": linked}]})
    assert (found[0]["id"], found[0]["score"], found[0]["match"]) == ("places/p0001", 95.5, True)


def test_a_card_shows_the_record_without_script_and_a_view_leads_to_its_page(client: Client, manifest: dict) -> None:
    card = client.get(manifest["preview"]["url"].replace("{{id}}", quote("places/p0501", safe="")))
    assert "岳麓书院" in card.text
    assert "长沙市岳麓区" in card.text
    assert "<script" not in card.text
    view = client.get(manifest["view"]["url"].replace("{{id}}", quote("places/p0501", safe="")))
    assert view.headers["location"] == "/places/p0501/"


def test_other_sites_may_ask(client: Client) -> None:
    answers = [client.get(ADDRESS), client.post(ADDRESS, queries="{}"), client.get(f"{ADDRESS}/suggest/type")]
    answers.append(client.runner.run(client.http.options(ADDRESS)))
    assert [(a.status_code // 100, a.headers["access-control-allow-origin"]) for a in answers] == [(2, "*")] * 4
    assert "POST" in answers[-1].headers["access-control-allow-methods"]
