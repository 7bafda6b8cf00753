"""The description of the API: valid, true of every answer, and nothing it allows breaks the server."""

import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from builds import Build
from client import Client
from datasette.filters import Filters
from openapi_spec_validator import validate
from support import ROOT, environment, kepu_command, rows, schemas, table, words

from kepu.exports.openapi.tables import COMPARISONS

SCHEMAS = schemas()
LEAST_CASES = 400  # a few of each address; --max-examples=40, tried by hand, makes over 2,000


@pytest.fixture(scope="module")
def document(real: Build) -> dict:
    """openapi.json."""
    return json.loads((real.downloads / "openapi.json").read_text("utf-8"))


def test_the_document_is_valid(document: dict) -> None:
    validate(document)
    assert document["openapi"].startswith("3.1")


def test_every_table_row_and_query_is_described(document: dict, client: Client) -> None:
    queries = client.json("/data/-/metadata.json")["databases"]["hunan"]["queries"]
    expected = {f"/data/hunan/{name}.{{format}}" for name in [*map(table, SCHEMAS), *queries]}
    expected |= {f"/data/hunan/{table(name)}/{{id}}.{{format}}" for name in SCHEMAS}
    assert expected <= set(document["paths"])


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_row_keeps_to_its_schema(document: dict, client: Client, name: str) -> None:
    answer = {"$ref": f"#/components/schemas/{table(name)}.answer", "components": document["components"]}
    validator = jsonschema.Draft202012Validator(answer)
    for parameters in ({"_shape": "objects"}, {"_shape": "array", "_labels": "on"}, {"_shape": "object"}):
        validator.validate(client.json(f"/data/hunan/{table(name)}.json", _size="max", **parameters))
    with pytest.raises(jsonschema.ValidationError):
        validator.validate([{SCHEMAS[name]["primaryKey"]: 17.5}])


def test_choices_come_with_their_labels_in_both_languages(document: dict) -> None:
    terms = rows(ROOT / "schemas" / "vocabularies" / "place-kinds.csv")
    kind = document["components"]["schemas"]["places"]["properties"]["kind"]
    assert kind["enum"] == [term["code"] for term in terms]
    assert kind["x-enum-labels"] == {term["code"]: {"zh": term["label"], "en": term["label_en"]} for term in terms}


def test_the_comparisons_are_those_of_datasette() -> None:
    assert list(COMPARISONS) == [f.key for f in Filters._filters]


def test_the_reference_page_shows_every_address_and_its_samples_are_answered(document: dict, real: Build, client: Client) -> None:
    page = real.page("api/reference")
    assert {words(a) for a in re.findall(r"<summary>(.*?)</summary>", page)} == set(document["paths"])
    samples = re.findall(r'href="\.\./\.\.(/[^"]+)">试一试', page)
    assert len(samples) > len(SCHEMAS)
    wrong = {s: client.get(s.replace("&amp;", "&")).status_code for s in samples}
    assert {s: status for s, status in wrong.items() if status != 200} == {}
    scripts, everywhere = (re.findall(r'<script[^>]* src="[./]*([^"]+)"', text) for text in (page, real.page("about")))
    assert (set(scripts), page.count("<script")) == (set(everywhere), len(scripts)), "only what every page has"


@pytest.fixture(scope="module")
def address(invented: Build) -> Iterator[str]:
    """The repository with one more pair behind a real server, as it was built."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = kepu_command("serve", "--root", invented.root, "--port", port)
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True, encoding="utf-8") as running:
        assert running.stdout
        yield next(line.strip() for line in iter(running.stdout.readline, "") if line.startswith("http://"))
        running.terminate()


def test_nothing_the_document_allows_or_forbids_breaks_the_server(address: str, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    command = [
        Path(sys.executable).with_name("schemathesis"), "run", f"{address}downloads/openapi.json", "--phases=examples,fuzzing",
        "--checks=not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance",
        "--max-examples=6", "--generation-deterministic", "--continue-on-failure", "--no-shrink", "--workers=2", "--warnings=off",
        "--no-color", f"--report-json-path={report}",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-5000:]
    cases = re.search(r"Test cases:\s+([\d,]+) generated", done.stdout)
    assert cases, done.stdout[-2000:]
    assert int(cases.group(1).replace(",", "")) >= LEAST_CASES
