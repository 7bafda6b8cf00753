"""The folder of a release: package, database, what changed, how to cite it, checksums. Made twice it is the same bytes."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from kepu import database, history
from kepu.diff import Diff
from kepu.exports import bundle, csv_files, datapackage, sqlite
from kepu.library import Library
from kepu.model import Catalog
from kepu.problems import Problem, Stop
from kepu.reading import Table
from kepu.release import changelog, citation
from kepu.release.plan import Plan

# What the package is made of, and the package.
PACKED = (csv_files.write, sqlite.write, datapackage.write, bundle.write)


def write(plan: Plan, catalog: Catalog, tables: dict[str, Table], diff: Diff | None, out: Path) -> None:
    """Write the folder, which must not exist: a release that was published is never overwritten."""
    if out.exists():
        raise Stop(Problem("file-exists", file=str(out)))
    with TemporaryDirectory(prefix="kepu-") as beside:
        work, done = Path(beside) / "work", Path(beside) / "done"
        work.mkdir()
        done.mkdir()
        _data(plan, catalog, tables, work, done)
        rows = {name: len(table.rows) for name, table in tables.items()}
        texts = {
            "CHANGELOG.md": changelog.markdown(plan, catalog, rows, diff),
            "CHANGELOG.json": changelog.machine(plan, catalog, rows, diff),
            "CITATION.cff": citation.cff(plan, catalog),
            ".zenodo.json": citation.zenodo(plan, catalog),
        }
        for name, text in texts.items():
            (done / name).write_text(text, "utf-8")
        (done / "SHA256SUMS").write_text(_sums(done), "utf-8")
        shutil.copytree(done, out)


def _data(plan: Plan, catalog: Catalog, tables: dict[str, Table], work: Path, done: Path) -> None:
    """The package and the database, under names that say which release they are."""
    path = work / "built.db"
    database.write(catalog, tables, history.dates(catalog, tables), path)
    library = Library(catalog, path)
    for each in PACKED:
        each(library, work)
    for ending in ("zip", "db"):
        shutil.copyfile(work / f"{catalog.name}.{ending}", done / f"{catalog.name}-{plan.version}.{ending}")


def _sums(folder: Path) -> str:
    """As `sha256sum --check` reads them."""
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(folder.iterdir()))
