"""What a reviewer is given to see."""

from __future__ import annotations

from pathlib import Path

import pytest
from repository import commit, git


@pytest.fixture
def root(small: Path) -> Path:
    """A repository that is clean, on a branch of its own."""
    commit(small)
    git(small, "checkout", "--quiet", "-b", "edit")
    return small
