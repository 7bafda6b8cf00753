"""Datasette's database, with every statement sent to the pool."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.database import AttachedDatabase, Database, QueryInterrupted, Results

from kepu.server.sql.pool import Answer, Pool
from kepu.server.sql.refusals import Refused

# What a database says of itself; more answers are kept than there are tables, and all are forgotten when strangers asked for too many.
OF_ITSELF = (
    "table_exists", "table_names", "table_columns", "table_column_details", "primary_keys", "fts_table", "label_column_for_table",
    "foreign_keys_for_table", "hidden_table_names", "view_names", "get_all_foreign_keys", "get_table_definition", "get_view_definition",
)  # fmt: skip
KEPT = 1000


class GuardedDatabase(Database):  # type: ignore[misc]  # Datasette carries no types
    """A read-only database whose statements run in processes that can be stopped."""

    def __init__(self, datasette: Datasette, path: Path) -> None:
        super().__init__(datasette, path=str(path), is_mutable=False)
        self.pool = Pool(path)
        self.said: dict[tuple[Any, ...], Any] = {}
        for name in OF_ITSELF:
            setattr(self, name, self._remembered(name, getattr(self, name)))

    def _remembered(self, name: str, ask: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        """Asked once, since nothing here changes; each page asks some twenty times."""

        async def asked(*which: Any) -> Any:
            if (name, *which) not in self.said:
                if len(self.said) >= KEPT:
                    self.said.clear()
                self.said[name, *which] = await ask(*which)
            return self.said[name, *which]

        return asked

    async def execute(  # noqa: PLR0913, PLR0917  # Datasette's own signature
        self,
        sql: str,
        params: Any = None,
        truncate: bool = False,
        custom_time_limit: int | None = None,
        page_size: int | None = None,
        log_sql_errors: bool = True,
    ) -> Results:
        """As Datasette's own: rows, or QueryInterrupted, or sqlite3.OperationalError; Refused for what it has no word for."""
        limit = min(custom_time_limit or self.ds.sql_time_limit_ms, self.ds.sql_time_limit_ms)
        most = self.ds.max_returned_rows + (page_size == self.ds.max_returned_rows) if truncate else None
        try:
            columns, rows, truncated = _rows(await self.pool.ask(sql, _plain(params), limit, most))
        except Refused as limit_reached:
            if custom_time_limit is None and limit_reached.limit != "time":
                raise
            # Values of a column are left uncounted, whichever limit they reach.
            raise QueryInterrupted(limit_reached, sql, params) from None
        made = _row_class(columns)
        return Results([made(row) for row in rows], truncated, [(column,) for column in columns])

    async def attached_databases(self) -> list[AttachedDatabase]:
        """None: nothing can be attached."""
        return []


def _rows(answer: Answer) -> tuple[list[str], list[tuple[Any, ...]], bool]:
    """Columns, rows and whether there are more."""
    kind, *rest = answer
    if kind == "error":
        raise sqlite3.OperationalError(rest[0])
    if kind != "rows":
        raise Refused("time" if kind == "interrupted" else kind)
    columns, rows, truncated = rest
    return columns, rows, truncated


def _plain(params: Any) -> dict[str, Any] | list[Any]:
    """Parameters as the worker takes them."""
    if isinstance(params, Mapping):
        return {key: params[key] for key in params}
    return list(params or [])


def _row_class(columns: list[str]) -> type[tuple[Any, ...]]:
    """A tuple that answers to its column names too, as sqlite3.Row does."""
    places = {name: n for n, name in reversed(list(enumerate(columns)))}

    class Row(tuple[Any, ...]):
        __slots__ = ()

        def __getitem__(self, key: Any) -> Any:
            if isinstance(key, str) and key not in places:
                raise IndexError(key)  # what sqlite3.Row raises, and Datasette waits for
            return super().__getitem__(places[key] if isinstance(key, str) else key)

        def keys(self) -> list[str]:
            return columns

    return Row
