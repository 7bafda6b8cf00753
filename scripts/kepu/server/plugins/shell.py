"""Datasette plugin: API pages stand in the same shell as the portal."""

from __future__ import annotations

from typing import Any

from datasette import hookimpl
from datasette.app import Datasette
from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from kepu.settings import settings
from kepu.templating import FILTERS, search_path


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    """Let API templates include the shell's partials and use the portal's filters.

    The shell's variables are globals too: error pages get no others.
    """
    assert env.loader, "Datasette sets one"
    env.loader = ChoiceLoader([env.loader, FileSystemLoader(search_path(datasette.kepu.catalog))])
    env.filters.update(FILTERS)
    env.globals.update(_variables(datasette))


@hookimpl
def extra_template_vars(datasette: Datasette) -> dict[str, Any]:
    """The shell's variables, over Datasette's own base_url."""
    return _variables(datasette)


def _variables(datasette: Datasette) -> dict[str, Any]:
    """What the shell asks for; API pages link from the root."""
    catalog = datasette.kepu.catalog
    page = {"title": "", "url": "data/", "meta": {"lang": "zh", "section": "catalog"}}
    titles = {dataset.table: dataset.title for dataset in catalog}
    return {"config": settings(catalog.root), "catalog": catalog, "titles": titles, "base_url": "", "page": page}
