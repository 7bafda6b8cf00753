"""A web server on this machine that speaks as much of GitHub's interface as a comment needs, and fails in its ways."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "ghs_onlyfromtheenvironment"
BOT = {"login": "github-actions[bot]", "id": 41898282, "type": "Bot"}
HOME = "/repos/coast/lights"


@dataclass
class Fault:
    """An answer other than the wished one, a number of times; `path` says to which requests."""

    path: str
    status: int
    headers: dict[str, str] = field(default_factory=dict)
    times: int = 99
    done: bool = False  # what was asked for happens all the same
    body: bytes = b'{"message": "no"}'


@dataclass
class Host:
    """What the code host holds, and what it was asked."""

    pulls: list[dict] = field(default_factory=list)
    comments: list[dict] = field(default_factory=list)
    artifacts: list[dict] = field(default_factory=list)
    archives: dict[int, bytes] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)  # Authorization headers that storage got to see
    url: str = ""

    def give(self, data: bytes, number: int = 1, **changes: Any) -> None:
        """Keep an archive as an artifact of the run."""
        self.archives[number] = data
        self.artifacts.append({"id": number, "name": "facts", "size_in_bytes": len(data), "expired": False} | changes)

    def comment(self, body: str, user: dict) -> None:
        """A comment that is there already."""
        self.comments.append({"id": 500 + len(self.comments), "body": body, "user": user})

    @property
    def bodies(self) -> list[str]:
        """What the bot's comments say."""
        return [comment["body"] for comment in self.comments if comment["user"] == BOT]


def archive(data: bytes, name: str = "review.json") -> bytes:
    """Facts as the workflow hands them over."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(name, data)
    return found.getvalue()


class Handler(BaseHTTPRequestHandler):
    """One request."""

    host: Host

    def log_message(self, *_: object) -> None:
        """No log."""

    def do_GET(self) -> None:
        """Lists, archives, and the storage they really lie in."""
        path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if path.startswith("/storage/"):
            self.host.told += self.headers.get_all("Authorization", [])
            self.answer(200, self.host.archives[int(path.rpartition("/")[2])])
        elif self.allowed():
            self.found(path, query)

    def found(self, path: str, query: dict[str, list[str]]) -> None:
        host, first = self.host, (int(query.get("page", ["1"])[0]) - 1) * 100
        if path.endswith("/zip"):
            self.answer(302, b"", {"Location": f"{host.url}/storage/{path.split('/')[-2]}"})
        elif path == f"{HOME}/pulls":
            owner, _, branch = query["head"][0].partition(":")
            found = [p for p in host.pulls if p["head"]["ref"] == branch and p["head"]["label"] == f"{owner}:{branch}"]
            self.answer(200, [p for p in found if p["state"] == query["state"][0]][first : first + 100])
        elif path == f"{HOME}/issues/12/comments":
            self.answer(200, host.comments[first : first + 100])
        elif path == f"{HOME}/actions/runs/9001/artifacts":
            self.answer(200, {"total_count": len(host.artifacts), "artifacts": host.artifacts})
        else:
            self.answer(404, {"message": "Not Found"})

    def do_POST(self) -> None:
        """A new comment."""
        self.write(lambda body: self.host.comment(body, BOT))

    def do_PATCH(self) -> None:
        """Another text for a comment."""
        number = int(self.path.rpartition("/")[2])
        self.write(lambda body: next(c for c in self.host.comments if c["id"] == number).update(body=body))

    def write(self, act: Any) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["body"]
        if self.allowed(lambda: act(body)):
            act(body)
            self.answer(201, {})

    def allowed(self, act: Any = None) -> bool:
        """True when nothing stands in the way: the right token, and no fault."""
        path = urlsplit(self.path).path
        self.host.asked.append((self.command, path))
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            self.answer(401, {"message": "Bad credentials"})
            return False
        for fault in self.host.faults:
            if fault.times and path.endswith(fault.path) and (self.command != "GET" or not fault.done):
                fault.times -= 1
                if fault.done and act:
                    act()
                self.answer(fault.status, fault.body, fault.headers)
                return False
        return True

    def answer(self, status: int, body: Any, headers: dict[str, str] | None = None) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(data))} | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def serving(host: Host) -> Iterator[Host]:
    """The code host, answering."""
    handler = type("Bound", (Handler,), {"host": host})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        host.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield host
        finally:
            server.shutdown()
