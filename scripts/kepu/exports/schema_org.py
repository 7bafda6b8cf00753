"""The catalogue and its places in schema.org's words, as search engines read them: in catalog.jsonld, on list and record pages."""

from __future__ import annotations

from typing import Any

from kepu.digest import committed
from kepu.exports import coverage
from kepu.exports.addresses import link
from kepu.exports.files import File, of
from kepu.library import Library
from kepu.model import Dataset
from kepu.records import Record

Node = dict[str, Any]
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
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


def place(record: Record, here: str) -> Node:
    """One Place: where it is, as exactly as its own point is known, and when it opens, where every day of the week is known."""
    address = link(record.library.catalog, record.home, here)
    website, region, locality = record.role("website"), record.prefecture, record.county
    where = {
        "@type": "PostalAddress",
        "addressCountry": "CN",
        "addressRegion": region.label if region else None,
        "addressLocality": locality.label if locality else None,
        "streetAddress": record.role("address"),
    }
    return _filled(
        {
            "@type": "Place",
            "@id": address,
            "url": address,
            "name": record.label,
            "alternateName": _parts(record, "other_names"),
            "address": _filled(where),
            "geo": {"@type": "GeoCoordinates", "longitude": record.point[0], "latitude": record.point[1]}
            if record.point and record.pinned
            else None,
            "telephone": _parts(record, "phone"),
            "sameAs": website,
            "openingHoursSpecification": _hours(record),
        }
    )


def _filled(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, [], "")}


def _parts(record: Record, role: str) -> list[str]:
    field = record.dataset.role_of(role)
    return field.split(str(record.role(role))) if field and record.role(role) else []


def _hours(record: Record) -> list[Node]:
    """One node a span of the week that holds all year; none where a day is not known."""
    week = record.week if len(record.seasons) == 1 else None
    spans = [(day, *span.split("—")) for day, found in zip(WEEKDAYS, week or [], strict=False) for span in found.spans]
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": day,
            "opens": f"{opens:0>5}",
            "closes": "23:59" if closes == "24:00" else f"{closes:0>5}",
        }
        for day, opens, closes in spans
    ]


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
