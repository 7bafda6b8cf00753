"""What is slow the first time is done before the first reader comes: records read, templates compiled, dictionaries loaded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import quote

from datasette.app import Datasette
from starlette.requests import Request

from kepu.chinese import syllables
from kepu.library import Library
from kepu.problems import Stop
from kepu.records import Record
from kepu.server.search import ADDRESSES, Search


async def ready(datasette: Datasette, search: Search, library: Library) -> None:
    """Read everything, and ask for one page of each kind."""
    found = [record for dataset in library.catalog for record in library.records(dataset.name)]
    for address in _pages(library.catalog.database, found[:1]):
        await datasette.client.get(address)
    for record in found[:1]:
        list(syllables(record.label))
        with suppress(Stop):  # another land may have no such page
            asked = {"type": "http", "path": ADDRESSES[0], "headers": [], "query_string": f"q={quote(record.label)}".encode()}
            await search.page(Request(asked))


def _pages(database: str, records: list[Record]) -> Iterator[str]:
    yield from (f"/{database}", f"/{database}?sql=select+1+as+n", f"/{database}/-")
    for record in records:
        table = f"/{database}/{record.dataset.table}"
        yield from (table, f"{table}/{quote(record.id)}")
