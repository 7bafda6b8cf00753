"""Roots to build, and what a build left."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from support import ROOT, TESTS, environment, fingerprint, kepu

from kepu.digest import INPUTS

# What a fork replaces, and so all that a root consists of.
PARTICULAR = ("datasets", "schemas", "site", "mkdocs.yml", "metadata.json")


@dataclass(frozen=True)
class Build:
    """A root and what `kepu build` made of it."""

    root: Path
    out: Path

    @property
    def site(self) -> Path:
        """The portal."""
        return self.out / "site"

    @property
    def downloads(self) -> Path:
        """The files to take away."""
        return self.site / "downloads"

    def page(self, address: str) -> str:
        """The page at an address of the portal, as it is sent."""
        return (self.site / address / "index.html").read_text("utf-8")

    def pages(self) -> Iterator[tuple[str, str]]:
        """(path, text) of every page of the portal."""
        for path in sorted(self.site.rglob("*.html")):
            yield path.relative_to(self.site).as_posix(), path.read_text("utf-8")


@dataclass(frozen=True)
class Watched(Build):
    """A build that was watched: the root before it, and which part of the engine opened which file."""

    before: dict[str, str]
    opened: list[dict[str, str]]


def build(root: Path, out: Path) -> Build:
    """Build a root; a failure shows the report."""
    done = kepu("build", "--root", root, "--out", out)
    assert done.returncode == 0, done.stdout + done.stderr
    return Build(root, out)


def copy_root(target: Path, source: Path = ROOT) -> Path:
    """A root of its own: what is particular, without the engine."""
    target.mkdir(parents=True)
    for name in PARTICULAR:
        copy = shutil.copytree if (source / name).is_dir() else shutil.copyfile
        copy(source / name, target / name)
    return target


def small_root(target: Path) -> Path:
    """A dozen rows of another land, with this repository's own contracts; built in two seconds."""
    copy_root(target, TESTS / "examples" / "_root")
    shutil.copytree(ROOT / "schemas" / "meta", target / "schemas" / "meta")
    shutil.copyfile(ROOT / "schemas" / "problems.csv", target / "schemas" / "problems.csv")
    return target


def real(folder: Path) -> Build:
    """This repository, built."""
    return build(ROOT, folder / "build")


def invented(folder: Path) -> Build:
    """This repository with one more pair dropped in, and nothing else edited."""
    root = copy_root(folder / "root")
    shutil.copyfile(TESTS / "invented" / "observatories.json", root / "schemas" / "observatories.json")
    shutil.copyfile(TESTS / "invented" / "observatories.csv", root / "datasets" / "observatories.csv")
    return build(root, root / "build")


def watched(folder: Path) -> Watched:
    """This repository built again: in another folder, clock, time zone, hash seed and locale, and without a network."""
    root, log = copy_root(folder / "else" / "where"), folder / "opened.jsonl"
    for name in (name for name in INPUTS if not (root / name).exists()):  # the versions of what builds are inputs too
        (root / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(ROOT / name, root / name)
    before = fingerprint(root)
    command = [*_without_network(), sys.executable, TESTS / "watch.py", log, "build", "--root", "where"]
    other = environment(TZ="Pacific/Kiritimati", PYTHONHASHSEED="7", LC_ALL="C", GIT_DIR=str(ROOT / ".git"))
    done = subprocess.run(command, cwd=root.parent, env=other, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    opened = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    return Watched(root, root / "build", before, opened)


def _without_network() -> list[str]:
    """A prefix that takes the network from child processes too, where the system allows it."""
    prefix = ["unshare", "--user", "--map-root-user", "--net"]
    allowed = shutil.which("unshare") and subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0
    return prefix if allowed else []


# The fixtures of conftest.py that are builds.
MAKERS = {"real": real, "invented": invented, "watched": watched}
