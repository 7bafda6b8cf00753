"""Two trees, alike or edited."""

import shutil
from pathlib import Path

import pytest
from builds import small_root

from diff.comparing import EXAMPLE


@pytest.fixture
def trees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Two equal small roots, `old` and `new` in the working folder."""
    monkeypatch.chdir(tmp_path)
    return small_root(tmp_path / "old"), small_root(tmp_path / "new")


@pytest.fixture
def edited(trees: tuple[Path, Path]) -> tuple[Path, Path]:
    """The small root and the example's edit of it."""
    shutil.copytree(EXAMPLE / "datasets", trees[1] / "datasets", dirs_exist_ok=True)
    return trees
