"""Datasette plugin: a reader's mistake is answered as one, a limit by its name, and neither is a traceback in the log."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import datasette.handle_exception as default
from datasette import hookimpl
from datasette.app import Datasette
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Request
from datasette.views.base import DatasetteError

from kepu.server.sql.refusals import Refused

# Where rich is installed (frictionless brings it), Datasette prints every 400 and 404 with all its variables, seconds each.
default.rich = None
OUR_FAULT, READERS_FAULT = 500, 400


@hookimpl
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Callable[[], Awaitable[Any]] | None:
    """Name the limit of a statement that was stopped; an unknown column to sort by is no failure of ours."""
    if isinstance(exception, QueryInterrupted) or getattr(exception, "title", "") == "SQL Interrupted":
        answer: Callable[[], Awaitable[Any]] = default.handle_exception(
            datasette, request, Refused("time", datasette.sql_time_limit_ms / 1000)
        )
        return answer
    if isinstance(exception, DatasetteError) and exception.status == OUR_FAULT:
        exception.status = READERS_FAULT
    return None
