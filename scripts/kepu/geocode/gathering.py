"""The datasets to work on, read afresh: asking takes minutes, and an editor may save a table meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

from kepu.geocode.cache import Cache
from kepu.geocode.candidates import suitable
from kepu.geocode.divisions import Divisions
from kepu.geocode.providers import Provider, Setting
from kepu.geocode.work import Land, Work
from kepu.model import Catalog, Dataset
from kepu.problems import Misused, Problem, Stop
from kepu.reading import Table, read_all


@dataclass(frozen=True)
class Gathered:
    """All tables as they are now, and the work to do on some of them."""

    tables: dict[str, Table]
    works: list[Work]
    divisions: Divisions


def gather(catalog: Catalog, provider: Provider, name: str | None) -> Gathered:
    """The work for one provider on one dataset, or on all that suit."""
    chosen = _chosen(catalog, name)
    tables = read_all(catalog)
    divisions = catalog.role("divisions")
    for dataset in [*chosen, *([divisions] if divisions else [])]:
        if tables[dataset.name].problems:
            raise Stop(tables[dataset.name].problems[0])
    land = Land.of(catalog, tables)
    works = [Work(tables[d.name], provider, land, Cache(catalog.root, d.name)) for d in chosen]
    return Gathered(tables, works, land.divisions)


def opened(catalog: Catalog, provider: Provider, key: str, server: str, divisions: Divisions) -> object:
    """The provider's geocoder. It says who asks, as Nominatim's policy demands."""
    return provider.open(Setting(key, f"{catalog.name} (kepu geocode)", server, divisions))


def _chosen(catalog: Catalog, name: str | None) -> list[Dataset]:
    found = suitable(catalog)
    if name is None:
        return found
    if name not in [d.name for d in found]:
        raise Misused(Problem("geocode-dataset", value=name, context={"listed": ", ".join(d.name for d in found)}))
    return [catalog[name]]
