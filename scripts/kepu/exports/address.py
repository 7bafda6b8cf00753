"""Where the portal will stand, for files that link to it."""

from __future__ import annotations

from kepu.model import Catalog
from kepu.settings import public_address


def base(catalog: Catalog) -> str:
    """The public address; without one, the way from the downloads to the portal's root."""
    address = public_address(catalog.root)
    return "../" if address == "/" else address
