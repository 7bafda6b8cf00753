"""One ASGI application: the portal's files, its search, the API below /data/, and a health answer."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvicorn
from datasette.database import QueryInterrupted
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from kepu.build import facts
from kepu.library import Library
from kepu.model import Catalog
from kepu.problems import Problem, Stop
from kepu.server import api
from kepu.server.content import Content
from kepu.server.finding import Finder
from kepu.server.policy import Policy
from kepu.server.portal import Portal
from kepu.server.protocol import TolerantProtocol
from kepu.server.ready import ready
from kepu.server.reconciliation.refusals import Wrong, wrong
from kepu.server.reconciliation.service import Service
from kepu.server.search import ADDRESSES, Search, refused
from kepu.server.sql.refusals import Refused
from kepu.settings import settings
from kepu.templating import Renderer

# Of nine levels, the one that takes a quarter of the last one's time and leaves a few hundredths more to send.
SQUEEZE = 5


def create(catalog: Catalog, out: Path) -> Starlette:
    """Serve the build in `out`."""
    library = Library(catalog, out / f"{catalog.database}.db")
    datasette = api.create(library, out)
    build = facts(out)
    renderer = Renderer(library, build)
    search = Search(Finder(datasette, library), renderer)
    reconciliation = Service(datasette.get_database(catalog.database), renderer, datasette.kepu.turns)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await datasette.invoke_startup()
        pool = datasette.get_database(catalog.database).pool
        await pool.start()
        await ready(datasette, search, library)
        yield
        await pool.stop()

    async def health(request: Request) -> JSONResponse:
        return JSONResponse({"ok": True, **build})

    routes = [
        Route("/-/health", health),
        Route("/data", lambda request: RedirectResponse(api.BASE)),
        Route(f"/data/{catalog.database}/search.json", search.json),
        Mount("/data", _below(datasette.app())),
        *(Route(address, search.page) for address in ADDRESSES),
        *reconciliation.routes,
        Mount("/", Portal(library, out / "site")),
    ]
    middleware = [
        Middleware(Policy, content=Content(settings(catalog.root).get("extra") or {})),
        Middleware(GZipMiddleware, minimum_size=1024, compresslevel=SQUEEZE),
    ]
    handlers = {Refused: refused, QueryInterrupted: refused, Wrong: wrong}
    return Starlette(routes=routes, lifespan=lifespan, middleware=middleware, exception_handlers=handlers)


def _below(app: ASGIApp) -> ASGIApp:
    """Datasette adds its base address to every link itself, so it must be asked without it."""

    async def asked(scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"].removeprefix("/data")
        raw = scope.get("raw_path", b"").removeprefix(b"/data")
        await app(dict(scope) | {"path": path, "raw_path": raw, "root_path": ""}, receive, send)

    return asked


def require_free(host: str, port: int) -> None:
    """Stop with one clear line when the port is taken, before any work is done."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise Stop(Problem("port-taken", value=str(port))) from None


class _Announced(uvicorn.Server):
    """Says its address once it answers there, not before."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        print(f"http://{self.config.host}:{self.config.port}/", flush=True)


def run(catalog: Catalog, out: Path, host: str, port: int) -> None:
    """Serve until stopped."""
    config = uvicorn.Config(create(catalog, out), host=host, port=port, log_level="warning", http=TolerantProtocol)
    _Announced(config).run()
