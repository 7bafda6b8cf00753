"""Where the portal will stand, for files that link to it."""

from __future__ import annotations

from kepu.model import Catalog
from kepu.templating import settings


def base(catalog: Catalog) -> str:
    """site_url of mkdocs.yml; without one, the way from the downloads to the portal's root."""
    address = str(settings(catalog).get("site_url") or "")
    return address.rstrip("/") + "/" if address else "../"
