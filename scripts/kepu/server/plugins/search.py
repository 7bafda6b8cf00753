"""Datasette plugin: the ordinary ?_search= finds any Chinese substring.

Datasette wraps what a reader typed in its SQL function escape_fts. Replaced here by our own bigram
query, so that boxes, links and the JSON API keep their addresses.
"""

import sqlite3

from datasette import hookimpl

from kepu.chinese import match_query


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Register after Datasette's own function, which it replaces."""
    conn.create_function("escape_fts", 1, match_query, deterministic=True)
