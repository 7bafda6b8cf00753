"""A value of the database as the cell an editor writes, whichever file or answer it stands in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kepu.model import Dataset

# From here on not every whole number is a float.
EXACT = 2**53


def text(value: Any, kind: str = "") -> str:
    """A whole number without a point; of a column whose `kind` is boolean, true or false."""
    if value is None:
        return ""
    if kind == "boolean" and value in (0, 1):
        return "true" if value else "false"
    if isinstance(value, bytes):
        return value.hex()
    return str(int(value)) if isinstance(value, float) and abs(value) < EXACT and value.is_integer() else str(value)


def kinds(dataset: Dataset | None, columns: Sequence[str]) -> list[str]:
    """The types of columns; of a query's, nothing is known."""
    return [dataset.by_name[name].type if dataset and name in dataset.by_name else "" for name in columns]
