"""The portal's files; addresses of retired records answer 301 to the new one, or 410 with the reason."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from kepu.formats import atom, geojson
from kepu.library import Library

# Python's own table does not know them.
mimetypes.add_type(geojson.MEDIA_TYPE, ".geojson")
mimetypes.add_type(atom.MEDIA_TYPE, ".atom")


class Portal(StaticFiles):
    """Static files, with the redirects dataset before them."""

    def __init__(self, library: Library, directory: Path) -> None:
        super().__init__(directory=directory, html=True)
        self.moved = _moved(library)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A retired address by its status, anything else as a file."""
        address = path.strip("/") + "/"
        if address not in self.moved:
            return await super().get_response(path, scope)
        target = self.moved[address]
        if target:
            return RedirectResponse(f"/{target}", status_code=301)
        assert self.directory is not None
        return FileResponse(Path(self.directory) / address / "index.html", status_code=410)


def _moved(library: Library) -> dict[str, str]:
    """Retired address → new address, empty for a record withdrawn."""
    dataset = library.catalog.role("redirects")
    moved = {}
    for row in library.records(dataset.name) if dataset else []:
        target = library.get(row.role("dataset"), row.role("target")) if row.role("target") else None
        moved[f"{row.role('dataset')}/{row.id}/"] = target.address if target else ""
    return moved
