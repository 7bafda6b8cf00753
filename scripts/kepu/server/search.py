"""One box over all records: the answer for readers without script, and search.json for programs."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse

from kepu.pages import COMPOSED
from kepu.server.finding import Finder, Hit
from kepu.server.sql.refusals import Refused
from kepu.templating import Renderer

# One a language; the build leaves a page there that searches by itself.
ADDRESSES = ("/search/", "/en/search/")
# As many as a reader scrolls through; a narrower word serves better than a second page.
PAGE = 200
# A program may ask for as many rows as any table gives at once.
DEFAULT, MOST = 20, 1000


class Search:
    """The results as a page and as JSON."""

    def __init__(self, finder: Finder, renderer: Renderer) -> None:
        self.finder = finder
        self.renderer = renderer

    async def page(self, request: Request) -> HTMLResponse:
        """GET /search/?q=…&in=<dataset>, by the template that the address without words is made from."""
        words, only = _asked(request, "in")
        hits = await self.finder.find(words, only, PAGE)
        context: dict[str, Any] = {"words": words, "only": only, "counts": await self.finder.counts(words), "hits": hits, "limit": PAGE}
        address = request.url.path.lstrip("/")
        return HTMLResponse(self.renderer.render([f"{COMPOSED}/{address}index.html"], address, "", **context))

    async def json(self, request: Request) -> JSONResponse:
        """GET search.json?q=…&type=<dataset>&limit=…&offset=…."""
        words, only = _asked(request, "type")
        limit, offset = _number(request, "limit", DEFAULT, MOST), _number(request, "offset", 0, 10**9)
        counts = await self.finder.counts(words)
        hits = await self.finder.find(words, only, limit, offset)
        answer = {"q": words, "type": only or None, "count": counts.get(only, 0) if only else sum(counts.values()), "counts": counts}
        return JSONResponse(answer | {"limit": limit, "offset": offset, "results": [self._result(hit) for hit in hits]})

    def _result(self, hit: Hit) -> dict[str, Any]:
        record, catalog = hit.record, self.renderer.library.catalog
        return {
            "dataset": record.dataset.name,
            "dataset_title": record.dataset.title,
            "id": record.id,
            "label": record.label,
            "kind": record.kind.code if record.kind else None,
            "url": "/" + record.home,
            "api_url": f"/data/{catalog.database}/{record.dataset.table}/{record.id}.json",
            "matches": [{"column": f.name, "title": f.title, "snippet": p.text, "spans": p.spans} for f, p in hit.matches],
        }


def refused(request: Request, refusal: Exception) -> JSONResponse:
    """A limit of the database that was reached while searching, named as the API names it."""
    said = refusal if isinstance(refusal, Refused) else Refused("time", 1)
    return JSONResponse({"ok": False, "error": said.message, "status": said.status} | said.error_dict, said.status)


def _asked(request: Request, narrow: str) -> tuple[str, str]:
    return request.query_params.get("q", "").strip(), request.query_params.get(narrow, "")


def _number(request: Request, name: str, default: int, most: int) -> int:
    """A whole number from the query, held between 0 and `most`; anything else is the default."""
    text = request.query_params.get(name, "")
    return min(int(text), most) if text.isdecimal() and text.isascii() else default
