"""All records of all datasets for one query: counted, ranked, and with where each word stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from datasette.app import Datasette

from kepu.chinese import words
from kepu.find.documents import ABOUT_RECORDS
from kepu.library import Library
from kepu.model import Field
from kepu.records import Record
from kepu.server.turns import Turns
from kepu.snippets import Snippet, snippet

# Exactly this name, then names before texts before places; what describes other records comes last.
FIND = """
select a.dataset, a.record_id from all_records_fts f join all_records a on a.rowid = f.rowid
where all_records_fts match escape_fts(:q) and (:only = '' or a.dataset = :only)
order by fold(a.label) = fold(:q) desc, instr(:about, '|' || a.dataset || '|') > 0, bm25(all_records_fts, 10, 1, 0.1), a.rowid
limit :limit offset :offset
"""
COUNT = "select a.dataset, count(*) from all_records_fts f join all_records a on a.rowid = f.rowid where all_records_fts match escape_fts(:q) group by 1"


@dataclass(frozen=True)
class Hit:
    """One record that has every word, and the columns where they stand."""

    record: Record
    matches: list[tuple[Field, Snippet]]


class Finder:
    """Searches the built database in Datasette's pool, under its limits."""

    def __init__(self, datasette: Datasette, library: Library) -> None:
        self.database = datasette.get_database(library.catalog.database)
        self.library = library
        about = [dataset.name for dataset in library.catalog if dataset.role in ABOUT_RECORDS]
        self.turns: Turns = datasette.kepu.turns
        self.about = "|" + "|".join(about) + "|"

    async def counts(self, query: str) -> dict[str, int]:
        """Dataset → number of hits, most first; empty without a word."""
        if not words(query):
            return {}
        rows = await self.database.execute(COUNT, {"q": query})
        return dict(sorted(((name, n) for name, n in rows.rows), key=lambda item: (-item[1], item[0])))

    async def find(self, query: str, only: str, limit: int, offset: int = 0) -> list[Hit]:
        """The hits of one page, best first. `only` names a dataset, or is empty for all."""
        if not words(query):
            return []
        asked: dict[str, Any] = {"q": query, "about": self.about}
        rows = await self.database.execute(FIND, asked | {"only": only, "limit": limit, "offset": offset})
        hits: list[Hit] = []
        async with self.turns.turn() as turn:
            for name, key in rows.rows:
                record = self.library.get(name, key)
                hits += [Hit(record, _matches(record, query))] if record else []
                await turn.over()
        return hits


def _matches(record: Record, query: str) -> list[tuple[Field, Snippet]]:
    """Searchable columns first, then divisions by name."""
    own = [(f, record[f.name]) for f in record.dataset.used("search")]
    linked = [(f, place.label) for f, place in record.divisions]
    found = ((f, snippet(text, query)) for f, text in [*own, *linked] if text)
    return [(f, piece) for f, piece in found if piece]
