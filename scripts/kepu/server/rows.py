"""All rows of what a reader asked for, a page at a time, so that memory holds one page and each stays within the limits."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette.app import Datasette
from datasette.utils.asgi import Request
from datasette.views.table import TableView

from kepu.library import Library
from kepu.model import Catalog, Dataset
from kepu.server.api import Served

# What Datasette would count, group and look up again for every page, and what would change the shape of a row.
NOT_ASKED = ("_label", "_labels", "_facet", "_facet_size", "_facet_array", "_facet_date", "_json", "_shape", "_stream", "_dl")
QUIET = {"_nofacet": "1", "_nocount": "1", "_labels": "off"}


@dataclass(frozen=True)
class Page:
    """Some rows, each with its values by column."""

    columns: list[str]
    rows: list[Any]

    def values(self, row: Any) -> dict[str, Any]:
        """A row by column."""
        return dict(zip(self.columns, row, strict=True))


@dataclass(frozen=True)
class Shape:
    """What a result looks like: its columns, and the table or view it is of, if any."""

    catalog: Catalog
    table: str | None
    columns: list[str]

    @property
    def dataset(self) -> Dataset | None:
        """The dataset whose table it is; None for a view or a query."""
        return next((dataset for dataset in self.catalog if dataset.table == self.table), None)


@dataclass(frozen=True)
class Asked:
    """What a reader asked for, as Datasette hands it to a format: a table with its filter, one row, or a query."""

    datasette: Datasette
    request: Request
    view_name: str
    data: dict[str, Any]

    @property
    def shape(self) -> Shape:
        """What the result looks like."""
        return Shape(self.library.catalog, self.data.get("table"), self.data.get("columns") or [])

    @property
    def library(self) -> Library:
        """The records of the build that is served."""
        served: Served = self.datasette.kepu
        return served.library

    @property
    def one_page(self) -> bool:
        """True when the address asks for a page of a table; without that a file holds everything the filter lets through."""
        args = self.request.args
        return not args.get("_stream") and bool(args.get("_size") or args.get("_next"))

    @property
    def next_url(self) -> str | None:
        """Where the rows after this page are; None when these are all."""
        return self.data.get("next_url") if self.one_page else None

    async def pages(self) -> AsyncIterator[Page]:
        """The rows. A query has one page, since it has no order to go on in."""
        if not self.shape.table or self.view_name == "row":
            yield Page(self.shape.columns, self.data["rows"])
            return
        view, request = TableView(self.datasette), self._quiet()
        further = {} if self.one_page else {"_size": "max"}
        while True:
            data, *_ = await view.data(request, **further)
            yield Page(data["columns"], data["rows"])
            if self.one_page or not data["next"]:
                return
            further["_next"] = data["next"]

    def _quiet(self) -> Request:
        """The same request, without what only a web page needs."""
        paging = () if self.one_page else ("_size", "_next")
        kept = [(key, value) for key, value in parse_qsl(self.request.query_string, True) if key not in (*NOT_ASKED, *paging)]
        query = urlencode([*kept, *QUIET.items()]).encode()
        return Request(self.request.scope | {"query_string": query}, self.request.receive)
