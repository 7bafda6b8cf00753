"""Datasette plugin: the ordinary ?_search= finds any part of a Chinese text, and names by pinyin.

Datasette wraps what a reader typed in its SQL function escape_fts. Replaced here by our own query, so that
boxes, links and the JSON API keep their addresses.
"""

import sqlite3

from datasette import hookimpl

from kepu.chinese import fold, match_query

WRITTEN = "select 1 from all_records_fts where all_records_fts match ? limit 1"


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Register after Datasette's own function, which it replaces."""

    def written(expression: str) -> bool:
        return conn.execute(WRITTEN, [expression]).fetchone() is not None

    conn.create_function("escape_fts", 1, lambda query: match_query(str(query), written), deterministic=True)
    conn.create_function("fold", 1, lambda text: fold(text) if isinstance(text, str) else text, deterministic=True)
