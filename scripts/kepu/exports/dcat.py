"""The catalogue in the words of DCAT-AP 3, as open-data portals harvest it."""

from __future__ import annotations

from typing import Any

from kepu.digest import committed
from kepu.exports import coverage
from kepu.exports.addresses import link
from kepu.exports.files import File, of
from kepu.exports.schema_org import LICENCE, home, publisher, tagged
from kepu.library import Library
from kepu.model import Dataset

Node = dict[str, Any]
MEDIA = "https://www.iana.org/assignments/media-types/{}"
LANGUAGE = "http://publications.europa.eu/resource/authority/language/{}"
# How much of a date is known, by its length.
PRECISION = {4: "xsd:gYear", 7: "xsd:gYearMonth", 10: "xsd:date"}

CONTEXT: Node = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "gsp": "http://www.opengis.net/ont/geosparql#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def catalogue(library: Library, files: list[File], here: str) -> Node:
    """The dcat:Catalog with every dataset, the files on all of them and the API."""
    catalog = library.catalog
    metadata = catalog.metadata
    node: Node = {
        "@id": link(catalog, "catalog/", here),
        "@type": "dcat:Catalog",
        "dct:title": tagged(metadata["title"], metadata.get("title_en")),
        "dct:description": tagged(metadata["description"], metadata.get("description_en")),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": publisher(library)},
        "dct:license": _licence(metadata["license_url"]),
        "dct:language": [{"@id": LANGUAGE.format(code), "@type": "dct:LinguisticSystem"} for code in ("ZHO", "ENG")],
        "foaf:homepage": {"@id": link(catalog, "", here), "@type": "foaf:Document"},
        "dcat:distribution": [_distribution(library, file, metadata["license_url"], here) for file in of(files, "")],
        "dcat:service": _service(library, here),
        "dcat:dataset": [_dataset(library, d, files, here) for d in catalog],
    }
    return node | _modified(library)


def _dataset(library: Library, dataset: Dataset, files: list[File], here: str) -> Node:
    licence = LICENCE.format(dataset.licence)
    node: Node = {
        "@id": home(library, dataset, here),
        "@type": "dcat:Dataset",
        "dct:identifier": dataset.name,
        "dct:title": tagged(dataset.title, dataset.title_en),
        "dct:description": tagged(dataset.description, dataset.description_en),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": publisher(library)},
        "dct:license": _licence(licence),
        "dcat:keyword": [word for zh, en in coverage.keywords(library, dataset) for word in tagged(zh, en)],
        "dcat:landingPage": {"@id": home(library, dataset, here), "@type": "foaf:Document"},
        "dcat:distribution": [_distribution(library, file, licence, here) for file in of(files, dataset.name)],
    }
    return node | _modified(library) | _covered(library, dataset)


def _distribution(library: Library, file: File, licence: str, here: str) -> Node:
    address = {"@id": link(library.catalog, file.address, here)}
    return {
        "@type": "dcat:Distribution",
        "dct:title": tagged(file.format.title, None),
        "dct:description": tagged(file.format.use, file.format.use_en),
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
        "dcat:mediaType": {"@id": MEDIA.format(file.format.media.partition(";")[0]), "@type": "dct:MediaType"},
        "dcat:byteSize": {"@value": str(file.size), "@type": "xsd:nonNegativeInteger"},
        "dct:license": _licence(licence),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        },
    }


def _service(library: Library, here: str) -> Node:
    catalog = library.catalog
    return {
        "@type": "dcat:DataService",
        "dct:title": tagged(f"{catalog.metadata['title']}（SQL、JSON）", None),
        "dcat:endpointURL": {"@id": link(catalog, "data/", here)},
        "dcat:endpointDescription": {"@id": link(catalog, "downloads/openapi.json", here)},
        "dcat:servesDataset": [{"@id": home(library, d, here)} for d in catalog],
    }


def _licence(address: str) -> Node:
    return {"@id": address, "@type": "dct:LicenseDocument"}


def _modified(library: Library) -> Node:
    day = committed(library.catalog.root)
    return {"dct:modified": {"@value": day, "@type": "xsd:date"}} if day else {}


def _covered(library: Library, dataset: Dataset) -> Node:
    """The period as exactly as it is known, and the box around the points."""
    found: Node = {}
    when, box = coverage.period(library, dataset), coverage.box(library, dataset)
    if when:
        ends = zip(("dcat:startDate", "dcat:endDate"), when, strict=True)
        found["dct:temporal"] = {"@type": "dct:PeriodOfTime"} | {
            key: {"@value": value, "@type": PRECISION[len(value)]} for key, value in ends
        }
    if box:
        west, south, east, north = box
        corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
        ring = ", ".join(f"{x} {y}" for x, y in corners)
        found["dct:spatial"] = {"@type": "dct:Location", "dcat:bbox": {"@value": f"POLYGON(({ring}))", "@type": "gsp:wktLiteral"}}
    return found
