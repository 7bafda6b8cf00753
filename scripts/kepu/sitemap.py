"""sitemap.xml for search engines: every page whose canonical address is its own, and the day its record last changed.

The form is that of sitemaps.org: an index, and files of at most 50,000 full addresses. Without a public address there is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from kepu.library import Library
from kepu.settings import public_address

NAME = "sitemap.xml"
MOST = 50_000
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write(library: Library, out: Path) -> None:
    """The index and its files, over the finished pages in `out`."""
    home = public_address(library.catalog.root)
    if not home.startswith("http"):
        return
    changed = {record.address: record.changed for dataset in library.catalog if dataset.page for record in library.records(dataset.name)}
    pages = [(home + address, changed.get(address, "")) for address in _pages(out, home)]
    parts = [pages[start : start + MOST] for start in range(0, len(pages), MOST)]
    for number, part in enumerate(parts, 1):
        _save(out / f"sitemap-{number}.xml", "urlset", "url", part)
    _save(out / NAME, "sitemapindex", "sitemap", [(f"{home}sitemap-{number}.xml", "") for number in range(1, len(parts) + 1)])


def _pages(out: Path, home: str) -> Iterator[str]:
    """Addresses below the root, in order; a page elsewhere at home, moved or not to be found has another canonical address or none."""
    for path in sorted(out.rglob("index.html")):
        address = path.parent.relative_to(out).as_posix().removeprefix(".")
        address += "/" if address else ""
        if f'<link rel="canonical" href="{escape(home + address)}">' in path.read_text("utf-8"):
            yield address


def _save(path: Path, outer: str, inner: str, entries: Sequence[tuple[str, str]]) -> None:
    lines = (f"<{inner}><loc>{escape(loc)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</{inner}>\n" for loc, day in entries)
    path.write_text(f'{HEAD}<{outer} xmlns="{NAMESPACE}">\n{"".join(lines)}</{outer}>\n', "utf-8")
