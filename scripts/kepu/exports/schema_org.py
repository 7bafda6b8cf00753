"""The catalogue in schema.org's words, as search engines read it: in catalog.jsonld and on each list page."""

from __future__ import annotations

from typing import Any

from kepu.digest import committed
from kepu.exports import coverage
from kepu.exports.addresses import link
from kepu.exports.files import File, of
from kepu.library import Library
from kepu.model import Dataset

Node = dict[str, Any]
LICENCE = "https://spdx.org/licenses/{}"


def catalogue(library: Library, files: list[File], here: str) -> Node:
    """The DataCatalog with every Dataset in it."""
    catalog = library.catalog
    metadata = catalog.metadata
    return {
        "@type": "DataCatalog",
        "@id": link(catalog, "catalog/", here),
        "url": link(catalog, "catalog/", here),
        "name": tagged(metadata["title"], metadata.get("title_en")),
        "description": tagged(metadata["description"], metadata.get("description_en")),
        "license": metadata["license_url"],
        "publisher": {"@type": "Organization", "name": publisher(library)},
        "dataset": [dataset(library, d, files, here) for d in catalog],
    }


def dataset(library: Library, about: Dataset, files: list[File], here: str) -> Node:
    """One Dataset with its downloads."""
    address = home(library, about, here)
    day = max((record.changed for record in library.records(about.name)), default="") or committed(library.catalog.root)
    node: Node = {
        "@type": "Dataset",
        "@id": address,
        "url": address,
        "identifier": about.name,
        "name": tagged(about.title, about.title_en),
        "description": tagged(about.description, about.description_en),
        "keywords": [word for zh, en in coverage.keywords(library, about) for word in tagged(zh, en)],
        "license": LICENCE.format(about.licence),
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": publisher(library)},
        "distribution": [_download(library, file, here) for file in of(files, about.name)],
        "variableMeasured": [{"@type": "PropertyValue", "name": f.name, "description": f.title} for f in about.fields],
    }
    return node | ({"dateModified": day} if day else {}) | _covered(library, about)


def tagged(zh: str, en: str | None) -> list[Node]:
    """A text in Chinese and, where there is one, in English."""
    return [{"@language": lang, "@value": text} for lang, text in (("zh", zh), ("en", en)) if text]


def publisher(library: Library) -> list[Node]:
    """Who publishes: `publisher` in metadata.json, else the title of the whole."""
    metadata = library.catalog.metadata
    return tagged(metadata.get("publisher", metadata["title"]), metadata.get("publisher_en"))


def home(library: Library, about: Dataset, here: str) -> str:
    """The page a dataset is identified by: its list, or where it has none, its part of the data page."""
    return link(library.catalog, f"catalog/{about.name}/" if about.role == "redirects" else f"{about.name}/", here)


def _download(library: Library, file: File, here: str) -> Node:
    return {
        "@type": "DataDownload",
        "name": file.name,
        "encodingFormat": file.format.media,
        "contentUrl": link(library.catalog, file.address, here),
        "contentSize": f"{file.size} B",
        "sha256": file.sha256,
    }


def _covered(library: Library, about: Dataset) -> Node:
    found: Node = {}
    when, box = coverage.period(library, about), coverage.box(library, about)
    if when:
        found["temporalCoverage"] = "/".join(when)
    if box:
        west, south, east, north = box
        shape = {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"}
        found["spatialCoverage"] = {"@type": "Place", "geo": shape}
    return found
