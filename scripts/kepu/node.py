"""Tools written in JavaScript that a build runs: each is a command in node_modules."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from kepu.problems import Problem, Stop

# So much of what a tool complains of tells what is wrong.
COMPLAINT = 300


def run(tool: str, arguments: list[str], about: Path) -> str:
    """What the tool prints. It works on `about`, whose name a reader is told when it fails."""
    modules = _modules(tool, about)
    beside = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"  # where set-up puts a Node of its own
    environment = os.environ | {"NODE_PATH": str(modules), "PATH": beside}
    done = subprocess.run(
        [str(modules / ".bin" / tool), *arguments], capture_output=True, text=True, encoding="utf-8", env=environment, check=False
    )
    if done.returncode:
        raise Stop(Problem("site-failed", file=about.name, context={"detail": done.stderr.strip()[:COMPLAINT]}))
    return done.stdout


def _modules(tool: str, about: Path) -> Path:
    """node_modules with the tool, above a file, else beside the engine (a fork's tree may have none of its own)."""
    for folder in (*about.parents, *Path(__file__).resolve().parents):
        if (folder / "node_modules" / ".bin" / tool).exists():
            return folder / "node_modules"
    raise Stop(Problem("tools-missing", file="package.json"))
