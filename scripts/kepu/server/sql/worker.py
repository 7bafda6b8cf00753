"""One process that answers statements, one after another, over its standard input and output.

It may be killed at any moment. A question is (sql, parameters, milliseconds, most rows or None); an answer is
("rows", columns, rows, truncated) or ("interrupted" | "memory" | "bytes", …) or ("error", SQLite's words).
"""

from __future__ import annotations

import marshal
import resource
import signal
import sqlite3
import sys
import time
from collections import deque
from typing import Any, BinaryIO

from kepu.server.sql import limits
from kepu.server.sql.functions import register
from kepu.server.sql.unfit import Unfit

# SQLite asks about the time after this many steps; a thousand take some tens of microseconds.
STEPS = 1000
REFUSED = (
    sqlite3.SQLITE_ATTACH,
    sqlite3.SQLITE_DETACH,
    sqlite3.SQLITE_CREATE_TEMP_TABLE,
    sqlite3.SQLITE_CREATE_TEMP_VIEW,
    sqlite3.SQLITE_CREATE_TEMP_TRIGGER,
    sqlite3.SQLITE_CREATE_TEMP_INDEX,
)
Answer = tuple[Any, ...]
# All that SQLite says of a function of ours that refuses what it was given. Its own words reach Python's hook, which keeps them here.
FAILED = "user-defined function raised exception"
heard: deque[str] = deque(maxlen=1)
# Said once when the database is open, so that starting up is nobody's time.
READY = b"\n"


def main(path: str) -> None:
    """Answer until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then closes our input
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # no temporary file: what does not fit in memory is refused
    connection = connect(path)
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sink.write(READY)
    sink.flush()
    while question := read(source):
        answer = ask(connection, *question)
        data = marshal.dumps(answer)
        sink.write(len(data).to_bytes(4, "big") + data)
        sink.flush()


def read(source: BinaryIO) -> Any:
    """One message: its length in four bytes, then the message. None at the end."""
    head = source.read(4)
    return marshal.loads(source.read(int.from_bytes(head, "big"))) if len(head) == 4 else None  # noqa: PLR2004, S302  # from our own parent


def connect(path: str) -> sqlite3.Connection:
    """The database, read only, with every limit set."""
    connection = sqlite3.connect(f"file:{path}?immutable=1", uri=True, isolation_level=None, cached_statements=32)
    connection.execute("pragma temp_store = memory")
    connection.execute("pragma trusted_schema = on")  # views use our own functions
    connection.execute(f"pragma hard_heap_limit = {limits.HEAP}")
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    register(connection)
    sqlite3.enable_callback_tracebacks(True)
    sys.unraisablehook = _hear
    for category, most in limits.STATEMENT.items():
        connection.setlimit(category, most)
    connection.set_authorizer(_allow)
    return connection


def _hear(failure: sys.UnraisableHookArgs) -> None:
    """Only what is meant for a reader, or says that a statement inside a function was stopped."""
    if isinstance(failure.exc_value, (Unfit, sqlite3.OperationalError)):
        heard.append(str(failure.exc_value))


def _allow(action: int, first: str | None, second: str | None, database: str | None, source: str | None) -> int:
    refused = (
        action in REFUSED
        or (action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in limits.REFUSED_FUNCTIONS)
        or (action == sqlite3.SQLITE_PRAGMA and (first or "").lower() not in limits.PRAGMAS)
    )
    return sqlite3.SQLITE_DENY if refused else sqlite3.SQLITE_OK


def ask(connection: sqlite3.Connection, sql: str, parameters: Any, milliseconds: int, most: int | None) -> Answer:
    """Run one statement under the limits."""
    end = time.monotonic() + milliseconds / 1000
    heard.clear()
    connection.set_progress_handler(lambda: time.monotonic() > end, STEPS)
    try:
        cursor = connection.execute(sql, parameters)
        return _rows(cursor, most)
    except MemoryError:
        return ("memory",)
    except (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError) as error:
        words = heard.pop() if heard and str(error) == FAILED else str(error)
        return ("interrupted",) if words == "interrupted" else ("error", words)
    finally:
        connection.set_progress_handler(None, 0)


def _rows(cursor: sqlite3.Cursor, most: int | None) -> Answer:
    columns = [column[0] for column in cursor.description or []]
    rows: list[tuple[Any, ...]] = []
    size = 0
    for row in cursor:
        if most is not None and len(rows) == most:
            return "rows", columns, rows, True
        size += sum(len(value) if isinstance(value, (str, bytes)) else 8 for value in row)
        if size > limits.ANSWER:
            return ("bytes",)
        rows.append(row)
    return "rows", columns, rows, False


if __name__ == "__main__":
    main(sys.argv[1])
