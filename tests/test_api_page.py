"""Every example on the API's handbook pages runs."""

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from builds import Build
from client import Client
from support import ROOT

PAGES = [ROOT / "site" / "pages" / name for name in ("api.md", "en/api.md")]
each_page = pytest.mark.parametrize("page", PAGES, ids=["zh", "en"])


def examples(page: Path, kind: str) -> list[str]:
    """The examples of a kind on a page."""
    found = re.findall(rf"^```{kind}\n(.*?)^```", page.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert found
    return found


@each_page
def test_every_address_is_answered(client: Client, page: Path) -> None:
    addresses = [line for text in examples(page, "text") for line in text.splitlines()]
    addresses += re.findall(r"`(/downloads/[^`]*[^/`])`", page.read_text("utf-8"))
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


@each_page
def test_every_query_finds_rows(real: Build, page: Path) -> None:
    with closing(sqlite3.connect(real.downloads / "science-hunan.db")) as database:
        assert all(database.execute(sql).fetchall() for sql in examples(page, "sql"))


@each_page
@pytest.mark.parametrize("kind", ["python", "sh"])
def test_every_program_runs_beside_the_downloads(real: Build, page: Path, kind: str) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    shell = {"python": [sys.executable, "-c"], "sh": ["sh", "-ec"]}[kind]
    for text in (text for text in examples(page, kind) if "127.0.0.1" not in text):  # test_api_pages.py asks those
        done = subprocess.run(
            [*shell, text], cwd=real.downloads, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, text + done.stdout + done.stderr
