"""The next id of a dataset: one that no row has, and none ever had."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from kepu.model import Catalog, Dataset
from kepu.reading import Table

# Ids we may number ourselves: letters, then digits, either as many as it takes or a fixed number of them.
NUMBERED = re.compile(r"\^?([A-Za-z]+)(?:\\d|\[0-9\])(?:\+|\{(\d+)\})\$?")


def shape(dataset: Dataset) -> tuple[str, int] | None:
    """Letters and number of digits of a dataset's ids; None where ids come from elsewhere, as codes and links do."""
    pattern = dataset.by_name[dataset.key].constraints.get("pattern", "")
    found = NUMBERED.fullmatch(pattern)
    if dataset.extends or not found:
        return None
    return found[1], int(found[2] or 1)


def free(catalog: Catalog, tables: Mapping[str, Table], dataset: Dataset, also: Iterable[str] = ()) -> Iterator[str]:
    """Ids never used, in order; none where they cannot be numbered. `also` names ids about to be used."""
    yield from following(shape(dataset), (*used(catalog, tables, dataset), *also))


def following(shaped: tuple[str, int] | None, taken: Iterable[str]) -> Iterator[str]:
    """Ids of a shape after all that were taken; none without a shape."""
    if not shaped:
        return
    letters, digits = shaped
    numbers = [int(found[1]) for key in taken if (found := re.fullmatch(rf"{letters}(\d+)", key))]
    yield from (f"{letters}{number:0{digits}d}" for number in count(max(numbers, default=0) + 1))


def used(catalog: Catalog, tables: Mapping[str, Table], dataset: Dataset) -> set[str]:
    """Every id that rows have, or had before they were merged or withdrawn."""
    return {row.cells[dataset.key] for row in tables[dataset.name].rows} | _retired(catalog, tables, dataset)


def _retired(catalog: Catalog, tables: Mapping[str, Table], dataset: Dataset) -> set[str]:
    """The ids of a dataset that the list of redirects takes elsewhere."""
    redirects = catalog.role("redirects")
    if not redirects:
        return set()
    named = redirects.column("dataset")
    return {row.cells[redirects.key] for row in tables[redirects.name].rows if row.cells[named] == dataset.name}
