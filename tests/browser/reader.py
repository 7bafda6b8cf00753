"""Someone who visits the portal."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

# Said of every page while service workers are kept out (see conftest.py); the page itself copes.
KEPT_OUT = "Service Worker registration blocked by Playwright"


class Reader:
    """Someone with a browser of their own, on their first visit."""

    def __init__(self, context: BrowserContext, portal: str) -> None:
        self.context, self.portal = context, portal
        self.page = context.new_page()
        self.complaints: list[str] = []
        self.refused: set[str] = set()
        context.set_default_timeout(10_000)
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.complaints.append(f"error: {error.error}"))
        context.on("request", self._watch)

    def open(self, address: str, status: int = 200) -> Page:
        """Go to an address of the portal that answers with this status."""
        if status >= 400:
            self.refused.add(self.portal + address)
        answer = self.page.goto(self.portal + address)
        assert isinstance(answer, Response)
        assert answer.status == status, f"{address} answers {answer.status}"
        return self.page

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and message.location["url"] not in self.refused and KEPT_OUT not in message.text:
            self.complaints.append(f"console: {message.text} ({message.location['url']})")

    def _watch(self, request: Request) -> None:
        if not request.url.startswith((self.portal + "/", "data:")):
            self.complaints.append(f"asked elsewhere: {request.url}")


Readers = Callable[..., Reader]
