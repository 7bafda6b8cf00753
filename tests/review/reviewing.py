"""`kepu review`, asked in process, and what it leaves."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from kepu.cli import main
from kepu.review import facts

TOWERS, HAVENS, CHARTS, LOGBOOK = (f"datasets/{name}.csv" for name in ("towers", "havens", "charts", "logbook"))


def review(root: Path, *options: str) -> tuple[int, str, Path]:
    """Exit code, report and folder of `kepu review` against main."""
    out = root.parent / "out"
    done = CliRunner().invoke(main, ["review", "--root", str(root), "--base", "main", "--out", str(out), *options], catch_exceptions=False)
    return done.exit_code, done.output, out


def found(out: Path) -> dict:
    """The facts of a folder, read as the comment reads them."""
    return facts.read((out / "review.json").read_bytes())
