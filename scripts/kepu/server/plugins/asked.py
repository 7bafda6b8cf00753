"""Datasette plugin: what is refused before Datasette looks at it, with what to write instead."""

from __future__ import annotations

from collections.abc import Callable

from datasette import hookimpl
from datasette.utils import add_cors_headers
from datasette.utils.asgi import Response
from starlette.types import ASGIApp, Receive, Scope, Send

NO_NUL = "请求里不能有空字符（%00）。The request must not contain a null character (%00)."
TOO_LONG = "地址最多{most}字节，条件最多{many}个；长的查询写成SQL。An address has at most {most} bytes and {many} parameters; put a long question into SQL."
# Datasette repeats the whole address in the link of every value it counts, and reads it again for each: what nginx and Apache
# take as the first line of a request, and more conditions than a table has columns, is where that becomes slow. SQL is not repeated.
LONGEST, MANY = 8_000, 100
BAD_REQUEST, LONG = 400, 414


@hookimpl
def asgi_wrapper() -> Callable[[ASGIApp], ASGIApp]:
    """Refuse before Datasette looks at it."""

    def wrapped(app: ASGIApp) -> ASGIApp:
        async def asked(scope: Scope, receive: Receive, send: Send) -> None:
            status, reason = mistake(scope)
            await (_refused(scope["path"], status, reason).asgi_send(send) if reason else app(scope, receive, send))

        return asked

    return wrapped


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
