"""What time and what area a dataset's records cover, as far as the records say."""

from __future__ import annotations

from kepu.exports.geojson import bounds
from kepu.library import Library
from kepu.model import Dataset


def period(library: Library, dataset: Dataset) -> tuple[str, str] | None:
    """The first and the last day, month or year that a beginning or an end names; None when none does."""
    columns = [f.name for role in ("start", "end") if (f := dataset.role_of(role))]
    found = [str(r[name]) for r in library.records(dataset.name) for name in columns if r[name] is not None]
    return (min(found), max(found)) if found else None


def box(library: Library, dataset: Dataset) -> list[float]:
    """West, south, east, north in WGS84; empty when no record has a point."""
    return bounds(library.records(dataset.name))


def keywords(library: Library, dataset: Dataset) -> list[tuple[str, str]]:
    """The dataset's title and the kinds its records are of, in Chinese and English."""
    kind = dataset.role_of("kind")
    used = {str(r[kind.name]) for r in library.records(dataset.name)} if kind else set()
    terms = [term for term in kind.vocabulary.values() if term.code in used] if kind else []
    return [(dataset.title, dataset.title_en), *((term.label, term.label_en) for term in terms)]
