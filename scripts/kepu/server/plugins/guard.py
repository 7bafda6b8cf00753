"""Datasette plugin: a reader's mistake is answered as one, and is no traceback in the log."""

from __future__ import annotations

import datasette.handle_exception as default
from datasette import hookimpl
from datasette.views.base import DatasetteError

# Where rich is installed (frictionless brings it), Datasette prints every 400 and 404 with all its variables, seconds each.
default.rich = None
OUR_FAULT, READERS_FAULT = 500, 400


@hookimpl
def handle_exception(exception: Exception) -> None:
    """Datasette calls an unknown column to sort by its own failure. The answer itself is left to Datasette."""
    if isinstance(exception, DatasetteError) and exception.status == OUR_FAULT:
        exception.status = READERS_FAULT
