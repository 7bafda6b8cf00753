"""What the pages on the API say is so: every address, parameter, query and file is there, and none is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

import pytest
from builds import Build
from client import Client
from documents import PAGES, Part, page
from support import schemas, table

API = ["api.md", "en/api.md"]
SCHEMAS = schemas()
COLUMNS = {table(name): {field["name"] for field in schema["fields"]} for name, schema in SCHEMAS.items()}
# The addresses of the contract, each by an example.
CONTRACT = {"/", "/en/", "/map/", "/search/?q=湿地", "/places/", "/places/p0001/", "/downloads/places.csv", "/data/", "/-/health"}


def text(name: str) -> str:
    """A page as it was written."""
    return (PAGES / name).read_text("utf-8")


def addressed(name: str) -> Iterator[str]:
    """Every address that a page quotes, links to, or asks from a command line."""
    yield from re.findall(r"`(/[^`…]*?)`", text(name))
    yield from (f"/{link}" for link in re.findall(r"\]\((?:\.\./)+(data/?[^)]*|data)\)", text(name)))
    for part in page(name):
        yield from (line for line in part.text.splitlines() if part.kind == "text" and line.startswith("/"))
        yield from re.findall(r"127\.0\.0\.1:8001([^']*)'", part.text) if part.kind == "sh" else ()


def section(name: str, anchor: str) -> tuple[Part, ...]:
    """The parts below a heading."""
    found = page(name)
    start = next(number for number, part in enumerate(found) if part.anchor == anchor)
    end = next((n for n, part in enumerate(found) if n > start and part.kind == "##"), len(found))
    return tuple(found[start:end])


@pytest.mark.parametrize("name", API)
def test_every_address_on_the_page_answers_and_finds_something(client: Client, name: str) -> None:
    found = [address for address in addressed(name) if address not in {"/downloads/", "/data/hunan"}]
    assert len(found) > 20
    for address in found:
        answer = client.get(unquote(address.split("#")[0]))
        assert answer.status_code == 200, address
        assert answer.content not in (b"[]", b""), address


@pytest.mark.parametrize("name", API)
def test_every_address_of_the_contract_is_on_the_page(name: str) -> None:
    assert set(addressed(name)) >= CONTRACT


@pytest.mark.parametrize("name", API)
def test_every_query_is_on_the_page_with_its_parameters(client: Client, name: str) -> None:
    real = {key: query.get("params", []) for key, query in client.json("/data/-/metadata.json")["databases"]["hunan"]["queries"].items()}
    (found,) = (part for part in section(name, "queries") if part.kind == "table")
    said = {re.match(r"\[(\w+)\]", row[0])[1]: row[1] for row in found.rows[1:]}  # type: ignore[index]
    assert {key: re.findall(r"\w+", row) for key, row in said.items()} == real


@pytest.mark.parametrize("name", API)
@pytest.mark.parametrize("anchor", ["filter", "pages"])
def test_every_parameter_is_one_the_api_knows(client: Client, name: str, anchor: str) -> None:
    for part in section(name, anchor):
        for row in part.rows[1:]:
            for typed in re.findall(r"[\w.?=&]+=[^\s,、`]+", row[1]):
                columns = set(re.findall(r"(?:^|&)([a-z]\w*?)(?:__\w+)?=|_(?:sort|sort_desc|col)=(\w+)", typed))
                wanted = {column for pair in columns for column in pair if column}
                asked = next(found for found, known in COLUMNS.items() if wanted <= known)
                suffix = typed if typed.startswith(".") else f".json?{typed}"
                answer = client.get(f"/data/hunan/{asked}{suffix}")
                assert answer.status_code == 200, typed
                assert answer.content not in (b"[]", b"{}"), typed


@pytest.mark.parametrize("name", API)
def test_the_sql_on_the_page_finds_rows(client: Client, name: str) -> None:
    for sql in [part.text for part in page(name) if part.kind == "sql"]:
        assert client.rows("/data/hunan.json", sql=sql), sql


@pytest.mark.parametrize("name", API)
def test_the_page_names_every_kind_of_download_and_no_other(real: Build, name: str) -> None:
    files = {path.name for path in real.downloads.iterdir()}
    kinds = {kind for file in files for dataset in SCHEMAS if (kind := file.removeprefix(dataset)) != file and kind.startswith(".")}
    whole = {file for file in files if not any(file == f"{dataset}{kind}" for dataset in SCHEMAS for kind in kinds)}
    said = "\n".join(part.text for part in section(name, "downloads")) + "\n".join(
        cell for part in section(name, "downloads") for row in part.rows for cell in row
    )
    said = re.sub(rf"/downloads/(?:{'|'.join(SCHEMAS)})?", " ", said)
    named = set(re.findall(r"(?<![\w.])[\w-]+\.\w+|SHA256SUMS|(?:\.\w+)+", said))
    assert named - {"README.html"} == kinds | whole  # that one is inside the zip


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_column_has_its_entry_in_the_dictionary(real: Build, name: str) -> None:
    dictionary = real.page(f"catalog/{name}")
    for field in SCHEMAS[name]["fields"]:
        row = re.search(rf'<tr id="{field["name"]}">.*?</tr>', dictionary, re.DOTALL)
        assert row
        assert field["title"] in row[0]
        assert field["description"] in row[0].replace("&#39;", "'")
