"""The addresses of the service."""

from __future__ import annotations

from asyncio import to_thread
from typing import Any

from datasette.database import Database
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from kepu.exports.openapi.matching import COLUMNS
from kepu.exports.openapi.reconciliation import ADDRESS
from kepu.records import Record
from kepu.server.reconciliation import queries
from kepu.server.reconciliation.entities import Entities
from kepu.server.reconciliation.extend import extended, proposed
from kepu.server.reconciliation.forms import number, sent, typed
from kepu.server.reconciliation.manifest import manifest
from kepu.server.reconciliation.matcher import Matcher
from kepu.server.reconciliation.refusals import Wrong
from kepu.server.reconciliation.suggest import Suggest
from kepu.server.turns import Turns
from kepu.templating import Renderer

TEMPLATE = "preview.html"


class Service:
    """Answers from one build."""

    def __init__(self, database: Database, renderer: Renderer, turns: Turns) -> None:
        self.renderer = renderer
        self.entities = Entities(renderer.library)
        self.matcher = Matcher(database, self.entities, turns)
        self.suggest = Suggest(database, self.entities)

    @property
    def routes(self) -> list[Route]:
        """Every address; with and without a last slash where names are sent, since a form cannot follow a redirect."""
        suggestions = (self.suggest.entity, self.suggest.type, self.suggest.property)
        return [
            *(Route(ADDRESS + end, self.endpoint, methods=["GET", "POST", "OPTIONS"]) for end in ("", "/")),
            *(Route(f"{ADDRESS}/suggest/{way.__name__}", _suggesting(way)) for way in suggestions),
            Route(f"{ADDRESS}/properties", self.properties),
            Route(f"{ADDRESS}/preview", self.preview),
            Route(f"{ADDRESS}/view", self.view),
        ]

    async def endpoint(self, request: Request) -> Response:
        """The manifest, matches for `queries`, or columns for `extend`."""
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"access-control-allow-methods": "GET, POST", "access-control-allow-headers": "*"})
        asked = await sent(request)
        if "queries" in asked:
            batch = await to_thread(queries.batch, asked["queries"], self.entities)  # a full one takes half a second to judge
            return JSONResponse(await self.matcher.match(batch))
        if "extend" in asked:
            return JSONResponse(extended(self.entities, queries.extension(asked["extend"], self.entities)))
        if request.method == "POST":
            raise Wrong("nothing")
        return JSONResponse(manifest(self.entities, str(request.base_url)))

    async def properties(self, request: Request) -> JSONResponse:
        """The columns of ?type=."""
        kind = queries.kind(self.entities, request.query_params.get("type", ""))
        return JSONResponse(proposed(self.entities, kind, number(request, "limit", COLUMNS, COLUMNS)))

    async def preview(self, request: Request) -> HTMLResponse:
        """A record's card, to be shown in a frame."""
        record = self._record(request)
        where = self.entities.describe(record)
        return HTMLResponse(self.renderer.render([TEMPLATE], ADDRESS.strip("/") + "/", record.label, record=record, where=where))

    async def view(self, request: Request) -> RedirectResponse:
        """To the page of a record. One that moved or was withdrawn is explained there."""
        key = request.query_params.get("id", "")
        record = self.entities.get(key)
        if not record and key.partition("/")[0] not in self.entities.types:
            raise self._unknown(key)
        return RedirectResponse("/" + (record.home if record else f"{key}/"))

    def _record(self, request: Request) -> Record:
        key = request.query_params.get("id", "")
        record = self.entities.get(key)
        if not record:
            raise self._unknown(key)
        return record

    def _unknown(self, key: str) -> Wrong:
        return Wrong("record", name=key, example=self.entities.example)


def _suggesting(way: Any) -> Any:
    """A handler that gives suggestions of one kind."""

    async def handler(request: Request) -> JSONResponse:
        return JSONResponse({"result": await way(*typed(request))})

    return handler
