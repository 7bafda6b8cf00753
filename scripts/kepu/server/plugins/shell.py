"""Datasette plugin: API pages stand in the same shell as the portal, in the language their address asks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from datasette import hookimpl
from datasette.app import Datasette
from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from starlette.types import ASGIApp, Receive, Scope, Send

from kepu.formats.words import UNITS
from kepu.server.columns import Columns
from kepu.server.language import arrive, visit
from kepu.server.spots import spots
from kepu.server.turns import Considerate
from kepu.templating import FILTERS, search_path


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    """Let API templates include the shell's partials and use the portal's filters.

    The shell's variables are globals too: error pages get no others.
    """
    assert env.loader, "Datasette sets one"
    env.loader = ChoiceLoader([env.loader, FileSystemLoader(search_path(datasette.kepu.catalog))])
    env.auto_reload = False  # templates do not change while a build is served
    env.template_class = Considerate
    env.filters.update(FILTERS | {"kept": lambda url: visit().kept(url)})
    columns = Columns(datasette.kepu.library)
    env.globals.update(datasette.kepu.shell, visit=visit, meaning=columns, spots=partial(spots, columns), units=UNITS)


@hookimpl
def asgi_wrapper() -> Callable[[ASGIApp], ASGIApp]:
    """Every request is noted before Datasette sees it."""

    def wrapped(app: ASGIApp) -> ASGIApp:
        async def noted(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "http":
                arrive(scope)
            await app(scope, receive, send)

        return noted

    return wrapped


@hookimpl
def extra_template_vars(datasette: Datasette) -> dict[str, Any]:
    """The shell's variables, over Datasette's own base_url."""
    shell: dict[str, Any] = datasette.kepu.shell
    return shell
