"""The guide for researchers: every tool that can be run here gives the answer that the SQL gives."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from builds import Build
from client import Client
from documents import Part, page
from served import served

PAGES = {"zh": "api/guide.md", "en": "en/api/guide.md"}
# How a block is run; R is not: nothing here brings it.
TOOLS = {"sh": ["sh", "-ec"], "python": [sys.executable, "-c"], "js": ["node", "--input-type=module", "-e"]}
PER_QUESTION = {"sql": 1, "sh": 1, "python": 2, "r": 1, "js": 1}
ON_THE_PAGE = "http://127.0.0.1:8001"

Answer = list[tuple[str | float, ...]]


def questions(name: str) -> dict[str, list[Part]]:
    """Anchor of a question → the blocks below it."""
    found: dict[str, list[Part]] = {}
    for part in page(name):
        if part.kind == "##":
            found[part.anchor] = []
        elif part.kind in PER_QUESTION:
            found[list(found)[-1]].append(part)
    return found


@pytest.fixture(scope="module")
def address(real: Build, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the build of the session is served."""
    with served(real, tmp_path_factory.mktemp("researched")) as found:
        yield found


def answer(text: str) -> Answer:
    """The rows of a CSV without its headings; numbers as numbers, since tools write them differently."""
    rows = [row for row in csv.reader(text.splitlines()) if row]
    return [tuple(_cell(cell) for cell in row) for row in rows[1:]]


def _cell(text: str) -> str | float:
    try:
        return round(float(text), 2)
    except ValueError:
        return text


@pytest.mark.parametrize("question", questions(PAGES["zh"]))
def test_every_tool_gives_the_same_answer(real: Build, client: Client, address: str, question: str) -> None:
    blocks = questions(PAGES["zh"])[question]
    expected = answer(client.get("/data/hunan.csv", sql=blocks[0].text).text)
    assert expected
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for block in blocks:
        if block.kind in TOOLS:
            command = [*TOOLS[block.kind], block.text.replace(ON_THE_PAGE, address)]
            done = subprocess.run(command, cwd=real.downloads, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False)
            assert done.returncode == 0, block.text + done.stderr
            assert answer(done.stdout) == expected, block.text


@pytest.mark.parametrize("name", PAGES.values(), ids=PAGES)
def test_every_question_is_answered_in_every_tool(name: str) -> None:
    found = questions(name)
    assert len(found) == 5
    for blocks in found.values():
        kinds = [block.kind for block in blocks]
        assert {kind: kinds.count(kind) for kind in PER_QUESTION} == PER_QUESTION
    prose = "\n".join(part.text for part in page(name) if part.kind == "paragraph")
    assert prose.count("\nExcel") == prose.count("\nOpenRefine") == len(found)


def test_both_languages_show_the_same_programs() -> None:
    zh, en = (questions(name) for name in PAGES.values())
    assert {key: [block.text for block in blocks] for key, blocks in zh.items()} == {
        key: [block.text for block in blocks] for key, blocks in en.items()
    }
