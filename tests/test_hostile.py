"""The public SQL box under attack: every answer is clean, memory stays bounded, and others are served meanwhile."""

from __future__ import annotations

import http.client
import json
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import hostile
import pytest
from builds import Build
from support import environment

START = "import sys; from pathlib import Path; from kepu.catalog import load; from kepu.server import app; app.run(load(Path(sys.argv[1])), Path(sys.argv[2]), '127.0.0.1', int(sys.argv[3]))"
GROWTH = 150 << 20  # bytes
ORDINARY = "/data/hunan/places.json?_search=" + quote("馆")


@dataclass
class Server:
    """A real server in a process of its own, watched from outside."""

    pid: int
    port: int
    peak: int = 0
    ordinary: list[tuple[int, float]] = field(default_factory=list)  # (status, seconds)
    over: threading.Event = field(default_factory=threading.Event)

    def get(self, address: str) -> tuple[int, dict[str, str], str]:
        """Status, headers and body; nobody waits longer than twenty seconds."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", quote(address, safe="%/?&=:+;,.*()~-_"))
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body

    def memory(self) -> int:
        """Bytes resident in the server and the processes it started."""
        return sum(_resident(pid) for pid in (self.pid, *_children(self.pid)))

    def watch(self) -> None:
        """The highest memory until it is over."""
        while not self.over.wait(0.01):
            self.peak = max(self.peak, self.memory())

    def visit(self) -> None:
        """An ordinary reader, who asks again and again."""
        while not self.over.wait(0.05):
            start = time.monotonic()
            status, _, _ = self.get(ORDINARY)
            self.ordinary.append((status, time.monotonic() - start))


def _children(pid: int) -> list[int]:
    """Those that run a program of their own: until then a child is its parent, whose pages would count twice."""
    found = [int(child) for tasks in Path(f"/proc/{pid}/task").glob("*/children") for child in tasks.read_text().split()]
    return [child for child in found if _program(child) != _program(pid)]


def _program(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:  # it ended meanwhile
        return b""


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * 4096
    except (OSError, IndexError):  # it ended meanwhile
        return 0


@pytest.fixture(scope="module")
def server(real: Build) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", START, str(real.root), str(real.out), str(port)]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        assert running.stdout.readline().startswith("http://")
        yield Server(running.pid, port)
        running.terminate()


def addresses() -> dict[str, str]:
    """Every attack as an address: statements to the JSON endpoint, to be read by programs."""
    return {name: f"{hostile.SQL}?sql={quote(sql)}" for name, sql in hostile.STATEMENTS.items()} | hostile.ADDRESSES


def test_every_attack_gets_a_clean_answer_and_little_memory(real: Build, server: Server) -> None:
    for _ in range(20):
        server.get(ORDINARY)
    before = server.memory()
    threads = [threading.Thread(target=server.watch), threading.Thread(target=server.visit)]
    for thread in threads:
        thread.start()
    try:
        answers = {name: server.get(address) for name, address in addresses().items()}
    finally:
        server.over.set()
        for thread in threads:
            thread.join()
    assert {name: status for name, (status, _, _) in answers.items() if status >= 500} == {}
    told = ["Traceback", "site-packages", sys.prefix, str(real.root), str(real.out)]
    assert {name: word for name, (_, _, body) in answers.items() for word in told if word in body} == {}
    assert {status for status, _ in server.ordinary} == {200}
    assert server.peak - before < GROWTH, f"{(server.peak - before) >> 20} MB"
    slow = sorted(seconds for _, seconds in server.ordinary)
    print(
        f"{len(answers)} attacks, {(server.peak - before) >> 20} MB; {len(slow)} ordinary, p50 {slow[len(slow) // 2]:.3f} s, p99 {slow[len(slow) * 99 // 100]:.3f} s, max {slow[-1]:.3f} s"
    )


@pytest.mark.parametrize(
    ("name", "limit"),
    [("endless recursion", "time"), ("rows of big values", "bytes"), ("recursion that remembers", "memory")],
)
def test_a_refusal_names_the_limit_and_the_downloads(server: Server, name: str, limit: str) -> None:
    status, _, body = server.get(addresses()[name])
    answer = json.loads(body)
    assert (status, answer["limit"], answer["downloads"]) == (400, limit, "/catalog/")
    assert re.search(r"[一-鿿].*[a-z]{4}", answer["error"])


def test_too_many_slow_statements_at_once_are_told_to_wait(server: Server) -> None:
    address = addresses()["endless recursion"]
    answers: list[tuple[int, dict[str, str], str]] = []
    threads = [threading.Thread(target=lambda: answers.append(server.get(address))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {status for status, _, _ in answers} == {400, 429}
    refused = next((headers, body) for status, headers, body in answers if status == 429)
    assert int(refused[0]["retry-after"]) > 0
    assert json.loads(refused[1])["limit"] == "many"
    assert server.get(ORDINARY)[0] == 200


@pytest.mark.parametrize(
    "address", ["/", "/data/hunan/places", "/data/hunan/places.json?_size=1", "/-/health", "/nothing/", "/data/-/databases.json"]
)
def test_every_answer_carries_the_headers(server: Server, address: str) -> None:
    _, headers, _ = server.get(address)
    assert headers["content-security-policy"].startswith("default-src 'self'")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["access-control-allow-origin"] == "*"
    assert ("noindex" in headers.get("x-robots-tag", "")) == ("?" in address)


@pytest.mark.parametrize(
    "page", ["versions", "plugins", "databases", "threads", "settings", "actor", "permissions", "messages", "patterns", "allow-debug"]
)
def test_pages_about_the_machine_are_not_shown(server: Server, page: str) -> None:
    assert server.get(f"/data/-/{page}")[0] == server.get(f"/data/-/{page}.json")[0] == 404


def test_crawlers_are_kept_out_of_queries(server: Server) -> None:
    status, _, body = server.get("/robots.txt")
    assert status == 200
    assert "Disallow: /*?" in body
