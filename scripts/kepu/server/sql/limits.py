"""What one statement, one client and all of them together may take. Each with its reason."""

from __future__ import annotations

import sqlite3

# Most statements end within this; they never queue behind slow ones. Milliseconds.
QUICK = 60
# A worker that does not stop by itself (one step of SQLite can be long) is killed this much later.
GRACE = 250

# Two processes for quick statements, two for slow ones: as many as the smallest machine we serve from has cores.
QUICK_WORKERS, SLOW_WORKERS = 2, 2
# Slow statements that may wait, and for how long (seconds); a reader who waits longer has gone.
WAITING, PATIENCE = 16, 5.0

# Of slow statements, one client may hold this many at once, waiting ones included,
# and may take this much time of the processes: seconds saved up at most, and seconds regained a second.
EACH, SAVED, REGAINED = 4, 30.0, 0.5

# SQLite's own memory in one process, bytes: enough to sort every row of the largest table.
HEAP = 32 << 20
# One value, bytes: a hundred times the longest text there is.
VALUE = 1_000_000
# All values of one answer, bytes: a thousand full rows are a quarter of this.
ANSWER = 4_000_000

# Limits of SQLite that stop a statement before it runs.
STATEMENT = {
    sqlite3.SQLITE_LIMIT_LENGTH: VALUE,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 20_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 500,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 100_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 100,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 200,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 500,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}

# Functions that make bulk out of nothing, or speak of the machine; no question about the data needs them.
REFUSED_FUNCTIONS = {
    "load_extension", "randomblob", "zeroblob", "fts3_tokenizer", "sqlite_compileoption_get", "sqlite_compileoption_used",
    "sqlite_source_id", "sqlite_log", "sqlite_offset", "readfile", "writefile", "edit",
}  # fmt: skip
# What Datasette and full-text search ask of a database. No other pragma is answered: some name files, some change settings.
PRAGMAS = {"table_info", "table_xinfo", "index_info", "index_list", "index_xinfo", "foreign_key_list", "schema_version", "data_version"}
