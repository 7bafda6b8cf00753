"""Datasette over the built database: read only, immutable, below /data/."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from datasette.app import Datasette

from kepu.library import Library
from kepu.model import Catalog
from kepu.retired import Found, retired
from kepu.server.sql.database import GuardedDatabase

PLUGINS = Path(__file__).parent / "plugins"
BASE = "/data/"


@dataclass(frozen=True)
class Served:
    """What plugins need to know of the build that is served."""

    catalog: Catalog
    out: Path
    library: Library
    retired: Found


def create(library: Library, out: Path) -> Datasette:
    """The API of the build in `out`."""
    catalog = library.catalog
    metadata = json.loads((out / "metadata.json").read_text("utf-8"))
    settings = metadata.pop("settings", {})
    templates = catalog.site / "datasette"
    datasette = Datasette(
        [],
        metadata=metadata,
        settings=settings | {"base_url": BASE},
        plugins_dir=str(PLUGINS),
        template_dir=str(templates) if templates.is_dir() else None,
    )
    datasette.add_database(GuardedDatabase(datasette, out / f"{catalog.database}.db"), catalog.database)
    datasette.kepu = Served(catalog, out, library, retired(library))
    return datasette
