"""The hand-written pages by their sections, as a reader sees them."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from kepu.find.documents import Document, Kind
from kepu.model import Catalog

HEADINGS = ("h1", "h2", "h3")
INLINE = ("a", "b", "strong", "em", "i", "code", "span", "sup", "sub", "abbr", "kbd", "q", "mark", "time")


def handbook(catalog: Catalog, site: Path) -> list[Kind]:
    """Two kinds of document, one a language: a reader is shown the pages of her own."""
    pages = [_read(site, address) for address in _addresses(catalog.site / "pages")]
    kinds = []
    for lang in sorted({page.lang for page in pages}, reverse=True):
        documents = [document for page in pages if page.lang == lang for document in page.documents()]
        kinds.append(Kind("pages", "本站文字", "Pages of this site", "{}", [], documents, lang))
    return kinds


def _addresses(folder: Path) -> list[str]:
    names = sorted(path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.md"))
    return [f"{name.removesuffix('index')}".rstrip("/") + "/" if name != "index" else "" for name in names]


def _read(site: Path, address: str) -> _Page:
    page = _Page(address)
    page.feed((site / address / "index.html").read_text("utf-8"))
    return page


class _Page(HTMLParser):
    """The sections of the <article> of a page."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.lang = address, ""
        self.inside = self.heading = self.listing = False  # a listing is copied whole, not searched: it would be a sixth of the text
        self.sections: list[tuple[str, list[str], list[str]]] = []  # anchor, heading, text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A heading begins a section; any other block begins a line."""
        attributes = dict(attrs)
        if tag == "html":
            self.lang = (attributes.get("lang") or "").partition("-")[0]
        elif tag == "article":
            self.inside = True
        elif self.inside and tag in HEADINGS:
            self.heading = True
            self.sections.append((attributes.get("id") or "", [], []))
        self.listing = self.listing or tag == "pre"
        self._line(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave what began."""
        self.inside = self.inside and tag != "article"
        self.heading = self.heading and tag not in HEADINGS
        self.listing = self.listing and tag != "pre"
        self._line(tag)

    def handle_data(self, data: str) -> None:
        """Text belongs to the last heading, or to its section."""
        if self.inside and self.sections and not self.listing:
            _, heading, text = self.sections[-1]
            (heading if self.heading else text).append(" ".join(data.split("\n")))

    def _line(self, tag: str) -> None:
        if self.sections and tag not in INLINE:
            self.sections[-1][2].append("\n")

    def documents(self) -> list[Document]:
        """One a section; the first is the page itself, and names it for the others."""
        title = " ".join(_lines(self.sections[0][1])) if self.sections else ""
        return [
            Document(f"{self.address}#{anchor}" if n else self.address, [" ".join(_lines(heading))], _lines(text), of=title if n else "")
            for n, (anchor, heading, text) in enumerate(self.sections)
        ]


def _lines(pieces: list[str]) -> list[str]:
    """Lines are parted, so that no word is found across two; within one, spaces are as a browser shows them."""
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return [line for line in lines if line]
