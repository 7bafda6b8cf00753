"""How a format joins Datasette: what it answers with, when it is offered, and what it says when it cannot."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from kepu.model import Dataset
from kepu.server.rows import Asked, Shape

CHUNK = {"type": "http.response.body", "more_body": True}
READERS_FAULT = 400


Words = tuple[str, str]
FAILED = ("没有查成：{error}", "The query failed: {error}")
NOTHING = ("这里没有表，也没有查询。请写上表名，或者 ?sql=…", "Neither table nor query. Name a table, or add ?sql=…")
CUT = (
    "结果不止 {most} 行，这种格式写不下“后面还有”。请加条件，或者用 limit 和 offset 分几次取。",
    "More than {most} rows, and this format cannot say that it was cut. Add a condition, or take it in parts with limit and offset.",
)


class CannotHold(Exception):
    """The format cannot hold what was asked for; it says so, and what to do, in Chinese and English."""

    def __init__(self, words: Words, **context: object) -> None:
        super().__init__("".join(line.format(**context) + "\n" for line in words))


class Streamed(Response):  # type: ignore[misc]  # Datasette carries no types
    """Text sent as it is made. A failure on the way breaks the connection off: half a file must not look whole."""

    def __init__(self, text: AsyncIterator[str], content_type: str, headers: dict[str, str] | None = None) -> None:
        super().__init__("", headers=headers, content_type=content_type)
        self.text = text

    async def asgi_send(self, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
        """Start, then a chunk a piece."""
        headers = [[key.encode(), value.encode()] for key, value in {**self.headers, "content-type": self.content_type}.items()]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        async for piece in self.text:
            await send(CHUNK | {"body": piece.encode()})
        await send({"type": "http.response.body"})


def renderer(extension: str, answer: Callable[[Asked], Response], offered: Callable[[Shape], bool]) -> dict[str, Any]:
    """An output renderer as Datasette wants it, with our argument and our refusals."""

    def render(datasette: Datasette, request: Request, view_name: str, data: dict[str, Any]) -> Response | dict[str, Any]:
        asked = Asked(datasette, request, view_name, data)
        try:
            _require_whole(asked)
            return answer(asked)
        except CannotHold as reason:
            return {"body": str(reason), "status_code": READERS_FAULT, "content_type": "text/plain; charset=utf-8"}

    def can_render(datasette: Datasette, table: str | None, columns: list[str]) -> bool:
        return offered(Shape(datasette.kepu.catalog, table, columns))

    return {"extension": extension, "render": render, "can_render": can_render}


def _require_whole(asked: Asked) -> None:
    """These formats have no room for a warning, so a result that was cut is not given at all."""
    if asked.data.get("error"):
        raise CannotHold(FAILED, error=asked.data["error"])
    if not asked.shape.columns:
        raise CannotHold(NOTHING)
    if not asked.shape.table and asked.data.get("truncated"):
        raise CannotHold(CUT, most=asked.datasette.setting("max_returned_rows"))


def named(datasets: Iterable[Dataset]) -> str:
    """Tables a reader can turn to."""
    return ", ".join(dataset.table for dataset in datasets)
