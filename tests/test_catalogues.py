"""The catalogues that other portals, search engines and machine-learning tools read."""

import hashlib
import json
import re
import socket
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import rdflib
from builds import Build
from support import rows, schemas, with_role

SCHEMAS = schemas()
DATASETS = """
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dct: <http://purl.org/dc/terms/>
PREFIX schema: <https://schema.org/>
SELECT ?name ?zh ?en ?licence (COUNT(DISTINCT ?d) AS ?dcat) (COUNT(DISTINCT ?s) AS ?schema) WHERE {
  ?dataset a dcat:Dataset, schema:Dataset; dct:identifier ?name; dct:title ?zh, ?en; dct:license ?licence;
    dcat:distribution ?d; schema:distribution ?s.
  FILTER(LANG(?zh) = "zh" && LANG(?en) = "en")
} GROUP BY ?name ?zh ?en ?licence
"""
FILES = """
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX spdx: <http://spdx.org/rdf/terms#>
SELECT ?url ?media ?size ?sum WHERE {
  ?distribution dcat:downloadURL ?url; dcat:mediaType ?media; dcat:byteSize ?size; spdx:checksum [
    spdx:algorithm spdx:checksumAlgorithm_sha256; spdx:checksumValue ?sum ]
}
"""
PERIODS = """
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dct: <http://purl.org/dc/terms/>
SELECT ?name ?start WHERE { ?dataset dct:identifier ?name; dct:temporal [ dcat:startDate ?start ] }
"""


@pytest.fixture(scope="module")
def graph(real: Build) -> rdflib.Graph:
    """catalog.jsonld as triples, read without a network."""
    before = socket.create_connection
    try:
        socket.create_connection = None  # type: ignore[assignment]
        return rdflib.Graph().parse(real.downloads / "catalog.jsonld")
    finally:
        socket.create_connection = before


def test_sparql_finds_every_dataset_in_two_languages_and_both_vocabularies(real: Build, graph: rdflib.Graph) -> None:
    found = {str(r.name): r for r in graph.query(DATASETS)}
    assert set(found) == set(SCHEMAS)
    for name, schema in SCHEMAS.items():
        own = sum(path.name.partition(".")[0] == name for path in real.downloads.iterdir())
        assert (str(found[name].zh), str(found[name].en)) == (schema["title"], schema["x-kepu"]["title_en"])
        assert str(found[name].licence) == f"https://spdx.org/licenses/{schema['x-kepu']['licence']}"
        assert int(found[name].dcat) == int(found[name].schema) == own >= 4


def test_every_distribution_is_a_file_of_that_size_and_checksum(real: Build, graph: rdflib.Graph) -> None:
    found = {Path(unquote(urlsplit(str(r.url)).path)): r for r in graph.query(FILES)}
    assert set(found) == set(real.downloads.iterdir()) - {real.downloads / "catalog.jsonld", real.downloads / "SHA256SUMS"}
    for path, r in found.items():
        assert path.stat().st_size == int(r.size), path
        assert hashlib.sha256(path.read_bytes()).hexdigest() == str(r.sum).lower(), path
        assert str(r.media).startswith("https://www.iana.org/assignments/media-types/")


def test_the_period_of_a_dataset_is_as_exact_as_its_earliest_record(real: Build, graph: rdflib.Graph) -> None:
    precision = {4: "gYear", 7: "gYearMonth", 10: "date"}
    found = {str(r.name): r.start for r in graph.query(PERIODS)}
    assert found
    for name, start in found.items():
        columns = [c for role in ("start", "end") if (c := with_role(SCHEMAS[name], role))]
        first = min(row[c] for row in rows(real.downloads / f"{name}.csv") for c in columns if row[c])
        assert (str(start), str(start.datatype).rpartition("#")[2]) == (first, precision[len(first)])


@pytest.mark.parametrize("name", [name for name in SCHEMAS if name != "redirects"])
def test_a_list_page_describes_its_dataset_to_search_engines(real: Build, name: str) -> None:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', real.page(name), re.DOTALL)
    assert len(found) == 1
    about = json.loads(found[0])
    assert (about["@context"], about["@type"]) == ("https://schema.org/", "Dataset")
    assert SCHEMAS[name]["title"] in [text["@value"] for text in about["name"]]
    folder = real.site / name
    assert about["distribution"]
    for file in about["distribution"]:
        path = (folder / file["contentUrl"]).resolve()
        assert file["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_croissant_names_every_column_of_files_that_are_there(real: Build) -> None:
    """What a reader of Croissant 1.0 follows: record set → field → file → column."""
    document = json.loads((real.downloads / "croissant.json").read_text("utf-8"))
    assert document["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    files = {file["@id"]: real.downloads / Path(file["contentUrl"]).name for file in document["distribution"]}
    sums = {file["@id"]: file["sha256"] for file in document["distribution"]}
    assert {key: hashlib.sha256(path.read_bytes()).hexdigest() for key, path in files.items()} == sums
    columns: dict[str, list[str]] = {}
    for record_set in document["recordSet"]:
        for field in record_set["field"]:
            path = files[field["source"]["fileObject"]["@id"]]
            columns.setdefault(path.stem, []).append(field["source"]["extract"]["column"])
    assert columns == {name: [f["name"] for f in schema["fields"]] for name, schema in SCHEMAS.items()}
