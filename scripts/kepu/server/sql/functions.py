"""SQL functions of ours, the same in every connection."""

from __future__ import annotations

import sqlite3

from kepu.chinese import fold, match_query
from kepu.server.sql import opening, space

WRITTEN = "select 1 from all_records_fts where all_records_fts match ? limit 1"


def register(connection: sqlite3.Connection) -> None:
    """escape_fts(query): Datasette wraps what a reader typed in this function; ours finds any part of a Chinese text.

    fold(text): the one form that full and half width, upper and lower case, traditional and simplified share.
    Those of space and of opening hours are in files of their own.
    """
    space.register(connection)
    opening.register(connection)

    def written(expression: str) -> bool:
        return connection.execute(WRITTEN, [expression]).fetchone() is not None

    connection.create_function("escape_fts", 1, lambda query: match_query(str(query), written), deterministic=True)
    connection.create_function("fold", 1, lambda text: fold(text) if isinstance(text, str) else text, deterministic=True)
