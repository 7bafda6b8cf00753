"""Check, then everything into one folder, which replaces the last one only when it is whole."""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kepu import database, history, site
from kepu.digest import build_id, commit
from kepu.exports.metadata import merged
from kepu.library import Library
from kepu.model import Catalog
from kepu.problems import Problem, Stop
from kepu.reading import Table


def build(catalog: Catalog, tables: dict[str, Table], out: Path) -> None:
    """Build checked tables into `out`. Whatever fails on the way leaves the last good build as it was."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with _alone(out):
        new, old = out.with_name(out.name + ".new"), out.with_name(out.name + ".old")
        for leftover in (new, old):
            shutil.rmtree(leftover, ignore_errors=True)
        try:
            new.mkdir()
            _fill(catalog, tables, new)
            if out.exists():
                out.rename(old)
            new.rename(out)
        finally:
            shutil.rmtree(new, ignore_errors=True)
            shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """One build of a folder at a time."""
    with out.with_name(f".{out.name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Stop(Problem("build-running", file=str(out))) from None
        yield


def _fill(catalog: Catalog, tables: dict[str, Table], out: Path) -> None:
    path = out / f"{catalog.database}.db"
    database.write(catalog, tables, history.dates(catalog, tables), path)
    library = Library(catalog, path)
    facts = {"name": catalog.name, "commit": commit(catalog.root), "build": build_id(catalog.root), "rows": library.counts()}
    _json(out / "metadata.json", merged(catalog))
    site.write(library, out / "site", facts)
    _json(out / "build.json", facts)


def _json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")


def facts(out: Path) -> dict[str, Any]:
    """What the build in `out` says of itself; empty when there is none."""
    try:
        return dict(json.loads((out / "build.json").read_text("utf-8")))
    except (OSError, ValueError):
        return {}


def stale(catalog: Catalog, out: Path) -> bool:
    """True when the inputs have changed since the build in `out`."""
    return facts(out).get("build") != build_id(catalog.root)
