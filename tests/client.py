"""The application, asked in process."""

from __future__ import annotations

import asyncio

import httpx
from builds import Build

from kepu.catalog import load
from kepu.server import app


class Client:
    """Portal and API of a build, over ASGI."""

    def __init__(self, build: Build) -> None:
        self.runner = asyncio.Runner()
        application = app.create(load(build.root), build.out)
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(application), base_url="http://portal")
        self.lifespan = application.router.lifespan_context(application)
        self.runner.run(self.lifespan.__aenter__())

    def get(self, address: str, **parameters: object) -> httpx.Response:
        """GET an address."""
        return self.runner.run(self.http.get(address, params=parameters or None))

    def json(self, address: str, **parameters: object) -> dict:
        """What an address of the API says; anything but 200 fails."""
        answer = self.get(address, **parameters)
        assert answer.status_code == 200, f"{answer.url}: {answer.status_code}"
        return answer.json()

    def rows(self, address: str, **parameters: object) -> list[dict]:
        """The rows a table or query of the API gives, as objects."""
        return self.json(address, _shape="array", **parameters)

    def post(self, address: str, **form: object) -> httpx.Response:
        """POST a form."""
        return self.runner.run(self.http.post(address, data=form))

    def close(self) -> None:
        """Leave nothing running."""
        self.runner.run(self.lifespan.__aexit__(None, None, None))
        self.runner.run(self.http.aclose())
        self.runner.close()
