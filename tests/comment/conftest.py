"""A code host that a comment is told to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from codehost import Host, serving

from comment.commenting import FACTS, event, packed
from kepu.review import github


@pytest.fixture
def host() -> Iterator[Host]:
    """A code host where request 12 comes from a fork and its check found one error."""
    pull = event("pull_request.fork")["pull_request"]
    with serving(Host(pulls=[pull])) as found:
        found.give(packed(FACTS))
        yield found


@pytest.fixture(autouse=True)
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited, without waiting."""
    waits: list[float] = []
    monkeypatch.setattr(github.time, "sleep", waits.append)
    return waits
