"""SHA256SUMS, as `sha256sum --check` reads it."""

from __future__ import annotations

from pathlib import Path

from kepu.exports.files import written
from kepu.library import Library


def write(library: Library, folder: Path) -> None:
    """One line a file, by name."""
    files = sorted(written(library.catalog, folder), key=lambda file: file.name)
    (folder / "SHA256SUMS").write_text("".join(f"{file.sha256}  {file.name}\n" for file in files), "utf-8")
