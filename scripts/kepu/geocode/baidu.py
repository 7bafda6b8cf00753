"""百度 (Baidu Maps): geopy's own geocoder, with what it lacks."""

from __future__ import annotations

from typing import Any

from geopy.geocoders import BaiduV3

# How Baidu answers an address it knows nothing about: as an error of its own, from memory; its page lists status 1 only as that.
NOTHING = "无相关结果"


class Baidu(BaiduV3):  # type: ignore[misc]  # geopy carries no types
    """geopy's BaiduV3 with a `domain`, as Nominatim has one, and an unknown address told from an error. Coordinates are BD-09."""

    def __init__(self, api_key: str, *, domain: str = "", **options: Any) -> None:
        super().__init__(api_key, **options)
        if domain:
            self.api = f"{self.scheme}://{domain.strip('/')}{self.api_path}"

    def _parse_json(self, page: Any, exactly_one: bool = True) -> Any:
        if page.get("status") == 1 and NOTHING in str(page.get("msg") or page.get("message")):
            return None
        return super()._parse_json(page, exactly_one)
