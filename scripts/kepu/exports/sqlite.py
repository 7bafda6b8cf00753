"""The whole database as one file."""

from __future__ import annotations

import shutil
from pathlib import Path

from kepu.library import Library


def write(library: Library, folder: Path) -> None:
    """A byte copy of what the API serves, under the package's name."""
    source = library.sql("pragma database_list")[0]["file"]
    shutil.copyfile(source, folder / f"{library.catalog.name}.db")
