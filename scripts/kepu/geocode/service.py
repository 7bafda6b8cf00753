"""What our geocoders for web services share: one request, one reply, geopy's own errors."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import urlencode

from geopy.adapters import URLLibAdapter
from geopy.exc import GeocoderParseError, GeopyError
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location


class Service(Geocoder, ABC):  # type: ignore[misc]  # geopy carries no types
    """A geopy geocoder that asks with a key by GET and reads JSON.

    `options` are the keyword arguments of every geopy geocoder: scheme, timeout, proxies, user_agent, ssl_context,
    adapter_factory.
    """

    default_domain = ""
    geocode_path = ""

    def __init__(self, api_key: str, *, domain: str = "", **options: Any) -> None:
        # The other adapter tries again by itself without a pause, and its errors quote the whole address, key included.
        super().__init__(**{"adapter_factory": URLLibAdapter} | options)
        self.api_key = api_key
        self.api = f"{self.scheme}://{(domain or self.default_domain).strip('/')}{self.geocode_path}"

    def geocode(self, query: str, *, exactly_one: bool = True, timeout: Any = DEFAULT_SENTINEL) -> Any:
        """A Location, a list of them without `exactly_one`, None when nothing is found. The address asked is never logged: it holds the key."""
        url = f"{self.api}?{urlencode(self._params(query))}"
        return self._call_geocoder(url, partial(self._parse, exactly_one=exactly_one), timeout=timeout)

    @abstractmethod
    def _params(self, query: str) -> dict[str, str]:
        """The parameters of a request."""

    @abstractmethod
    def _locations(self, page: Any) -> Iterator[Location]:
        """The places of a reply; raises what its error code means."""

    def _parse(self, page: Any, exactly_one: bool) -> Any:
        try:
            found = list(self._locations(page))
        except GeopyError:
            raise
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            raise GeocoderParseError(said(type(error).__name__, error)) from None
        return (found[0] if exactly_one else found) if found else None


def said(*parts: Any) -> str:
    """A code and its words as one message."""
    return " ".join(str(part) for part in parts if part)
