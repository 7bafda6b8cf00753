"""Datasette's CSV with the cells as the edited files have them: true and not 1, 28113 and not 28113.0."""

from __future__ import annotations

from functools import cache
from typing import Any

from datasette.database import QueryInterrupted
from datasette.utils.asgi import Request, Response
from datasette.views.base import DataView

from kepu.formats.cells import kinds, text
from kepu.server.rows import Shape
from kepu.server.sql.refusals import Refused


@cache
def edited(view: type[DataView]) -> type[DataView]:
    """The same view, whose rows are written so where CSV was asked for."""

    class Edited(view):  # type: ignore[misc]  # Datasette carries no types
        async def data(self, request: Request, *arguments: Any, **options: Any) -> Any:
            """As Datasette's own."""
            try:
                found = await super().data(request, *arguments, **options)
            except QueryInterrupted:  # which Datasette's CSV takes for a failure of ours
                raise Refused("time", self.ds.sql_time_limit_ms / 1000) from None
            if request.url_vars["format"] == "csv" and not isinstance(found, Response):
                data = found[0]
                dataset = Shape(self.ds.kepu.catalog, data.get("table"), data["columns"]).dataset
                types = kinds(dataset, data["columns"])
                data["rows"] = [_written(row, types) for row in data["rows"]]
            return found

    return Edited


def _written(row: Any, types: list[str]) -> Any:
    """Bytes stay with their row, since Datasette writes an address in their place; names beside ids stay too."""
    cells = list(row)
    if any(isinstance(cell, bytes) for cell in cells):
        return row
    return [cell if isinstance(cell, dict) else text(cell, kind) for cell, kind in zip(cells, types, strict=True)]
