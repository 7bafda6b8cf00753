"""Datasette plugin: what Datasette answers as if nothing were wrong, or fails on, is a mistake in the address and told as one."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from datasette import hookimpl
from datasette.app import Datasette
from datasette.database import Database
from datasette.utils import tilde_decode
from datasette.utils.asgi import BadRequest, Request, Response
from datasette.views.database import DatabaseView
from datasette.views.row import RowView
from datasette.views.table import TableView

from kepu.server.arguments import Pairs, require_columns, require_ending, require_offset, require_shape, require_values
from kepu.server.edited import edited

NO_SQL = "地址里要写sql=…。Say sql=… in the address."

# Values of a column that are counted at most, and bytes of their links together: each repeats the whole address.
FACET, LINKS = 200, 200_000

# Datasette's own addresses but those below /-/ and the database's file.
DATABASE = r"/(?P<database>(?!-[/.])[^\/\.]+)"
ENDING = r"(\.(?P<format>(?!db$)\w+))?$"


@hookimpl
def register_routes() -> list[tuple[str, object]]:
    """Before Datasette's own routes of the same addresses."""
    return [
        (DATABASE + ENDING, result),
        (DATABASE + r"/(?P<table>[^\/\.]+)" + ENDING, table),
        (DATABASE + r"/(?P<table>[^/]+?)/(?P<pks>[^/]+?)" + ENDING, row),
    ]


async def result(request: Request, datasette: Datasette) -> Response:
    """The result of a query. As CSV, without SQL there is no table to give."""
    pairs = _checked(request, datasette)
    asked = bool((request.args.get("sql") or "").strip())
    if request.url_vars["format"] == "csv" and not asked:
        raise BadRequest(NO_SQL)
    require_shape(pairs, rows=asked, keys=False)
    return await edited(DatabaseView)(datasette).dispatch_request(request)


async def table(request: Request, datasette: Datasette) -> Response:
    """The rows of a table or view, or of a ready-made query."""
    pairs = _checked(request, datasette)
    database, name = (tilde_decode(request.url_vars[part]) for part in ("database", "table"))
    known = datasette.databases.get(database)
    view = bool(known and await known.get_view_definition(name))
    if known and (view or await known.table_exists(name)):
        await _check_table(known, name, view, pairs)
    else:
        require_shape(pairs, keys=False)
    return await edited(TableView)(datasette).dispatch_request(_bounded(request, pairs))


async def _check_table(database: Database, name: str, view: bool, pairs: Pairs) -> None:
    keys, columns = await database.primary_keys(name), await database.table_columns(name)
    require_shape(pairs, keys=bool(keys))
    require_columns(pairs, columns if keys or view else [*columns, "rowid"])
    if view:
        require_offset(pairs)


def _bounded(request: Request, pairs: Pairs) -> Request:
    """The same request, counting no more values of a column than are quickly made into links."""
    size, most = request.args.get("_facet_size"), LINKS // (len(request.query_string) + 1)
    if not size and most >= FACET:
        return request
    wanted = min(FACET, most, int(size) if size and size != "max" else FACET)
    query = urlencode([*(pair for pair in pairs if pair[0] != "_facet_size"), ("_facet_size", wanted)])
    return Request(request.scope | {"query_string": query.encode()}, request.receive)


async def row(request: Request, datasette: Datasette) -> Response:
    """One row."""
    _checked(request, datasette)
    return await edited(RowView)(datasette).dispatch_request(request)


def _checked(request: Request, datasette: Datasette) -> Pairs:
    """The parameters, after what any address can have wrong."""
    require_ending(request.url_vars["format"], {"csv", *datasette.renderers})
    pairs: Pairs = parse_qsl(request.query_string, keep_blank_values=True)
    require_values(pairs)
    return pairs
