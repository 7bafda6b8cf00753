"""Datasette plugin: API pages stand in the same shell as the portal."""

from __future__ import annotations

from typing import Any

from datasette import hookimpl
from datasette.app import Datasette
from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from kepu.templating import FILTERS, search_path, settings


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    """Let API templates include the shell's partials and use the portal's filters."""
    catalog = datasette.kepu.catalog
    env.loader = ChoiceLoader([env.loader, FileSystemLoader(search_path(catalog))])
    env.filters.update(FILTERS)


@hookimpl
def extra_template_vars(datasette: Datasette, view_name: str) -> dict[str, Any]:
    """The variables the shell asks for; the API stands at an absolute address."""
    catalog = datasette.kepu.catalog
    return {
        "config": settings(catalog),
        "catalog": catalog,
        "base_url": "",
        "page": {"title": "", "url": "data/", "meta": {"lang": "zh", "section": "catalog"}},
    }
