"""A state of the data: a folder, or a revision taken out of git's store into a temporary folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryDirectory

from kepu import git
from kepu.catalog import load
from kepu.model import Catalog
from kepu.problems import Misused, Problem, Stop
from kepu.reading import Table, read_all

# What the data consists of; the rest of a revision is not taken out.
PARTS = ("datasets", "schemas", "metadata.json", "mkdocs.yml")


@dataclass(frozen=True)
class Tree:
    """One state of the data, under the name its user gave it."""

    name: str
    catalog: Catalog
    tables: dict[str, Table]


@contextmanager
def opened(name: str, root: Path) -> Iterator[Path]:
    """The folder of a tree. A folder that holds schemas is one itself; any other name is a revision of the repository at `root`."""
    if (Path(name) / "schemas").is_dir():
        yield Path(name).resolve()
    else:
        with revision(name, root) as folder:
            yield folder


@contextmanager
def revision(name: str, root: Path) -> Iterator[Path]:
    """The data of a revision in a folder that is gone afterwards."""
    commit = require(name, root)
    with TemporaryDirectory(prefix="kepu-") as folder:
        for path, data in _files(root, commit):
            target = Path(folder) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        yield Path(folder)


def fork_point(name: str, root: Path) -> str:
    """The commit at which what is checked out at `root` left a revision: what happened there since is no change of ours."""
    commit = require(name, root)
    found = _git(root, name, "merge-base", commit, "HEAD")
    if found.returncode:
        raise Misused(Problem("revision-unrelated", file=str(root), value=name))
    return found.stdout.decode().strip()


def checked_out(root: Path) -> str:
    """The short name of the commit at `root`, marked when files differ from it."""
    return _git(root, "HEAD", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*").stdout.decode().strip()


def read(name: str, folder: Path) -> Tree:
    """The data in a folder."""
    catalog = described(name, folder)
    return Tree(name, catalog, read_all(catalog))


def described(name: str, folder: Path) -> Catalog:
    """The schemas in a folder. What stops it names the tree, as git writes it: `tree:file`."""
    try:
        return load(folder)
    except Stop as stop:
        file = name if stop.problem.code == "root-invalid" else f"{name}:{stop.problem.file}"
        raise Stop(replace(stop.problem, file=file)) from None
    except (LookupError, TypeError, ValueError, AttributeError) as error:  # a schema of an earlier or later engine
        raise Stop(Problem("revision-unreadable", file=name, context={"detail": f"{type(error).__name__} {error}"})) from None


def require(name: str, root: Path) -> str:
    """The commit a name stands for in the repository at `root`; stops the work where there is none."""
    found = _git(root, name, "rev-parse", "--git-dir")
    if found.returncode:
        detail = found.stderr.decode("utf-8", "replace").strip().partition("\n")[0].removeprefix("fatal: ")
        raise Misused(Problem("repository-missing", file=str(root), value=name, context={"detail": detail}))
    found = _git(root, name, "rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}")
    if found.returncode:
        raise Misused(Problem("revision-unknown", file=str(root), value=name))
    return found.stdout.decode().strip()


def _files(root: Path, commit: str) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of the plain files, as stored: `git archive` would obey a .gitattributes that hides or rewrites some."""
    listed = _git(root, commit, "ls-tree", "-r", "-z", commit, "--", *PARTS).stdout.decode("utf-8", "surrogateescape")
    entries = [entry.partition("\t") for entry in listed.split("\0") if entry.startswith("100")]
    names = [about.split()[2] for about, _, _ in entries]
    data = _git(root, commit, "cat-file", "--batch", stdin="".join(f"{name}\n" for name in names).encode()).stdout
    at = 0
    for _, _, path in entries:
        head, start = data[at : data.index(b"\n", at)], data.index(b"\n", at) + 1
        size = int(head.split()[2])
        yield path, data[start : start + size]
        at = start + size + 1


def _git(root: Path, name: str, *arguments: str, stdin: bytes = b"") -> CompletedProcess[bytes]:
    """Run git in `root`; without git nothing but folders can be compared."""
    try:
        return git.run(root, *arguments, stdin=stdin)
    except FileNotFoundError:
        raise Misused(Problem("git-missing", file=str(root), value=name)) from None
