"""catalog.jsonld: DCAT-AP 3 and schema.org about the same datasets. Its context is inside, so that reading it asks no other host."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kepu.exports import dcat, schema_org
from kepu.exports.files import FOLDER, written
from kepu.library import Library

NAME = "catalog.jsonld"
# The properties of schema.org whose values are addresses; every other one is text.
ADDRESSES = ("url", "license", "contentUrl")
SCHEMA_ORG = {"@vocab": "https://schema.org/"} | {name: {"@type": "@id"} for name in ADDRESSES}


def write(library: Library, folder: Path) -> None:
    """Two graphs in one file: the same node is a dataset in both vocabularies."""
    files, here = written(library.catalog, folder), f"{FOLDER}/{NAME}"
    nodes: list[dict[str, Any]] = [
        dcat.catalogue(library, files, here),
        {"@context": SCHEMA_ORG} | schema_org.catalogue(library, files, here),
    ]
    document = {"@context": dcat.CONTEXT, "@graph": nodes}
    (folder / NAME).write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", "utf-8")
