"""The pictures of the guide: run this file to take them anew. Each is stamped with the page it shows."""

from __future__ import annotations

import hashlib
import shutil
import struct
import tempfile
import zlib
from pathlib import Path

from documents import PAGES
from walk import Walk

IMAGES = PAGES / "contribute" / "images"
WIDTHS = {"diff-390.png": 390, "diff-1200.png": 1200}
# The signature and the first chunk of a PNG, which holds its size; a text may follow.
START = 8 + 25
KEYWORD = b"shows\0"


def page(folder: Path) -> str:
    """The page that the guide ends with, as it is for the guide's own ids."""
    walk = Walk(folder)
    for _ in walk.screens():
        pass
    return walk.steady((folder / "diff.html").read_text("utf-8"))


def digest(text: str) -> str:
    """What a picture is stamped with."""
    return hashlib.sha256(text.encode()).hexdigest()


def stamped(picture: bytes, stamp: str) -> bytes:
    """A PNG with a text that no viewer shows."""
    data = b"tEXt" + KEYWORD + stamp.encode()
    return picture[:START] + struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data)) + picture[START:]


def stamp(picture: bytes) -> str:
    """The text of a stamped PNG."""
    start = picture.find(b"tEXt" + KEYWORD) + 4 + len(KEYWORD)
    return picture[start : start + 64].decode("ascii", "replace")


def take(text: str) -> None:
    """Photograph a page down to the end of its map, by day, on a phone and on a desk."""
    from browser.conftest import FLAGS
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "page.html").write_text(text, "utf-8")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for name, width in WIDTHS.items():
            shown = browser.new_page(viewport={"width": width, "height": 800}, color_scheme="light")
            shown.goto(f"file://{folder}/page.html")
            end = shown.locator("h2").nth(1).bounding_box()
            assert end
            picture = shown.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": width, "height": end["y"] - 20})
            (IMAGES / name).write_bytes(stamped(picture, digest(text)))
        browser.close()


if __name__ == "__main__":
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        take(page(Path(made)))
