"""Datasette over the built database: read only, immutable, below /data/."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from datasette.app import Datasette

from kepu.library import Library
from kepu.model import Catalog
from kepu.retired import Found, retired
from kepu.server.sql.database import GuardedDatabase
from kepu.server.turns import Turns
from kepu.settings import settings

PLUGINS = Path(__file__).parent / "plugins"
BASE = "/data/"


@dataclass(frozen=True)
class Served:
    """What plugins need to know of the build that is served."""

    catalog: Catalog
    out: Path
    library: Library
    retired: Found
    turns: Turns

    @cached_property
    def shell(self) -> dict[str, Any]:
        """What the shell asks for; API pages link from the root."""
        return {"config": settings(self.catalog.root), "catalog": self.catalog, "base_url": "", "turns": self.turns}


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
    datasette.kepu = Served(catalog, out, library, retired(library), Turns())
    return datasette
