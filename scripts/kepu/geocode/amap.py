"""高德 (AMap) as a geopy geocoder."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from geopy.exc import (
    GeocoderAuthenticationFailure,
    GeocoderInsufficientPrivileges,
    GeocoderQueryError,
    GeocoderQuotaExceeded,
    GeocoderRateLimited,
    GeocoderServiceError,
    GeocoderUnavailable,
)
from geopy.location import Location

from kepu.geocode.service import Service, said

FOUND = "1"
# infocode → what geopy calls it. From lbs.amap.com/api/webservice/guide/tools/info; above 10015 partly from public code that
# quotes it. Codes from 30000 on say that this one address was not understood.
ERRORS = {
    GeocoderAuthenticationFailure: "10001 10006 10007 10008 10009 10013 10026",
    GeocoderInsufficientPrivileges: "10002 10005 10012 10041",
    GeocoderQuotaExceeded: "10003 10010 10029 10044 40000 40002",
    GeocoderRateLimited: "10004 10014 10015 10019 10020 10021",
    GeocoderUnavailable: "10016 10017",
    GeocoderQueryError: "20000 20001 20002 20003 30000 30001 30002 30003",
}
BY_CODE = {code: error for error, codes in ERRORS.items() for code in codes.split()}


class AMap(Service):
    """Geocoder using the AMap web service v3. Coordinates are GCJ-02.

    Documentation at https://lbs.amap.com/api/webservice/guide/api/georegeo. An empty value comes as an empty list.
    """

    default_domain = "restapi.amap.com"
    geocode_path = "/v3/geocode/geo"

    def _params(self, query: str) -> dict[str, str]:
        return {"address": query, "output": "JSON", "key": self.api_key}

    def _locations(self, page: Any) -> Iterator[Location]:
        if page["status"] != FOUND:
            code = page["infocode"]
            raise BY_CODE.get(code, GeocoderServiceError)(said(code, page.get("info")))
        for place in page["geocodes"]:
            if place["location"]:
                lon, lat = place["location"].split(",")
                yield Location(place["formatted_address"] or "", (float(lat), float(lon)), place)
