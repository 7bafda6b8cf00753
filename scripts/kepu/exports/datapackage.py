"""datapackage.json: the Data Package descriptor (v1) of the CSV files."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from kepu.library import Library
from kepu.model import Dataset


def write(library: Library, folder: Path) -> None:
    """A descriptor that any Frictionless tool validates against the files beside it."""
    metadata = library.catalog.metadata
    package = {
        "profile": "tabular-data-package",
        "name": library.catalog.name,
        "title": metadata["title"],
        "description": metadata["description"],
        "licenses": [{"name": metadata["license"], "path": metadata["license_url"]}],
        "resources": [_resource(dataset, folder) for dataset in library.catalog],
    }
    (folder / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _resource(dataset: Dataset, folder: Path) -> dict[str, Any]:
    data = (folder / f"{dataset.name}.csv").read_bytes()
    return {
        "profile": "tabular-data-resource",
        "name": dataset.name,
        "path": f"{dataset.name}.csv",
        "title": dataset.title,
        "description": dataset.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": "sha256:" + hashlib.sha256(data).hexdigest(),
        "schema": dataset.descriptor(),
    }
