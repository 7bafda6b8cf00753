"""Law 2: the engine speaks only of roles; what is particular lives in datasets, schemas and site."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import ENGINE, ROOT, kepu, rows, schemas, table

SOURCES = sorted((ENGINE / "kepu").rglob("*.py"))
TEXTS = [path for path in sorted(ENGINE.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]
# Names for the province and its prefectures that their own table does not hold.
PINYIN = (
    "hunan changsha zhuzhou xiangtan hengyang shaoyang yueyang changde zhangjiajie yiyang chenzhou yongzhou huaihua loudi xiangxi".split()
)
# Words of the engine's own that a dataset happens to use too.
OWN = {
    "record_id",  # columns of the tables every database gets: all_records, record_sources
    "source_id",
    "theme",  # a folder of site/ and MkDocs' key for it
    "count",  # keys in the answers of geocoding services, and in our own reports
    "status",
    "place",  # how exact such an answer is
    "township",
    "days",  # the kinds of day of an agenda
    "category",  # an element of Atom
}
IDENTIFIER = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*")


def contract() -> set[str]:
    """The words the engine may use: keys and values of the dataset contract, headings of vocabularies and problems."""
    meta = json.loads((ROOT / "schemas" / "meta" / "dataset.schema.json").read_text("utf-8"))
    headings = [
        (ROOT / "schemas" / name).read_text("utf-8").split("\n", 1)[0] for name in ("vocabularies/verification.csv", "problems.csv")
    ]
    return set(_strings(meta)) | {word for heading in headings for word in heading.split(",")}


def _strings(value: object) -> Iterator[str]:
    """Every key and every string of a JSON document."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)
    elif isinstance(value, str):
        yield value


def particular() -> set[str]:
    """Datasets, tables and columns of this province that are no word of the contract."""
    found = schemas()
    names = {*found, *map(table, found)} | {field["name"] for schema in found.values() for field in schema["fields"]}
    return names - contract() - OWN


def constants(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, text) of every string the code uses; docstrings only explain."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {id(n.body[0].value) for n in ast.walk(tree) if isinstance(n, documented) and ast.get_docstring(n)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


def identifiers(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """(line, name) of every attribute, variable and argument."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute():
                yield node.lineno, node.attr
            case ast.Name():
                yield node.lineno, node.id
            case ast.arg() | ast.keyword():
                yield node.lineno, node.arg or ""


def compound(name: str) -> bool:
    """True for a name that no English sentence and no library would hold by chance."""
    return "_" in name or "-" in name


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(ENGINE).as_posix())
def test_no_module_names_a_dataset_or_one_of_its_columns(path: Path) -> None:
    tree, names = ast.parse(path.read_text("utf-8")), particular()
    said = [(line, text) for line, text in constants(tree) if text in names]
    said += [
        (line, w) for line, text in constants(tree) if text not in names for w in IDENTIFIER.findall(text) if compound(w) and w in names
    ]
    said += [(line, name) for line, name in identifiers(tree) if compound(name) and name in names]
    assert not said


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ENGINE).as_posix())
def test_no_file_of_the_engine_names_a_division(path: Path) -> None:
    text = path.read_text("utf-8")
    divisions = rows(ROOT / "datasets" / "divisions.csv")
    names = {name for row in divisions for name in (row["name"], row["short_name"]) if len(name) > 1}
    said = [name for name in sorted(names) if name in text]
    said += [name for name in PINYIN if re.search(rf"(?<![a-z]){name}", text.lower())]
    said += re.findall(rf"\b(?:{'|'.join(row['adcode'] for row in divisions)})\b", text)
    assert not said


def test_a_root_without_one_familiar_name_is_checked_and_built(small: Path) -> None:
    own = {name for name, schema in schemas(small).items() if schema["x-kepu"].get("role") != "redirects"}
    assert not own & set(schemas())
    done = kepu("build", "--root", small)
    assert done.returncode == 0, done.stdout + done.stderr
    site = small / "build" / "site"
    assert all((site / name / "index.html").is_file() and (site / "downloads" / f"{name}.csv").is_file() for name in own)
    assert (site / "towers" / "t2" / "index.html").is_file()
    assert (small / "build" / "coast.db").is_file()
