"""What cannot be answered is refused at once, in Chinese and English, with what to send instead."""

from __future__ import annotations

import json
import re

import httpx
import pytest
from client import Client

from reconciliation.asking import ADDRESS

MANY = {str(n): {"query": "馆"} for n in range(51)}
QUERIES = {
    "no JSON": ("{", 400),
    "no object": ("[]", 400),
    "a query is no object": ('{"q": 1}', 400),
    "neither name nor column": ('{"q": {}}', 400),
    "an empty name": ('{"q": {"query": " "}}', 400),
    "no columns": ('{"q": {"properties": []}}', 400),
    "a number for a name": ('{"q": {"query": 5}}', 400),
    "a limit of none": ('{"q": {"query": "馆", "limit": 0}}', 400),
    "a limit that is no number": ('{"q": {"query": "馆", "limit": NaN}}', 400),
    "an unknown key": ('{"q": {"query": "馆", "typo": "places"}}', 400),
    "an unknown type": ('{"q": {"query": "馆", "type": "place"}}', 400),
    "an unknown column": ('{"q": {"query": "馆", "properties": [{"pid": "places.knd", "v": "x"}]}}', 400),
    "half a character": ('{"q": {"query": "\\ud800"}}', 400),
    "half a character in a key": ('{"\\ud800": {"query": "馆"}}', 400),
    "a name too long": (json.dumps({"q": {"query": "馆" * 201}}), 400),
    "nested too deep": ("[" * 100_000, 400),
    "a number too long": ('{"q": {"query": "馆", "limit": ' + "9" * 5000 + "}}", 400),
    "too many": (json.dumps(MANY), 413),
    "too large": (json.dumps({"q": {"query": "馆" * 2_000_000}}), 413),
}


def bilingual(answer: httpx.Response) -> str:
    """The words of a refusal, which are in both languages and no traceback."""
    said = answer.json()
    assert said["status"] == answer.status_code
    assert re.search(r"[\u4e00-\u9fff]", said["error"])
    assert re.search(r"[a-z]+ [a-z]+ [a-z]+", said["error"])
    assert len(said["error"]) < 600
    return said["error"]


@pytest.mark.parametrize(("queries", "status"), QUERIES.values(), ids=QUERIES)
def test_queries_that_are_wrong_are_refused_in_both_languages(client: Client, queries: str, status: int) -> None:
    answer = client.post(ADDRESS, queries=queries)
    assert answer.status_code == status
    assert bilingual(answer)


@pytest.mark.parametrize(
    "wanted", ["{", "[]", '{"ids": []}', '{"ids": [1], "properties": []}', '{"ids": [], "properties": [{"id": "places.knd"}]}']
)
def test_extensions_that_are_wrong_are_refused_in_both_languages(client: Client, wanted: str) -> None:
    answer = client.get(ADDRESS, extend=wanted)
    assert answer.status_code == 400
    assert bilingual(answer)


@pytest.mark.parametrize(
    ("queries", "offered"),
    [
        ('{"q": {"query": "馆", "type": "place"}}', "places"),
        ('{"q": {"query": "x", "properties": [{"pid": "places.knd", "v": 1}]}}', "places.kind"),
    ],
)
def test_a_misspelt_id_is_answered_with_the_nearest(client: Client, queries: str, offered: str) -> None:
    assert f"最像的是 {offered}。" in bilingual(client.get(ADDRESS, queries=queries))


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"queries=%ff", "application/x-www-form-urlencoded", 400),
        (b"&".join([b"a=b"] * 50), "application/x-www-form-urlencoded", 400),
        (b"", "application/x-www-form-urlencoded", 400),
        (b"{}", "application/json", 415),
        (b"x", "", 415),
    ],
)
def test_a_body_that_is_no_such_form_is_refused(client: Client, body: bytes, kind: str, status: int) -> None:
    answer = client.runner.run(client.http.post(ADDRESS, content=body, headers={"content-type": kind}))
    assert answer.status_code == status
    assert bilingual(answer)


@pytest.mark.parametrize(
    ("address", "parameters", "status"),
    [
        ("suggest/entity", {"prefix": "馆" * 201}, 400),
        ("suggest/entity", {"prefix": "馆", "cursor": "-1"}, 400),
        ("suggest/type", {"limit": "²"}, 400),
        ("properties", {"type": "place"}, 400),
        ("properties", {}, 400),
        ("preview", {"id": "places/p9999"}, 404),
        ("preview", {}, 404),
        ("view", {"id": "/example.org"}, 404),
        ("view", {"id": "//example.org/places"}, 404),
    ],
)
def test_the_other_addresses_refuse_in_both_languages_too(client: Client, address: str, parameters: dict, status: int) -> None:
    answer = client.get(f"{ADDRESS}/{address}", **parameters)
    assert answer.status_code == status
    assert bilingual(answer)


@pytest.mark.parametrize("address", ["/reconcile/view", "/reconcile/suggest/type", "/reconciled", "/", "/search/"])
def test_only_the_endpoint_takes_a_form(client: Client, address: str) -> None:
    assert client.post(address, queries="{}").status_code == 405


@pytest.mark.parametrize(
    "text", ['" OR *', "NEAR(a b)", "label:x", "'; drop table places;--", "\u0000", "%", "\\", "𠀀", "（）", "a" * 200]
)
def test_no_name_is_taken_for_anything_but_a_name(client: Client, text: str) -> None:
    answer = client.post(ADDRESS, queries=json.dumps({"q": {"query": text}}))
    suggested = client.get(f"{ADDRESS}/suggest/entity", prefix=text)
    assert (answer.status_code, suggested.status_code) == (200, 200)
    assert all(not candidate["match"] for candidate in answer.json()["q"]["result"])
