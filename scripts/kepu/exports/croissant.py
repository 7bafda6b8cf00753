"""croissant.json: Croissant 1.0, which machine-learning tools load the CSV files by."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kepu.digest import committed
from kepu.exports.addresses import link
from kepu.exports.files import FOLDER, written
from kepu.exports.schema_org import publisher
from kepu.library import Library
from kepu.model import Dataset, Field

Node = dict[str, Any]
NAME = "croissant.json"
TYPES = {"integer": "sc:Integer", "year": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean", "date": "sc:Date"}
# The context that Croissant 1.0 prescribes.
CONTEXT: Node = {
    "@language": "zh", "@vocab": "https://schema.org/", "citeAs": "cr:citeAs", "column": "cr:column", "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/", "rai": "http://mlcommons.org/croissant/RAI/", "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"}, "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty", "examples": {"@id": "cr:examples", "@type": "@json"}, "extract": "cr:extract",
    "field": "cr:field", "fileProperty": "cr:fileProperty", "fileObject": "cr:fileObject", "fileSet": "cr:fileSet", "format": "cr:format",
    "includes": "cr:includes", "isLiveDataset": "cr:isLiveDataset", "jsonPath": "cr:jsonPath", "key": "cr:key", "md5": "cr:md5",
    "parentField": "cr:parentField", "path": "cr:path", "recordSet": "cr:recordSet", "references": "cr:references", "regex": "cr:regex",
    "repeated": "cr:repeated", "replace": "cr:replace", "samplingRate": "cr:samplingRate", "sc": "https://schema.org/",
    "separator": "cr:separator", "source": "cr:source", "subField": "cr:subField", "transform": "cr:transform",
}  # fmt: skip


def write(library: Library, folder: Path) -> None:
    """A file object and a record set for every dataset."""
    catalog, here = library.catalog, f"{FOLDER}/{NAME}"
    metadata, day = catalog.metadata, committed(catalog.root)
    csvs = {file.dataset: file for file in written(catalog, folder) if file.name == f"{file.dataset}.csv"}
    document: Node = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": catalog.name,
        "alternateName": metadata["title"],
        "description": " ".join(filter(None, (metadata["description"], metadata.get("description_en")))),
        "license": metadata["license_url"],
        "url": link(catalog, "catalog/", here),
        "creator": {"@type": "sc:Organization", "name": publisher(library)[0]["@value"]},
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": file.name,
                "name": file.name,
                "contentUrl": link(catalog, file.address, here),
                "contentSize": f"{file.size} B",
                "encodingFormat": file.format.media,
                "sha256": file.sha256,
            }
            for file in csvs.values()
        ],
        "recordSet": [_records(dataset) for dataset in catalog],
    }
    dated = {"datePublished": day, "dateModified": day} if day else {}
    (folder / NAME).write_text(json.dumps(document | dated, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _records(dataset: Dataset) -> Node:
    return {
        "@type": "cr:RecordSet",
        "@id": dataset.name,
        "name": dataset.name,
        "description": f"{dataset.title}：{dataset.description} {dataset.title_en}: {dataset.description_en}",
        "key": {"@id": f"{dataset.name}/{dataset.key}"},
        "field": [_field(dataset, f) for f in dataset.fields],
    }


def _field(dataset: Dataset, f: Field) -> Node:
    """A column. Foreign keys are left to the Data Package: Croissant's loaders join on them and stop at the first empty cell."""
    return {
        "@type": "cr:Field",
        "@id": f"{dataset.name}/{f.name}",
        "name": f.name,
        "description": f"{f.title}：{f.description} {f.title_en}: {f.description_en}",
        "dataType": TYPES.get(f.type, "sc:Text"),
        "source": {"fileObject": {"@id": f"{dataset.name}.csv"}, "extract": {"column": f.name}},
    }
