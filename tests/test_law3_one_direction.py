"""Law 3: datasets and schemas → check → database → everything else; nothing reaches back."""

import ast
from pathlib import Path

import pytest
from builds import Watched
from support import ENGINE, fingerprint, kepu

# It hashes every input's bytes to know whether a build is stale; no value of any dataset comes out.
HASHES = "digest.py"
LATER = {"kepu.exports", "kepu.library", "kepu.records", "kepu.templating", "kepu.pages", "kepu.site", "kepu.server"}
NEVER = {
    "reading.py": {"kepu.rules", "kepu.database", *LATER},
    "rules": {"kepu.database", *LATER},
    "database.py": {"kepu.rules", *LATER},
    "library.py": {"kepu.reading", "kepu.rules"},
    "records.py": {"kepu.reading", "kepu.rules"},
    "formats": {"kepu.reading", "kepu.rules", "kepu.exports", "kepu.templating", "kepu.pages", "kepu.site", "kepu.server"},
    "exports": {"kepu.reading", "kepu.rules"},
    "form": {"kepu.reading", "kepu.server"},
    "templating.py": {"kepu.reading", "kepu.rules"},
    "pages.py": {"kepu.reading", "kepu.rules"},
    "site.py": {"kepu.reading", "kepu.rules"},
    "server": {"kepu.reading", "kepu.rules"},
}


def imported(path: Path) -> set[str]:
    """Every module and name a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("part", NEVER)
def test_a_part_imports_nothing_from_the_wrong_side(part: str) -> None:
    start = ENGINE / "kepu" / part
    files = sorted(start.rglob("*.py")) if start.is_dir() else [start]
    wrong = {(file.name, name) for file in files for name in imported(file) for never in NEVER[part] if f"{name}.".startswith(f"{never}.")}
    assert files
    assert not wrong


def test_only_reading_opens_a_dataset(watched: Watched) -> None:
    opened = {(Path(o["path"]).name, o["by"]) for o in watched.opened if _is_dataset(watched.root, Path(o["path"]))}
    by = {module for _, module in opened if module != HASHES}
    assert by == {"reading.py"}
    assert {name for name, module in opened if module == "reading.py"} == {p.name for p in (watched.root / "datasets").glob("*.csv")}


def _is_dataset(root: Path, path: Path) -> bool:
    return path.suffix == ".csv" and path.parent == root / "datasets"


def test_an_error_stops_the_build_and_leaves_the_last_good_one_byte_for_byte(small: Path) -> None:
    assert kepu("build", "--root", small).returncode == 0
    before = fingerprint(small / "build")
    towers = small / "datasets" / "towers.csv"
    towers.write_text(towers.read_text("utf-8").replace(",stone,", ",straw,"), "utf-8")
    done = kepu("build", "--root", small)
    assert done.returncode == 1
    assert "towers.csv:2" in done.stdout
    assert fingerprint(small / "build") == before
