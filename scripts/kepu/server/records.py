"""The records that rows stand for: of a table, its own; of a view or query, those whose id it selects."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import Any

from datasette.utils.asgi import Response

from kepu.model import Catalog, Dataset
from kepu.records import Record
from kepu.server.formats import CannotHold, Streamed, Words, named, renderer
from kepu.server.rows import Asked, Shape


def of_records(
    ending: str,
    media: str,
    takes: Callable[[Dataset], bool],
    text: Callable[[Asked, list[Dataset]], AsyncIterator[str]],
    otherwise: Words,
) -> dict[str, Any]:
    """An output renderer for the records of those datasets that a format takes; `otherwise` is said where rows stand for none."""

    def suitable(catalog: Catalog) -> list[Dataset]:
        return [dataset for dataset in catalog if takes(dataset)]

    def answer(asked: Asked) -> Response:
        among = candidates(asked.shape, suitable(asked.shape.catalog))
        if not among:
            raise CannotHold(otherwise, tables=named(suitable(asked.shape.catalog)))
        return Streamed(text(asked, among), media)

    return renderer(ending, answer, lambda shape: bool(candidates(shape, suitable(shape.catalog))))


def candidates(shape: Shape, suitable: list[Dataset]) -> list[Dataset]:
    """The suitable datasets whose records rows can stand for, in the order of the columns that hold their ids."""
    if shape.dataset:
        return [shape.dataset] if shape.dataset in suitable else []
    return [dataset for column in shape.columns for dataset in suitable if dataset.key == column]


async def records(asked: Asked, among: list[Dataset]) -> AsyncIterator[list[Record]]:
    """Page by page, each record once. A row whose id is no record's is left out."""
    seen: set[tuple[str, str]] = set()
    async for page in asked.pages():
        found = (_record(asked, row, among) for row in page.rows)
        fresh = {(record.dataset.name, record.id): record for record in found if record}
        yield [record for key, record in fresh.items() if key not in seen]
        seen |= fresh.keys()


def _record(asked: Asked, row: Any, among: list[Dataset]) -> Record | None:
    found = (asked.library.get(dataset.name, row[dataset.key]) for dataset in among)
    return next((record for record in found if record), None)
