"""Datasette plugin: what Datasette fails on is answered as the reader's mistake it is, with what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils import add_cors_headers
from datasette.utils.asgi import BadRequest, Request, Response
from datasette.views.database import DatabaseView
from starlette.types import ASGIApp, Receive, Scope, Send

NO_NUL = "请求里不能有空字符（%00）。The request must not contain a null character (%00)."
NO_JSON = "_facet只写列名。_facet takes the name of a column."
NO_SQL = "地址里要写sql=…。Say sql=… in the address."


@hookimpl
def register_routes() -> list[tuple[str, object]]:
    """Before Datasette's own route of the same address."""
    return [(r"/(?P<database>[^\/\.]+)\.(?P<format>csv)$", result)]


async def result(request: Request, datasette: Datasette) -> Response:
    """The CSV of a query. Without SQL there is no table to give."""
    if not (request.args.get("sql") or "").strip():
        raise BadRequest(NO_SQL)
    return await DatabaseView(datasette).get(request)


@hookimpl
def asgi_wrapper() -> Callable[[ASGIApp], ASGIApp]:
    """Refuse before Datasette looks at it."""

    def wrapped(app: ASGIApp) -> ASGIApp:
        async def asked(scope: Scope, receive: Receive, send: Send) -> None:
            reason = mistake(scope)
            await (_refused(scope["path"], reason).asgi_send(send) if reason else app(scope, receive, send))

        return asked

    return wrapped


def mistake(scope: Scope) -> str:
    """What is wrong with a request; empty when nothing is.

    SQLite takes no null character, neither in SQL nor in the name of a column; and what begins with a brace Datasette reads as JSON.
    """
    asked: bytes = scope.get("query_string", b"")
    if b"%00" in scope.get("raw_path", b"") + asked:
        return NO_NUL
    pairs = parse_qsl(asked.decode("latin-1"))
    return NO_JSON if any(key.startswith("_facet") and value.startswith("{") for key, value in pairs) else ""


def _refused(path: str, reason: str) -> Response:
    headers: dict[str, str] = {}
    add_cors_headers(headers)
    if path.endswith(".json"):
        return Response.json({"ok": False, "error": reason, "status": 400, "title": None}, status=400, headers=headers)
    return Response.text(reason + "\n", status=400, headers=headers)
