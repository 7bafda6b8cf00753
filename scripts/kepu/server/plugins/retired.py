"""Datasette plugin: the row of a retired id is not just missing. It moved, in whatever format, or is gone for a reason."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import datasette.handle_exception as default
from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils import tilde_decode, tilde_encode
from datasette.utils.asgi import NotFound, Request, Response
from datasette.views.base import DatasetteError

from kepu.records import Record
from kepu.retired import Retired

MOVED, GONE = 301, 410


@hookimpl
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Response | Callable[[], Awaitable[Any]] | None:
    """Only a row that Datasette did not find is looked up, so that no other request pays for it."""
    found = _retired(datasette, request) if isinstance(exception, NotFound) else None
    if not found:
        return None
    if found.target:
        return Response.redirect(_address(datasette, request, found.target), status=MOVED)
    gone: Callable[[], Awaitable[Any]] = default.handle_exception(
        datasette, request, DatasetteError(str(found.row.role("reason")), status=GONE)
    )
    return gone


def _retired(datasette: Datasette, request: Request) -> Retired | None:
    """What became of the row that was asked for; None where it never was."""
    asked = request.scope.get("url_route", {}).get("kwargs", {})
    if not asked.get("pks"):
        return None
    table, key = tilde_decode(asked["table"]), tilde_decode(asked["pks"])
    served = datasette.kepu
    return next((served.retired.get((d.name, key)) for d in served.catalog if d.table == table), None)


def _address(datasette: Datasette, request: Request, target: Record) -> str:
    """The new row's, asked for in the same way."""
    asked = request.scope["url_route"]["kwargs"]
    row = datasette.urls.row(tilde_decode(asked["database"]), target.dataset.table, tilde_encode(target.id), format=asked["format"])
    return f"{row}?{request.query_string}" if request.query_string else str(row)
