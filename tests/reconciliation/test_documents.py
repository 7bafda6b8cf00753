"""What the pages on the API say of matching is so."""

from __future__ import annotations

import re

import pytest
from client import Client
from documents import PAGES, page

from reconciliation.asking import ADDRESS, match, settled

PAGE = pytest.mark.parametrize("name", ["api.md", "en/api.md"])


@PAGE
def test_the_command_on_the_page_settles_its_name(client: Client, name: str) -> None:
    (queries,) = re.findall(rf"curl 'http://127\.0\.0\.1:8001{ADDRESS}' --data-urlencode 'queries=(.*)'", (PAGES / name).read_text("utf-8"))
    (answer,) = client.post(ADDRESS, queries=queries).json().values()
    assert settled(answer["result"]) == "local-associations/la001"


@PAGE
def test_every_feature_is_explained_in_order_and_no_other(client: Client, name: str) -> None:
    (found,) = match(client, {"query": "馆", "limit": 1})
    (table,) = (part for part in page(name) if part.kind == "table" and "features" in part.rows[0][0])
    assert [row[0] for row in table.rows[1:]] == [feature["id"] for feature in found[0]["features"]]


@PAGE
def test_the_limits_on_the_page_are_those_of_the_service(client: Client, name: str) -> None:
    text = (PAGES / name).read_text("utf-8")
    assert re.search(rf"(一次最多|At most ){client.json(ADDRESS)['batchSize']}(个| )", text)
