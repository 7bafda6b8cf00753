"""<name>.zip: everything for a reader without a network, with a page to begin at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from jinja2 import Environment

from kepu.digest import commit, committed
from kepu.library import Library

PAGE = Path(__file__).with_name("readme.html")
# The first moment a ZIP file can name: a file made twice must be the same file.
NO_DATE = (1980, 1, 1, 0, 0, 0)


def write(library: Library, folder: Path) -> None:
    """One folder in one file: CSV with their descriptor and schemas, the database, and the page that explains them."""
    name = library.catalog.name
    with ZipFile(folder / f"{name}.zip", "w") as archive:
        for path, data in _contents(library, folder):
            entry = ZipInfo(f"{name}/{path}", NO_DATE)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data, ZIP_DEFLATED)


def _contents(library: Library, folder: Path) -> Iterator[tuple[str, bytes]]:
    catalog = library.catalog
    yield "README.html", _page(library).encode()
    for name in ("datapackage.json", *(f"{dataset.name}.csv" for dataset in catalog), f"{catalog.name}.db"):
        yield name, (folder / name).read_bytes()
    schemas = catalog.root / "schemas"
    for path in sorted(p for pattern in ("*.json", "vocabularies/*.csv") for p in schemas.glob(pattern)):
        yield path.relative_to(catalog.root).as_posix(), path.read_bytes()


def _page(library: Library) -> str:
    """What is in the folder and what every column means, on one page that needs nothing beside it."""
    root = library.catalog.root
    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(PAGE.read_text("utf-8"))
    return template.render(catalog=library.catalog, counts=library.counts(), commit=commit(root), day=committed(root))
