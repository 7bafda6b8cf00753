"""The portal's files; addresses of retired records answer 301 to the new one, or 410 with the reason."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from kepu.exports.files import FOLDER, media
from kepu.library import Library
from kepu.retired import retired

OK = 200
# Of files beside the pages of records; Python's own list does not know it.
mimetypes.add_type("application/gpx+xml", ".gpx")


class Portal(StaticFiles):
    """Static files, with the redirects dataset before them."""

    def __init__(self, library: Library, directory: Path) -> None:
        super().__init__(directory=directory, html=True)
        self.moved = {one.address: one.target.address if one.target else "" for one in retired(library).values()}

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
