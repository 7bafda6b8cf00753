"""Datasette plugin: two requests that Datasette fails on are answered as the reader's mistakes they are."""

from __future__ import annotations

from collections.abc import Callable

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import BadRequest, Request, Response
from datasette.views.database import DatabaseView
from starlette.types import ASGIApp, Receive, Scope, Send

NUL = "%00"
NO_NUL = "请求里不能有空字符（%00）。The request must not contain a null character (%00)."
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
    """SQLite takes no null character, neither in SQL nor in the name of a column."""

    def wrapped(app: ASGIApp) -> ASGIApp:
        async def asked(scope: Scope, receive: Receive, send: Send) -> None:
            address = scope.get("raw_path", b"") + b"?" + scope.get("query_string", b"")
            if NUL.encode() in address:
                await _refused(str(scope["path"])).asgi_send(send)
            else:
                await app(scope, receive, send)

        return asked

    return wrapped


def _refused(path: str) -> Response:
    if path.endswith(".json"):
        return Response.json({"ok": False, "error": NO_NUL, "status": 400, "title": None}, status=400)
    return Response.text(NO_NUL + "\n", status=400)
