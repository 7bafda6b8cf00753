"""The language an API page is read in: `?_lang=en`, kept in every link, so that an address says all there is to say and no cookie is set."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from starlette.types import Scope

from kepu.server.api import BASE

PARAMETER = "_lang"
FIRST, SECOND = "zh", "en"


@dataclass(frozen=True)
class Visit:
    """One request of a page, by its address as the browser shows it."""

    address: str = BASE

    @cached_property
    def lang(self) -> str:
        """`zh`, or `en` where the address asks for it."""
        return SECOND if (PARAMETER, SECOND) in self._pairs(self.address) else FIRST

    @property
    def zh(self) -> bool:
        """True when the page is in Chinese."""
        return self.lang == FIRST

    def asked(self, name: str) -> str:
        """The value of a parameter of this page's address; empty without one."""
        return dict(self._pairs(self.address)).get(name, "")

    def kept(self, url: str) -> str:
        """A link to another page of the API, in this page's language."""
        return str(url) if self.zh else _with(str(url), SECOND)

    @property
    def turned(self) -> str:
        """This page in the other language."""
        return _with(self.address, SECOND if self.zh else "")

    @staticmethod
    def _pairs(url: str) -> list[tuple[str, str]]:
        return parse_qsl(urlsplit(url).query, keep_blank_values=True)


_visit: ContextVar[Visit] = ContextVar("visit")


def visit() -> Visit:
    """The request that is being answered."""
    return _visit.get(Visit())


def arrive(scope: Scope) -> None:
    """Remember what this request asked for; error pages are told nothing else about it."""
    path = BASE + scope.get("raw_path", b"").partition(b"?")[0].decode("latin-1").lstrip("/")
    query = scope.get("query_string", b"").decode("latin-1")
    _visit.set(Visit(f"{path}?{query}" if query else path))


def _with(url: str, lang: str) -> str:
    parts = urlsplit(url)
    pairs = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != PARAMETER]
    return urlunsplit(parts._replace(query=urlencode(pairs + ([(PARAMETER, lang)] if lang else []))))
