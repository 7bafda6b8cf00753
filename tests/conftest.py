"""The builds that the tests look at, each made once."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from builds import Build, Watched, build, copy_root, small_root
from client import Client
from support import ROOT, TESTS, environment, fingerprint

from kepu.digest import INPUTS


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """This repository, built."""
    return build(ROOT, tmp_path_factory.mktemp("real") / "build")


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """This repository with one more pair dropped in, and nothing else edited."""
    root = copy_root(tmp_path_factory.mktemp("invented") / "root")
    shutil.copyfile(TESTS / "invented" / "observatories.json", root / "schemas" / "observatories.json")
    shutil.copyfile(TESTS / "invented" / "observatories.csv", root / "datasets" / "observatories.csv")
    return build(root, root / "build")


@pytest.fixture(scope="session")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """This repository built again: in another folder, clock, time zone, hash seed and locale, and without a network."""
    folder = tmp_path_factory.mktemp("watched")
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


@pytest.fixture(scope="session")
def client(real: Build) -> Iterator[Client]:
    """This repository, served."""
    found = Client(real)
    yield found
    found.close()


@pytest.fixture(scope="session")
def invented_client(invented: Build) -> Iterator[Client]:
    """The repository with one more pair, served."""
    found = Client(invented)
    yield found
    found.close()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The root of another land: its own datasets and look, and a dozen rows."""
    return small_root(tmp_path / "root")
