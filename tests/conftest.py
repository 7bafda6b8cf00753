"""The builds that the tests look at, each made once."""

from __future__ import annotations

import fcntl
import os
import pickle
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from builds import MAKERS, Build, Watched, small_root
from client import Client


@pytest.fixture(scope="session")
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Future[Build]]:
    """Every build that a test of this run asks for, made side by side before the first of them looks."""
    wanted = {name for item in request.session.items for name in getattr(item, "fixturenames", ())} & set(MAKERS)
    own = tmp_path_factory.getbasetemp()
    base = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with ThreadPoolExecutor() as pool:
        return {name: pool.submit(_shared, base, name) for name in sorted(wanted)}


def _shared(base: Path, name: str) -> Build:
    """A build that all processes of this run share: whoever is first makes it, the others wait."""
    folder = base / name
    folder.mkdir(exist_ok=True)
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = base / f"{name}.pickle"
        if not kept.exists():
            kept.write_bytes(pickle.dumps(MAKERS[name](folder)))
        found: Build = pickle.loads(kept.read_bytes())
        return found


@pytest.fixture(scope="session")
def real(made: dict[str, Future[Build]]) -> Build:
    """This repository, built."""
    return made["real"].result()


@pytest.fixture(scope="session")
def invented(made: dict[str, Future[Build]]) -> Build:
    """This repository with one more pair dropped in, and nothing else edited."""
    return made["invented"].result()


@pytest.fixture(scope="session")
def watched(made: dict[str, Future[Watched]]) -> Watched:
    """This repository built again: in another folder, clock, time zone, hash seed and locale, and without a network."""
    return made["watched"].result()


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
