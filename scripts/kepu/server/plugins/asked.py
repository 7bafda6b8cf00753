"""Datasette plugin: what is refused before Datasette looks at it, with what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode

from datasette import hookimpl
from datasette.utils import add_cors_headers
from datasette.utils.asgi import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from kepu.chinese import LONGEST as SEARCHED

NO_NUL = "请求里不能有空字符（%00）。The request must not contain a null character (%00)."
TOO_LONG = "地址最多{most}字节，条件最多{many}个；长的查询写成SQL。An address has at most {most} bytes and {many} parameters; put a long question into SQL."
# Datasette repeats the whole address in the link of every value it counts, and reads it again for each. Room for the longest
# search, nine bytes a character, and for more conditions than a table has columns. SQL is not repeated, and may be longer.
LONGEST, MANY = 12_000, 100
BAD_REQUEST, LONG = 400, 414


@hookimpl
def asgi_wrapper() -> Callable[[ASGIApp], ASGIApp]:
    """Refuse before Datasette looks at it."""

    def wrapped(app: ASGIApp) -> ASGIApp:
        async def asked(scope: Scope, receive: Receive, send: Send) -> None:
            scope = dict(scope) | {"query_string": shortened(scope.get("query_string", b""))}
            status, reason = mistake(scope)
            await (_refused(scope["path"], status, reason).asgi_send(send) if reason else app(scope, receive, send))

        return asked

    return wrapped


def shortened(asked: bytes) -> bytes:
    """Of a page pasted into the search box, what is looked at."""
    if len(asked) <= LONGEST:
        return asked
    pairs = parse_qsl(asked.decode("latin-1"), keep_blank_values=True)
    return urlencode([(key, value[:SEARCHED] if key.startswith("_search") else value) for key, value in pairs]).encode()


def mistake(scope: Scope) -> tuple[int, str]:
    """What is wrong with a request, and how it is answered; empty when nothing is. SQLite takes no null character, neither in SQL nor in a name."""
    asked: bytes = scope.get("query_string", b"")
    if b"%00" in scope.get("raw_path", b"") + asked:
        return BAD_REQUEST, NO_NUL
    long = len(asked) > LONGEST or asked.count(b"&") >= MANY
    if long and not _is_sql(asked):
        return LONG, TOO_LONG.format(most=LONGEST, many=MANY)
    return 0, ""


def _is_sql(asked: bytes) -> bool:
    return any(part.startswith(b"sql=") for part in asked.split(b"&"))


def _refused(path: str, status: int, reason: str) -> Response:
    headers: dict[str, str] = {}
    add_cors_headers(headers)
    if path.endswith(".json"):
        return Response.json({"ok": False, "error": reason, "status": status, "title": None}, status=status, headers=headers)
    return Response.text(reason + "\n", status=status, headers=headers)
