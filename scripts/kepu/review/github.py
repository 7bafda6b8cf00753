"""GitHub's REST interface, as little of it as a comment needs."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Callable, Iterator
from email.message import Message
from typing import Any, TypeVar
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from kepu.problems import Problem, Stop

T = TypeVar("T")
TIMEOUT = 30.0  # seconds
# Seconds between attempts. A limit that lasts longer than PATIENCE is for a person to wait out.
DELAYS, PATIENCE = (2.0, 8.0), 60.0
PAGE = 100  # the most GitHub gives at once
# A page of a hundred comments, each of the most characters, with its frame.
ANSWER = 40_000_000
SERVER_ERROR, TOO_MANY, FORBIDDEN = 500, 429, 403


class Busy(Exception):
    """No answer now; `after` seconds there may be one."""

    def __init__(self, detail: str, after: float = 0.0) -> None:
        super().__init__(detail)
        self.after = after


class GitHub:
    """Requests with a token, which goes to no other host."""

    def __init__(self, api: str, token: str) -> None:
        self.api, self._token = api.rstrip("/"), token

    def get(self, path: str, **query: str | int) -> Any:
        """A JSON answer."""
        answer = self._asked("GET", f"{path}?{urlencode(query)}", None, ANSWER)
        try:
            return json.loads(answer)
        except ValueError as error:  # a proxy's page, or an answer cut short
            raise Busy(str(error)) from None

    def pages(self, path: str, **query: str | int) -> Iterator[Any]:
        """Every element of a list that comes in pages."""
        number = 1
        while found := self.get(path, **query, per_page=PAGE, page=number):
            yield from found
            if len(found) < PAGE:
                return
            number += 1

    def send(self, method: str, path: str, body: dict[str, Any]) -> None:
        """Create or change something."""
        self._asked(method, path, json.dumps(body).encode(), ANSWER)

    def download(self, path: str, limit: int) -> bytes:
        """A file, of which at most one byte more than the limit is read."""
        return self._asked("GET", path, None, limit + 1)

    def _asked(self, method: str, path: str, data: bytes | None, limit: int) -> bytes:
        request = Request(self.api + path, data, {"Accept": "application/vnd.github+json"}, method=method)  # noqa: S310  the runner names the host
        request.add_unredirected_header("Authorization", f"Bearer {self._token}")  # a download is on another host
        try:
            with urlopen(request, timeout=TIMEOUT) as reply:  # noqa: S310
                found: bytes = reply.read(limit)
                return found
        except HTTPError as error:
            raise _told(error, f"{method} {path.partition('?')[0]}") from None
        except (URLError, OSError, http.client.HTTPException) as error:
            raise Busy(str(error) or type(error).__name__) from None


def _told(error: HTTPError, request: str) -> Exception:
    """Busy, where waiting may help; else the end."""
    detail = f"{error.code} {error.reason} ({request})"
    limited = error.code == TOO_MANY or (error.code == FORBIDDEN and _limited(error.headers))
    if limited or error.code >= SERVER_ERROR:
        return Busy(detail, _wait(error.headers))
    return Stop(Problem("github-refused", context={"detail": detail}))


def _limited(headers: Message) -> bool:
    return "retry-after" in headers or headers.get("x-ratelimit-remaining") == "0"


def _wait(headers: Message) -> float:
    """Seconds until GitHub wants to be asked again; 0 when it does not say."""
    after, reset = headers.get("retry-after", ""), headers.get("x-ratelimit-reset", "")
    if after.isdecimal():
        return float(after)
    return max(0.0, float(reset) - time.time()) if reset.isdecimal() and headers.get("x-ratelimit-remaining") == "0" else 0.0


def patiently(act: Callable[[], T]) -> T:
    """Do something that may be done again, a few times; Stop when GitHub stays busy."""
    for delay in (*DELAYS, PATIENCE + 1):  # after the last attempt nothing is waited for
        try:
            return act()
        except Busy as busy:
            wait = max(delay, busy.after)
            if wait > PATIENCE:
                raise Stop(Problem("github-unanswered", context={"detail": str(busy)})) from None
            time.sleep(wait)
    raise AssertionError
