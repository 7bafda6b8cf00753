"""The formats any table or query answers in, by the ending of its address. A new one is one more line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kepu.exports.openapi.words import Node, path
from kepu.formats import atom, geojson, ics
from kepu.model import Catalog, Dataset

TEXT: Node = {"type": "string"}


@dataclass(frozen=True)
class Live:
    """An ending, the media types it is sent as (a refusal is text), and the datasets that have it."""

    ending: str
    media: tuple[str, ...]
    has: Callable[[Catalog, Dataset], bool] = lambda catalog, dataset: True


LIVE = (
    # One JSON a line, asked for by _nl, is sent as text.
    Live("json", ("application/json", "text/plain")),
    # Text that a browser shows; with _dl or _stream a file it saves.
    Live("csv", ("text/plain", "text/csv")),
    Live("excel", ("text/csv", "text/plain")),
    Live("geojson", (geojson.MEDIA_TYPE, "text/plain"), has=lambda catalog, dataset: catalog.placed(dataset)),
    Live("ics", ("text/calendar", "text/plain"), has=lambda catalog, dataset: ics.takes(dataset)),
    Live("atom", (atom.MEDIA_TYPE, "text/plain"), has=lambda catalog, dataset: atom.takes(dataset)),
)


def of_dataset(catalog: Catalog, dataset: Dataset) -> list[Live]:
    """The formats of a dataset's rows."""
    return [live for live in LIVE if live.has(catalog, dataset)]


def of_queries() -> list[Live]:
    """The formats of the result of a query. Which of them fit depends on its columns; the others are refused in words."""
    return list(LIVE)


def parameter(lives: list[Live]) -> Node:
    """The ending as a part of the address."""
    return path("format", "格式。", "The format.", {"type": "string", "enum": [live.ending for live in lives]}, example="json")


def content(lives: list[Live], json_schema: Node) -> Node:
    """The media types of an answer; of JSON the shape is described. Any other ending is answered with the page."""
    media = dict.fromkeys([*(media for live in lives for media in live.media), "text/html"])
    shapes = {"application/json": json_schema, geojson.MEDIA_TYPE: {"type": "object"}}
    return {name: {"schema": shapes.get(name, TEXT)} for name in media}
