"""A git repository made for one test."""

from __future__ import annotations

import subprocess
from pathlib import Path

# Nothing of the machine's own configuration takes part.
SETTINGS = {
    "user.name": "test",
    "user.email": "test@example.org",
    "commit.gpgsign": "false",
    "core.hooksPath": "/dev/null",
    "core.autocrlf": "false",
}


def git(folder: Path, *arguments: str) -> str:
    """Run git in a folder."""
    given = [part for key, value in SETTINGS.items() for part in ("-c", f"{key}={value}")]
    return subprocess.run(
        ["git", *given, "-C", str(folder), *arguments], capture_output=True, text=True, encoding="utf-8", check=True
    ).stdout


def commit(folder: Path) -> str:
    """Commit everything below a folder, which becomes a repository if it is none; the commit's name."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message=state")
    return git(folder, "rev-parse", "HEAD").strip()


def edit(root: Path, file: str, old: str, new: str) -> None:
    """Change one file."""
    text = (root / file).read_bytes().decode("utf-8")
    assert old in text
    (root / file).write_bytes(text.replace(old, new).encode("utf-8"))
