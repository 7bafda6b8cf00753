"""A web server on this machine that speaks the protocols of the map services, and fails in their ways."""

from __future__ import annotations

import json
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Point = tuple[float, float]


@dataclass(frozen=True)
class Reply:
    """An HTTP reply; `after` seconds."""

    body: Any
    status: int = 200
    after: float = 0.0


@dataclass(frozen=True)
class Protocol:
    """How one service is asked, and what it says. `found` takes a point in the service's own datum, and a level."""

    path: str
    query: Callable[[dict[str, str]], str]
    key: str
    variable: str
    found: Callable[[Point, str, str], Any]
    nothing: Any
    bad_key: Reply
    no_quota: Reply | None
    too_fast: Reply | None


def _tianditu(point: Point, level: str, text: str) -> Any:
    lon, lat = point
    return {
        "msg": "ok",
        "location": {"score": 100, "level": level, "lon": lon, "lat": lat, "keyWord": text},
        "searchVersion": "6.4",
        "status": "0",
    }


def _amap(point: Point, level: str, text: str) -> Any:
    place = {"formatted_address": text, "country": "中国", "township": [], "location": f"{point[0]},{point[1]}", "level": level}
    return {"status": "1", "info": "OK", "infocode": "10000", "count": "1", "geocodes": [place]}


def _baidu(point: Point, level: str, text: str) -> Any:
    return {
        "status": 0,
        "result": {"location": {"lng": point[0], "lat": point[1]}, "precise": 1, "confidence": 80, "comprehension": 100, "level": level},
    }


def _nominatim(point: Point, level: str, text: str) -> Any:
    return [
        {
            "lat": str(point[1]),
            "lon": str(point[0]),
            "class": "place",
            "type": "house",
            "place_rank": int(level),
            "addresstype": "place",
            "display_name": text,
        }
    ]


def _amap_error(code: str, info: str) -> Reply:
    return Reply({"status": "0", "info": info, "infocode": code})


PROTOCOLS = {
    "tianditu": Protocol(
        "/geocoder", lambda p: json.loads(p["ds"])["keyWord"], "tk", "TIANDITU_KEY", _tianditu, {"status": "101", "msg": "无结果"},
        Reply({"msg": "非法Key", "code": 300001}, 403), Reply("", 418), Reply("", 429),
    ),
    "amap": Protocol(
        "/v3/geocode/geo", lambda p: p["address"], "key", "AMAP_KEY", _amap, {"status": "1", "info": "OK", "infocode": "10000", "count": "0", "geocodes": []},
        _amap_error("10001", "INVALID_USER_KEY"), _amap_error("10003", "DAILY_QUERY_OVER_LIMIT"), _amap_error("10021", "CUQPS_HAS_EXCEEDED_THE_LIMIT"),
    ),
    "baidu": Protocol(
        "/geocoding/v3/", lambda p: p["address"], "ak", "BAIDU_KEY", _baidu, {"status": 1, "msg": "Internal Service Error:无相关结果", "results": []},
        Reply({"status": 200, "message": "APP不存在，AK有误请检查再重试"}), Reply({"status": 302, "message": "天配额超限，限制访问"}), None,
    ),
    "nominatim": Protocol(
        "/search", lambda p: p["q"], "", "", _nominatim, [],
        Reply("", 403), None, Reply("", 429),
    ),
}  # fmt: skip


@dataclass
class World:
    """What the server answers: for an address, for every address, or nothing found. `asked` keeps all questions, in order."""

    protocol: Protocol
    address: str = ""
    scripted: dict[str, list[Reply]] = field(default_factory=lambda: defaultdict(list))
    every: Reply | None = None
    asked: list[str] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    agents: set[str] = field(default_factory=set)
    waiting: threading.Event = field(default_factory=threading.Event)

    def reply(self, path: str, params: dict[str, str]) -> Reply:
        """The next reply to a question; the last one stays."""
        if path != self.protocol.path:
            return Reply("no such address", 404)
        query = self.protocol.query(params)
        self.asked.append(query)
        self.keys.add(params.get(self.protocol.key, ""))
        replies = self.scripted[query]
        if replies:
            return replies.pop(0) if len(replies) > 1 else replies[0]
        return self.every or Reply(self.protocol.nothing)

    def knows(self, query: str, point: Point, level: str, text: str = "") -> None:
        """Let the server find an address."""
        self.scripted[query] = [Reply(self.protocol.found(point, level, text))]


@contextmanager
def serving(protocol: Protocol) -> Iterator[World]:
    """A server on a free port, for as long as the block lasts."""
    world = World(protocol)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            world.agents.add(self.headers["User-Agent"])
            reply = world.reply(parts.path, {k: v[0] for k, v in parse_qs(parts.query).items()})
            if reply.after:
                world.waiting.set()
                time.sleep(reply.after)
            body = (
                reply.body
                if isinstance(reply.body, bytes)
                else reply.body.encode()
                if isinstance(reply.body, str)
                else json.dumps(reply.body).encode()
            )
            try:
                self.send_response(reply.status)
                self.end_headers()
                self.wfile.write(body)
            except OSError:  # who asked has gone
                pass

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    world.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield world
    finally:
        server.shutdown()
        server.server_close()
