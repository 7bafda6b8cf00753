"""A large table is sent as it is made."""

from __future__ import annotations

import asyncio
import sqlite3
import tracemalloc
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from builds import small_root
from support import kepu

from kepu.catalog import load
from kepu.server import app

MANY = 12_000
# A page of a thousand rows as rows, as text and as bytes is less; all rows at once would be three times as much.
MOST = 8_000_000


def test_streaming_a_large_table_holds_one_page_in_memory(tmp_path: Path) -> None:
    root = small_root(tmp_path / "root")
    assert kepu("build", "--root", root).returncode == 0
    with closing(sqlite3.connect(root / "build" / "coast.db")) as database, database:
        numbers = [(f"x{n:06}", "塔" * 60, 10 + n / MANY, 50.0) for n in range(MANY)]
        before = database.execute("select count(*) from towers").fetchone()[0]
        database.executemany("insert into towers (tower_id, tower_name, lon, lat) values (?, ?, ?, ?)", numbers)
    sent, peak = asyncio.run(_streamed(root, "/data/coast/towers.geojson"))
    assert (sent.features, sent.last[-3:]) == (MANY + before, b"]}\n")
    assert sent.size > MOST
    assert peak < MOST


@dataclass
class Sent:
    """What was sent, without keeping it."""

    size: int = 0
    features: int = 0
    last: bytes = b""

    async def take(self, message: dict) -> None:
        body = message.get("body", b"")
        self.size, self.features, self.last = self.size + len(body), self.features + body.count(b'"Feature"'), body or self.last


async def _streamed(root: Path, path: str) -> tuple[Sent, int]:
    """An answer, and the most memory taken while it was given."""
    application, sent = app.create(load(root), root / "build"), Sent()
    scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"", "headers": [], "scheme": "http"}

    async def receive() -> dict:
        return {"type": "http.request"}

    async with application.router.lifespan_context(application):
        tracemalloc.start()
        await application(scope, receive, sent.take)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return sent, peak
