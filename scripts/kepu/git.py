"""Asking git about the repository a root lies in. Nothing is fetched, and its words stay in one language."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

# A clone may lack files it would fetch when asked for them; a build reads no network.
QUIET = {"LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1"}


def run(root: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git in `root` to its end; FileNotFoundError where there is no git."""
    return subprocess.run(_command(root, *arguments), input=stdin, capture_output=True, check=False, env=os.environ | QUIET)


def said(root: Path, *arguments: str) -> str:
    """What git says; empty outside a repository, without git, or when it fails."""
    try:
        done = run(root, *arguments)
    except OSError:
        return ""
    return "" if done.returncode else done.stdout.decode("utf-8", "surrogateescape").strip()


@contextmanager
def blobs(root: Path) -> Iterator[Callable[[str], bytes]]:
    """A way to read stored files by name, one process for all; KeyError for one that is not stored here."""
    with subprocess.Popen(
        _command(root, "cat-file", "--batch"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ | QUIET,
    ) as asked:
        assert asked.stdin
        assert asked.stdout
        questions, answers = asked.stdin, asked.stdout

        def read(name: str) -> bytes:
            questions.write(f"{name}\n".encode())
            questions.flush()
            head = answers.readline().split()
            if len(head) != len(("name", "type", "size")):
                raise KeyError(name)
            return answers.read(int(head[2]) + 1)[:-1]

        yield read


def _command(root: Path, *arguments: str) -> list[str]:
    return ["git", "-C", str(root), *arguments]
