"""One number for everything a build depends on: inputs, engine and locked versions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kepu import git, history

INPUTS = ("datasets", "schemas", "site", "mkdocs.yml", "metadata.json", "package-lock.json", "requirements/run.lock")


def build_id(root: Path) -> str:
    """Twelve hexadecimal characters that change whenever a build could."""
    digest = hashlib.sha256()
    for name, path in _files(root):
        digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    digest.update(f"{commit(root)} {history.whole(root)}".encode())
    return digest.hexdigest()[:12]


def _files(root: Path) -> Iterator[tuple[str, Path]]:
    """(name, path) of every input; names are relative, so that no folder of this machine counts."""
    engine = Path(__file__).parent
    for base, start in [*((root, root / name) for name in INPUTS), (engine.parent, engine)]:
        found = [start] if start.is_file() else sorted(start.rglob("*"))
        yield from ((p.relative_to(base).as_posix(), p) for p in found if p.is_file() and "__pycache__" not in p.parts)


def commit(root: Path) -> str:
    """The commit checked out at `root`; empty outside a repository or without git."""
    return git.said(root, "rev-parse", "HEAD")


@cache
def committed(root: Path) -> str:
    """The day of that commit, by its committer's calendar: 2021-04-10; empty outside a repository or without git."""
    return git.said(root, "show", "--no-patch", "--format=%cs", "HEAD")
