"""`kepu check --changed-from`, asked in process."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from kepu.cli import main


def check(root: Path, *options: str) -> tuple[int, str]:
    """Exit code and report of `kepu check --changed-from HEAD`."""
    revision = () if "--changed-from" in options else ("--changed-from", "HEAD")
    done = CliRunner().invoke(main, ["check", "--root", str(root), *revision, *options], catch_exceptions=False)
    return done.exit_code, done.output


def judged(root: Path, *options: str) -> list[tuple[str, str, int | None]]:
    """(severity, code, line) of every problem; the exit code agrees with them."""
    status, report = check(root, "--format", "json", *options)
    problems = json.loads(report)["problems"]
    assert status == (1 if "error" in {p["severity"] for p in problems} else 0)
    return [(p["severity"], p["code"], p["line"]) for p in problems]
