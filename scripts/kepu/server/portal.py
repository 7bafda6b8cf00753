"""The portal's files; addresses of retired records answer 301 to the new one, or 410 with the reason."""

from __future__ import annotations

from pathlib import Path

from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from kepu.exports.files import FOLDER, media
from kepu.library import Library

OK = 200


class Portal(StaticFiles):
    """Static files, with the redirects dataset before them."""

    def __init__(self, library: Library, directory: Path) -> None:
        super().__init__(directory=directory, html=True)
        self.moved = _moved(library)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """A retired address by its status, anything else as a file."""
        address = path.strip("/") + "/"
        if address not in self.moved:
            found = await super().get_response(path, scope)
            folder, _, name = path.rpartition("/")
            if folder == FOLDER and name and found.status_code == OK:
                found.headers["content-type"] = media(name)
            return found
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
