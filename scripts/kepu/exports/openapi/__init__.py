"""openapi.json: everything that is served, in OpenAPI 3.1, made from the schemas."""

from __future__ import annotations

import json
from pathlib import Path

from kepu.exports.files import written
from kepu.exports.openapi.document import document
from kepu.library import Library

NAME = "openapi.json"


def write(library: Library, folder: Path) -> None:
    """The one description that the reference page, client generators and tests read."""
    described = document(library, written(library.catalog, folder))
    (folder / NAME).write_text(json.dumps(described, ensure_ascii=False, indent=1) + "\n", "utf-8")
