"""Datasette plugin: between the cells of a long table others have their turn."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from itertools import count

from datasette import hookimpl

# Cells that Datasette prepares in a few milliseconds.
CELLS = 500
_cells = count(1)


@hookimpl
def render_cell() -> Awaitable[None] | None:
    """Nothing to show; now and then something to wait for."""
    return None if next(_cells) % CELLS else asyncio.sleep(0)
