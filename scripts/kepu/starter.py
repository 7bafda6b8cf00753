"""A new dataset to begin with: a schema that passes the check and says in comments what to change, and its empty CSV."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kepu.ids import shape
from kepu.model import Catalog
from kepu.problems import Problem, Stop
from kepu.writing import write

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
DIGITS = 4


def pair(catalog: Catalog, name: str) -> list[str]:
    """Write both files of a new dataset and give their names; neither may exist."""
    schema, data = f"schemas/{name}.json", f"datasets/{name}.csv"
    if not NAME.fullmatch(name):
        context = {"where": "name", "detail": name, "nearest": re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")}
        raise Stop(Problem("schema-invalid", file=schema, context=context))
    for file in (schema, data):
        if (catalog.root / file).exists():
            raise Stop(Problem("file-exists", file=file))
    made = _schema(catalog, name)
    header = ",".join(found["name"] for found in made["fields"]) + "\n"
    _write(catalog.root / schema, json.dumps(made, ensure_ascii=False, indent=2) + "\n")
    _write(catalog.root / data, header)
    return [schema, data]


def _write(path: Path, text: str) -> None:
    write(path, text.encode("utf-8"))


def _schema(catalog: Catalog, name: str) -> dict[str, Any]:
    return {
        "$comment": "方括号里的都要改。列可以增减；x-kepu 里还能写什么，看 meta/dataset.schema.json。What stands in brackets is to be replaced.",
        "$schema": "meta/dataset.schema.json",
        "name": name,
        "title": "［中文名］",
        "description": "一行是一个［什么］。［收到什么程度，哪些不收。］",
        "primaryKey": _key(name),
        "fields": list(_fields(catalog, name)),
        "x-kepu": {
            "title_en": "[Name]",
            "description_en": "One row is one [what]. [How complete it is, and what is left out.]",
            "section": "data",
            "unit": "个",
            "licence": "CC-BY-4.0",
        },
    }


def _fields(catalog: Catalog, name: str) -> Iterator[dict[str, Any]]:
    """An id, a name, a note, and sources where the root keeps a list of them."""
    letters = _letters(catalog, name)
    yield _field(
        _key(name),
        ("编号", "编号，不重复使用，也不由名称得来。"),
        ("Id", "Identifier, never reused and never derived from the name."),
        "新的一行用 kepu new 取下一个编号。The next id comes from kepu new.",
        example=f"{letters}{1:0{DIGITS}d}",
        constraints={"required": True, "unique": True, "pattern": f"{letters}\\d{{{DIGITS}}}"},
        block={"role": "code"},
    )
    yield _field(
        "name",
        ("名称", "［名称照什么写］。"),
        ("Name", "[How the name is written]."),
        "role 为 label 的列要有一个：它是记录的名字。search 可以搜，facet 可以筛，list 在列表里显示。One column is the label.",
        constraints={"required": True},
        block={"role": "label", "use": ["search"]},
    )
    yield _field(
        "note",
        ("说明", "依据、疑点。"),
        ("Note", "Basis and doubts."),
        "没有 required 的列可以空着；不知道就空着。A column that is not required may stay empty.",
        block={"role": "note"},
    )
    if catalog.role("sources"):
        yield _field(
            "sources",
            ("出处", "来源编号，用分号隔开。"),
            ("Sources", "Source ids separated by semicolons."),
            "每一行至少一个来源。Every row names its sources.",
            constraints={"required": True},
            block={"format": "list", "role": "sources"},
        )


def _field(name: str, zh: tuple[str, str], en: tuple[str, str], comment: str, **more: Any) -> dict[str, Any]:
    block = {"title_en": en[0], "description_en": en[1]} | more.pop("block")
    return {"$comment": comment, "name": name, "type": "string", "title": zh[0], "description": zh[1]} | more | {"x-kepu": block}


def _key(name: str) -> str:
    return f"{name.replace('-', '_')}_id"


def _letters(catalog: Catalog, name: str) -> str:
    """The letters its ids begin with: the initials of its name, with more of its last word while others use them."""
    taken = {shaped[0] for dataset in catalog if (shaped := shape(dataset))}
    *first, last = name.split("-")
    initials = "".join(word[0] for word in first)
    choices = [initials + last[:length] for length in range(1, len(last) + 1)]
    letters = [re.sub("[^a-z]", "", choice) for choice in choices]
    return next((found for found in letters if found not in taken), letters[-1])
