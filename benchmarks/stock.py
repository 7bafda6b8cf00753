"""Our server and Datasette as it comes, with the same rows, asked the same things on the same machine: a table in Markdown.

`.venv/bin/python benchmarks/stock.py [build]`
"""

from __future__ import annotations

import os
import platform
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "scripts")]

import hostile  # noqa: E402  # after its folder is known
from test_hostile import START, Server  # noqa: E402

# What is served, and where its names are searched.
DATABASE, TABLE, KEY = "hunan", "places", "place_id"
SEARCHED = ("name", "other_names", "address", "host_organisation")
# Rows and columns of a table large enough for a facet to take its time.
ROWS, COLUMNS, CLIENTS = 300_000, 8, 8
# Every so manieth piece of a name is searched for.
EVERY = 40
GREEDY = "select length(hex(zeroblob(300000000)))"
# Address space of a process, bytes, so that no statement takes the whole machine with it.
MOST = 6 << 30
OK, FAILED = 200, 500
ORDINARY = f"/{DATABASE}/{TABLE}.json?_search=" + quote("馆")


@dataclass
class Side:
    """One of the two: its server, and what its addresses begin with."""

    server: Server
    prefix: str

    def get(self, address: str) -> tuple[int, str]:
        """Status and body; 0 where no answer came."""
        try:
            status, _, body = self.server.get(self.prefix + address)
        except OSError:
            return 0, ""
        return status, body

    @contextmanager
    def watched(self) -> Iterator[dict[str, float]]:
        """Memory and an ordinary reader's waiting while something else goes on."""
        over, waits, found = threading.Event(), list[float](), dict[str, float]()
        before = peak = self.server.memory()

        def watch() -> None:
            nonlocal peak
            while not over.wait(0.02):
                peak = max(peak, self.server.memory())

        def visit() -> None:
            while not waits or not over.wait(0.05):
                start = time.monotonic()
                self.get(ORDINARY)
                waits.append(time.monotonic() - start)

        threads = [threading.Thread(target=watch), threading.Thread(target=visit)]
        for thread in threads:
            thread.start()
        try:
            yield found
        finally:
            over.set()
            for thread in threads:
                thread.join()
        waits.sort()
        found |= {"MB": (peak - before) >> 20, "p50": statistics.median(waits), "p99": waits[len(waits) * 99 // 100], "max": waits[-1]}


def recall(side: Side, rows: list[tuple[str, ...]]) -> str:
    """How many of the rows that hold a piece of one or two characters its search finds."""
    names = [row[1] for row in rows]
    pieces = sorted({name[i : i + n] for name in names for n in (1, 2) for i in range(len(name) - n + 1) if not name[i : i + n].isspace()})[
        ::EVERY
    ]
    wanted = found = 0
    for piece in pieces:
        holds = {row[0] for row in rows if any(piece in (cell or "") for cell in row[1:])}
        _, body = side.get(f"/{DATABASE}/{TABLE}.json?_size=1000&_col={KEY}&_search={quote(piece)}")
        wanted, found = wanted + len(holds), found + sum(f'"{key}"' in body for key in holds)
    return f"{found / wanted:.1%} of {wanted} ({len(pieces)} pieces)"


def hostility(side: Side) -> dict[str, str]:
    """The whole hostile suite, one after the other."""
    statements = {name: f"/{DATABASE}.json?sql={quote(sql)}" for name, sql in hostile.STATEMENTS.items()}
    others = {name: address.removeprefix("/data") for name, address in hostile.ADDRESSES.items()}
    with side.watched() as found:
        answers = [side.get(address)[0] for address in (statements | others).values()]
    broken = sum(status == 0 or status >= FAILED for status in answers)
    return {
        "memory growth": f"{found['MB']:.0f} MB",
        "ordinary request meanwhile": _waits(found),
        "unanswered or 5xx": f"{broken} of {len(answers)}",
    }


def greedy(side: Side) -> str:
    """Forty characters of SQL."""
    with side.watched() as found:
        status, _ = side.get(f"/{DATABASE}.json?sql={quote(GREEDY)}")
    return f"{found['MB']:.0f} MB, status {status}"


def crowd(side: Side) -> str:
    """Eight clients open the page of a large table, which stock Datasette looks through for facets."""
    threads = [threading.Thread(target=lambda: [side.get(f"/{DATABASE}/large?_size=20") for _ in range(3)]) for _ in range(CLIENTS)]
    start = time.monotonic()
    with side.watched() as found:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return f"{time.monotonic() - start:.1f} s; ordinary {_waits(found)}"


def _waits(found: dict[str, float]) -> str:
    return " / ".join(f"{found[name] * 1000:.0f}" for name in ("p50", "p99", "max")) + " ms (p50/p99/max)"


def prepare(build: Path, folder: Path) -> tuple[Path, Path]:
    """Our build with a large table beside the others; and the same rows with full text as stock tools index it."""
    ours, stock = folder / "ours", folder / "stock"
    for target in (ours, stock):
        target.mkdir()
        shutil.copy(build / f"{DATABASE}.db", target)
        with closing(sqlite3.connect(target / f"{DATABASE}.db")) as database, database:
            _enlarge(database)
    for name in ("metadata.json", "build.json"):
        shutil.copy(build / name, ours)
    (ours / "site").symlink_to(build.resolve() / "site")
    with closing(sqlite3.connect(stock / f"{DATABASE}.db")) as database, database:
        columns = ", ".join(SEARCHED)
        database.execute(f"drop table {TABLE}_fts")
        database.execute(f'create virtual table {TABLE}_fts using fts5({columns}, content="{TABLE}")')
        database.execute(f"insert into {TABLE}_fts(rowid, {columns}) select rowid, {columns} from {TABLE}")
    return ours, stock


def _enlarge(database: sqlite3.Connection) -> None:
    columns = [f"c{n}" for n in range(COLUMNS)]
    database.execute(f"create table large (id integer primary key, {', '.join(columns)})")
    values = ([i, *(f"v{i * (n + 3) % (5 * 10**n % 99_991)}" for n in range(COLUMNS))] for i in range(ROWS))
    database.executemany(f"insert into large values ({', '.join('?' * (COLUMNS + 1))})", values)


@contextmanager
def serving(command: list[str], port: int, prefix: str) -> Iterator[Side]:
    """A server in a process of its own, with no plugin but those it is started with."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "scripts"), "DATASETTE_LOAD_PLUGINS": ""}
    held = ["sh", "-c", f'ulimit -v {MOST >> 10}; exec "$@"', "sh", *command]
    with subprocess.Popen(held, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        side = Side(Server(running.pid, port), prefix)
        while side.get(ORDINARY)[0] != OK:
            time.sleep(0.2)
        try:
            yield side
        finally:
            running.terminate()


def measure(side: Side, rows: list[tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """All of it, the gentlest first."""
    yield "search finds", recall(side, rows)
    yield f"{CLIENTS} clients, {ROWS:,} rows", crowd(side)
    yield f"`{GREEDY}`", greedy(side)
    yield from ((f"hostile suite: {name}", said) for name, said in hostility(side).items())


def told(found: Iterator[tuple[str, str]]) -> dict[str, str]:
    """Each figure as it comes, for whoever waits; a run takes minutes."""
    kept: dict[str, str] = {}
    for name, said in found:
        print(f"{name}: {said}", file=sys.stderr, flush=True)
        kept[name] = said
    return kept


def _port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(build: Path) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as temporary:
        ours, stock = prepare(build, Path(temporary))
        with closing(sqlite3.connect(ours / f"{DATABASE}.db")) as database:
            rows = database.execute(f"select {KEY}, {', '.join(SEARCHED)} from {TABLE}").fetchall()
        ports = _port(), _port()
        datasette = [
            str(Path(sys.executable).with_name("datasette")),
            "serve",
            str(stock / f"{DATABASE}.db"),
            "--nolock",
            "-p",
            str(ports[1]),
        ]
        with serving([sys.executable, "-c", START, str(ROOT), str(ours), str(ports[0])], ports[0], "/data") as side:
            here = told(measure(side, rows))
        with serving(datasette, ports[1], "") as side:
            there = told(measure(side, rows))
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}\n")
    print(f"| | ours | Datasette {version('datasette')} |\n| --- | --- | --- |")
    for name, said in here.items():
        print(f"| {name} | {said} | {there[name]} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build")
