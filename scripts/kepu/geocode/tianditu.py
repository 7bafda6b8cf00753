"""天地图, the national map service, as a geopy geocoder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from geopy.adapters import AdapterHTTPError
from geopy.exc import GeocoderAuthenticationFailure, GeocoderQuotaExceeded, GeocoderServiceError
from geopy.location import Location

from kepu.geocode.service import Service, said

FOUND, NOTHING = "0", "101"
# What the gateway answers to an address that asked too much.
TEAPOT = 418


class Tianditu(Service):
    """Geocoder using the Tianditu geocoding API. Coordinates are CGCS2000.

    Documentation at http://lbs.tianditu.gov.cn/server/geocodinginterface.html; the request, the reply and the statuses 0, 101
    and 404 were checked against copies of that page (blog.csdn.net/mcband/article/details/134915002 and public code).
    Not on that page, from memory: the gateway refuses a key with HTTP 403 or a JSON of code and msg, and a client that
    asked too much with HTTP 418.
    """

    default_domain = "api.tianditu.gov.cn"
    geocode_path = "/geocoder"

    def _params(self, query: str) -> dict[str, str]:
        return {"ds": json.dumps({"keyWord": query}, ensure_ascii=False), "tk": self.api_key}

    def _locations(self, page: Any) -> Iterator[Location]:
        if "status" not in page and "code" in page:
            raise GeocoderAuthenticationFailure(said(page["code"], page.get("msg")))
        if page["status"] == NOTHING:
            return
        if page["status"] != FOUND:
            raise GeocoderServiceError(said(page["status"], page.get("msg")))
        place = page["location"]
        yield Location(place.get("keyWord", ""), (float(place["lat"]), float(place["lon"])), place)

    def _geocoder_exception_handler(self, error: Exception) -> None:
        if isinstance(error, AdapterHTTPError) and error.status_code == TEAPOT:
            raise GeocoderQuotaExceeded(str(error)) from None
