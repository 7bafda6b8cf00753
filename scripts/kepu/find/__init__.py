"""The index a browser searches by itself: every record and every hand-written page, found by any part of their text.

Today one load holds all texts, and a search reads them through, so that nothing is missed and nothing comes by mistake.
When they outgrow a phone's patience, the index also lists who holds which two neighbouring characters, and a phone loads
only those lists and the texts it shows. Pagefind 1.6.0 was tried first: it parts Chinese into words by guess, and of
pieces of three or four characters, cut from names and pages, it missed one in eleven, while three in five of the pages
it gave did not hold the piece.
"""

from __future__ import annotations

from pathlib import Path

from kepu.find.documents import kinds
from kepu.find.handbook import handbook
from kepu.find.writing import Index
from kepu.library import Library


def write(library: Library, site: Path, folder: Path) -> None:
    """The index of the library and of the hand-written pages in `site`, into `folder`."""
    Index([*kinds(library), *handbook(library.catalog, site)]).write(folder)
