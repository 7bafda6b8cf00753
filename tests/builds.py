"""Roots to build, and what a build left."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from support import ROOT, TESTS, kepu

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
