"""/search/: one box over all records, rendered here so that it works without script."""

from __future__ import annotations

from typing import Any

from datasette.app import Datasette
from starlette.requests import Request
from starlette.responses import HTMLResponse

from kepu.chinese import match_query
from kepu.library import Library
from kepu.records import Record
from kepu.templating import Renderer

# As many as a reader scrolls through; a narrower word serves better than a second page.
LIMIT = 200

FIND = """
select a.dataset, a.record_id from all_records_fts f join all_records a on a.rowid = f.rowid
where all_records_fts match :match and (:only = '' or a.dataset = :only) order by bm25(all_records_fts, 10, 1), a.rowid limit :limit
"""
COUNT = "select a.dataset, count(*) from all_records_fts f join all_records a on a.rowid = f.rowid where all_records_fts match :match group by 1"


class Search:
    """The results page. Queries run in Datasette's pool, under its time limit."""

    def __init__(self, datasette: Datasette, library: Library, renderer: Renderer) -> None:
        self.database = datasette.get_database(library.catalog.database)
        self.library = library
        self.renderer = renderer

    async def __call__(self, request: Request) -> HTMLResponse:
        """GET /search/?q=…&in=<dataset>."""
        words = request.query_params.get("q", "").strip()[:200]
        only = request.query_params.get("in", "")
        counts = await self._counts(words) if words else {}
        found = await self._find(words, only) if words else []
        context: dict[str, Any] = {"words": words, "only": only, "counts": counts, "found": found, "limit": LIMIT}
        return HTMLResponse(self.renderer.render(["search.html"], "search/", "搜索", **context))

    async def _counts(self, words: str) -> dict[str, int]:
        rows = await self.database.execute(COUNT, {"match": match_query(words)})
        return dict(sorted(((name, n) for name, n in rows.rows), key=lambda item: -item[1]))

    async def _find(self, words: str, only: str) -> list[Record]:
        rows = await self.database.execute(FIND, {"match": match_query(words), "only": only, "limit": LIMIT})
        found = (self.library.get(name, key) for name, key in rows.rows)
        return [record for record in found if record]
