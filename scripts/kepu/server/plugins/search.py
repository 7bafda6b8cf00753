"""Datasette plugin: the ordinary ?_search= finds any part of a Chinese text, and names by pinyin.

Boxes, links and the JSON API keep their addresses: only the SQL function behind them is ours.
"""

import sqlite3

from datasette import hookimpl

from kepu.server.sql.functions import register


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Register after Datasette's own function, which ours replaces."""
    register(conn)
