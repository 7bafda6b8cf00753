"""What the parameters of an address may say: columns that exist, comparisons Datasette knows, values it can read."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from contextlib import suppress

from datasette.filters import Filters

from kepu.exports.openapi.words import SHAPES
from kepu.server.mistaken import Mistaken

Pairs = list[tuple[str, str]]

COMPARISONS = [known.key for known in Filters._filters]
# Parameters whose value is a column; Datasette takes an empty _sort for none.
NAMING = ("_sort", "_sort_desc", "_col", "_nocol", "_label", "_facet", "_facet_date")
MAY_BE_EMPTY = ("_sort", "_sort_desc")
# Values Datasette stumbles over when they are something else, and an example.
WHOLE, NUMBER_OR_MAX = r"\d{0,9}", r"\d{0,9}|max"
VALUES = {
    "_timelimit": (WHOLE, "500"),
    "_size": (NUMBER_OR_MAX, "100"),
    "_facet_size": (NUMBER_OR_MAX, "100"),
    "_json_infinity": (r"(?i:on|off|true|false|1|0)", "1"),
    "_shape": ("|".join(SHAPES), "array"),
}
THROUGH = ("table", "column", "value")


def require_ending(ending: str | None, known: Collection[str]) -> None:
    """The format of an address is one there is."""
    if ending and ending not in known:
        raise Mistaken("ending", ending, names=", ".join(f".{name}" for name in sorted(known)))


def require_values(pairs: Pairs) -> None:
    """Numbers, switches and shapes are such."""
    for name, value in pairs:
        if name in VALUES:
            _require(name, value, *VALUES[name])


def require_offset(pairs: Pairs) -> None:
    """A view, whose rows have no ids, is read on by number."""
    for name, value in pairs:
        if name == "_next":
            _require(name, value, WHOLE, "50")


def require_shape(pairs: Pairs, *, keys: bool, rows: bool = True) -> None:
    """A shape that can be made of what is there: rows, and ids of rows."""
    for shape in (value for name, value in pairs if name == "_shape"):
        if shape == "object" and not keys:
            raise Mistaken("no-ids")
        if shape != SHAPES[0] and not rows:
            raise Mistaken("no-rows", shape)


def require_columns(pairs: Pairs, columns: Sequence[str]) -> None:
    """Every column and comparison of a table's filter exists."""
    for name, value in pairs:
        if name in NAMING:
            _require_column(value, columns if value or name not in MAY_BE_EMPTY else [""])
        elif name == "_facet_array":
            raise Mistaken("no-arrays")
        elif name == "_through":
            _require_through(value)
        elif not name.startswith("_") or "__" in name:
            _require_filter(name, value, columns)


def _require_filter(name: str, value: str, columns: Sequence[str]) -> None:
    """As Datasette reads it: what follows the last two underscores is the comparison."""
    column, _, comparison = name.rpartition("__") if "__" in name else (name, "", "exact")
    _require_column(column, columns)
    if comparison not in COMPARISONS:
        raise Mistaken("comparison", comparison, names=", ".join(COMPARISONS))
    if comparison in ("in", "notin") and value.startswith("[") and not _is_list(_read(value)):
        raise Mistaken("value", name, example='["a", "b"]')


def _require_column(name: str, columns: Sequence[str]) -> None:
    if name not in columns:
        raise Mistaken("column", name, names=", ".join(columns))


def _require_through(value: str) -> None:
    found = _read(value)
    if not (isinstance(found, dict) and all(isinstance(found.get(key), str) for key in THROUGH)):
        raise Mistaken("value", "_through", example=json.dumps(dict.fromkeys(THROUGH, "…"), ensure_ascii=False))


def _require(name: str, value: str, pattern: str, example: str) -> None:
    if not re.fullmatch(pattern, value, re.ASCII):
        raise Mistaken("value", name, example=example)


def _is_list(found: object) -> bool:
    return isinstance(found, list) and all(isinstance(one, str | int | float) for one in found)


def _read(value: str) -> object:
    with suppress(ValueError, RecursionError):
        return json.loads(value)
    return None
