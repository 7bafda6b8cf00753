"""Which files a dataset has: some of any, some only where its columns play the roles they need."""

from __future__ import annotations

from kepu.formats import ics
from kepu.formats.dating import dated
from kepu.model import Catalog, Dataset

ALWAYS = ("excel.csv", "csv", "json")


def files(catalog: Catalog, dataset: Dataset) -> list[str]:
    """Endings of the downloads of a dataset, those most people want first."""
    where = {"geojson": catalog.placed(dataset), "ics": ics.takes(dataset), "atom": dated(catalog, dataset)}
    return [*ALWAYS, *(ending for ending, there in where.items() if there)]
