"""The content policy: a page loads from here alone and stands in no frame, but for the maps that mkdocs.yml names."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

# Everything comes from here, and nothing is written into a page that runs.
OWN = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'"
ALONE, ANYWHERE = "frame-ancestors 'none'", "frame-ancestors *"
# With this parameter a map shows itself and its list alone, to stand on someone's page.
FRAMED = "embed"


class Content:
    """What a page may load, and who may show it in a frame."""

    def __init__(self, extra: dict[str, Any]) -> None:
        """`extra` of mkdocs.yml: `maps` are the addresses of the pages with a map, `tiles` what they may draw from elsewhere."""
        self.maps = {f"/{address}" for address in extra.get("maps") or []}
        layers = (extra.get("tiles") or {}).get("layers") or []
        hosts = sorted({f"{layer.scheme}://{layer.netloc}" for layer in map(urlsplit, layers)})
        self.pictures = [f"img-src 'self' {' '.join(hosts)}"] if hosts else []

    def policy(self, path: str, asked: set[str]) -> str:
        """The header for an address and the names of its parameters."""
        if path not in self.maps:
            return f"{OWN}; {ALONE}"
        return "; ".join([OWN, *self.pictures, ANYWHERE if FRAMED in asked else ALONE])
