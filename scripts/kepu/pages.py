"""Records + templates → the generated pages: a list and a dictionary a dataset, a page a record, and the composed pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kepu.exports import schema_org
from kepu.model import Dataset
from kepu.records import Record
from kepu.retired import retired
from kepu.share import shared
from kepu.templating import Renderer, english

# Templates in this folder become the page of their own path: pages/map/index.html → /map/, pages/llms.txt → /llms.txt.
COMPOSED = "pages"
CATALOG = "catalog"
# A portal that has this template shows every record in English too.
IN_ENGLISH = "record-en.html"
PAGE = ".html"
# For search engines, which know these words; nothing is fetched.
SCHEMA_ORG = {"@context": "https://schema.org/"}


def write_all(renderer: Renderer, out: Path) -> None:
    """Every generated page into `out`."""
    library = renderer.library
    for dataset in library.catalog:
        if dataset.role != "redirects":
            _list(renderer, dataset, out)
        _dictionary(renderer, dataset, out)
        if dataset.page:
            _records(renderer, dataset, out)
    _composed(renderer, out)
    _redirects(renderer, out)


def _save(out: Path, address: str, html: str) -> None:
    path = out / (address + "index.html" if address.endswith("/") or not address else address)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(html, "utf-8")


def _list(renderer: Renderer, dataset: Dataset, out: Path) -> None:
    address = f"{dataset.name}/"
    names = [f"list-{dataset.name}.html", "list.html"]
    described = schema_org.dataset(renderer.library, dataset, renderer.files, address)
    context: dict[str, Any] = {"dataset": dataset, "records": renderer.library.records(dataset.name), "structured": SCHEMA_ORG | described}
    _save(out, address, renderer.render(names, address, dataset.title, dataset.section, **context))


def _dictionary(renderer: Renderer, dataset: Dataset, out: Path) -> None:
    """What each column of a dataset means and how the whole of it stands, below the page of all datasets."""
    address = f"{CATALOG}/{dataset.name}/"
    _save(out, address, renderer.render(["dictionary.html"], address, dataset.title, CATALOG, dataset=dataset))


def _records(renderer: Renderer, dataset: Dataset, out: Path) -> None:
    """A page a record. A role of another record shows the whole of it, at its own address."""
    of = dataset.extends.target if dataset.extends else dataset.name
    names, translated = [f"record-{of}.html", "record.html"], (renderer.library.catalog.site / "templates" / IN_ENGLISH).is_file()
    for record in renderer.library.records(dataset.name):
        context = _context(renderer, dataset, record, out)
        there = {"alternate": english(record)} if translated else {}
        _save(out, record.address, renderer.render(names, record.address, record.label, dataset.section, there, **context))
        if translated and not record.base:
            _in_english(renderer, record, out, context)
    _beside(renderer, dataset, out)


def _beside(renderer: Renderer, dataset: Dataset, out: Path) -> None:
    """Files beside the pages of records: record-roads.gpx renders /roads/r1/r1.gpx. One that comes out empty is not written."""
    templates = (renderer.library.catalog.site / "templates").glob(f"record-{dataset.name}.*")
    for name in sorted(path.name for path in templates if path.suffix != PAGE):
        for record in renderer.library.records(dataset.name):
            address = f"{record.address}{record.id}{Path(name).suffix}"
            text = renderer.render([name], address, record.label, dataset.section, dataset=dataset, record=record).strip()
            if text:
                _save(out, address, f"{text}\n")


def _context(renderer: Renderer, dataset: Dataset, record: Record, out: Path) -> dict[str, Any]:
    shown = record.base or record
    context: dict[str, Any] = {"dataset": dataset, "record": shown}
    if shown.dataset.located:
        context["structured"] = SCHEMA_ORG | schema_org.place(shown, record.address)
        context["shared"] = shared(renderer, shown, out)
    return context


def _in_english(renderer: Renderer, record: Record, out: Path, context: dict[str, Any]) -> None:
    """The same record with English labels, on a page of its own so that it needs no script and no server."""
    address, here = english(record), {"lang": "en", "alternate": record.address}
    _save(out, address, renderer.render([IN_ENGLISH], address, record.label, record.dataset.section, here, **context))


def _composed(renderer: Renderer, out: Path) -> None:
    folder = renderer.library.catalog.site / "templates" / COMPOSED
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        address = name.removesuffix("index.html")
        _save(out, address, renderer.render([f"{COMPOSED}/{name}"], address, ""))


def _redirects(renderer: Renderer, out: Path) -> None:
    """A page at each retired address that says where the record went, or why it is gone."""
    for one in retired(renderer.library).values():
        _save(out, one.address, renderer.render(["moved.html"], one.address, one.id, moved=one.row, target=one.target))
