"""What several tests ask of the repository: its command, its tables, its pages."""

from __future__ import annotations

import csv
import hashlib
import html
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENGINE = ROOT / "scripts"
TESTS = ROOT / "tests"

ATTRIBUTE = re.compile(r"([a-zA-Z][\w:-]*)=\"([^\"]*)\"")


def environment(**changes: str) -> dict[str, str]:
    """The environment of a command that runs the engine beside these tests, whatever is installed."""
    return os.environ | {"PYTHONPATH": str(ENGINE), "PYTHONDONTWRITEBYTECODE": "1"} | changes


def kepu_command(*arguments: object) -> list[str]:
    """`kepu` as a command line."""
    return [sys.executable, "-c", "from kepu.cli import main; main(prog_name='kepu')", *map(str, arguments)]


def kepu(*arguments: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run `kepu` to its end."""
    return subprocess.run(
        kepu_command(*arguments), cwd=cwd, env=environment(), capture_output=True, text=True, encoding="utf-8", check=False
    )


def rows(path: Path) -> list[dict[str, str]]:
    """A CSV as its editor sees it: text in every cell."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def schemas(root: Path = ROOT) -> dict[str, dict]:
    """Dataset → its schema file."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((root / "schemas").glob("*.json"))}


def with_role(schema: dict, role: str) -> str:
    """Name of the column that plays a role; empty when there is none."""
    return next((f["name"] for f in schema["fields"] if f["x-kepu"].get("role") == role), "")


def used(schema: dict, use: str) -> list[str]:
    """Columns marked for a use."""
    return [f["name"] for f in schema["fields"] if use in f["x-kepu"].get("use", [])]


def has_pages(schema: dict) -> bool:
    """True when every record has a page of its own."""
    return schema["x-kepu"].get("page", True)


def table(name: str) -> str:
    """A dataset's SQLite table."""
    return name.replace("-", "_")


def fingerprint(folder: Path) -> dict[str, str]:
    """Path → SHA-256 of every file below a folder."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@cache
def _tag(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"<({'|'.join(names) or '[a-z][a-z0-9]*'})\b([^>\"]*(?:\"[^\"]*\"[^>\"]*)*)>")


def tags(page: str, *names: str) -> Iterator[tuple[str, dict[str, str]]]:
    """(name, attributes) of the start tags of a page, of some names or of all."""
    for name, text in _tag(names).findall(page):
        yield name, {key: html.unescape(value) for key, value in ATTRIBUTE.findall(text)}


def words(fragment: str) -> str:
    """The text of a piece of HTML."""
    return html.unescape(re.sub(r"<[^>]*>", "", fragment)).strip()
