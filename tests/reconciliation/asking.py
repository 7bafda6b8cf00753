"""Asking the service as OpenRefine does: forms with JSON in them, a batch at a time."""

from __future__ import annotations

import json
from typing import Any

from client import Client

ADDRESS = "/reconcile"
BATCH = 50
Candidates = list[dict[str, Any]]


def match(client: Client, *queries: dict[str, Any]) -> list[Candidates]:
    """The candidates of each query, in their order."""
    found: list[Candidates] = []
    for start in range(0, len(queries), BATCH):
        batch = {f"q{n}": query for n, query in enumerate(queries[start : start + BATCH])}
        answer = client.post(ADDRESS, queries=json.dumps(batch))
        assert answer.status_code == 200, answer.text
        found += [answer.json()[name]["result"] for name in batch]
    return found


def extend(client: Client, ids: list[str], *properties: str) -> dict[str, Any]:
    """The columns of some records."""
    answer = client.post(ADDRESS, extend=json.dumps({"ids": ids, "properties": [{"id": p} for p in properties]}))
    assert answer.status_code == 200, answer.text
    return answer.json()


def settled(candidates: Candidates) -> str:
    """The id that was matched for good; empty when nobody is sure."""
    return next((c["id"] for c in candidates if c["match"]), "")
