"""Addresses inside files that travel: absolute once the portal has an address, until then relative to the file."""

from __future__ import annotations

from kepu.model import Catalog
from kepu.settings import public_address


def link(catalog: Catalog, target: str, here: str) -> str:
    """The address of `target` for a reader of `here`; both are given from the portal's root."""
    base = public_address(catalog.root)
    if base != "/":
        return base + target
    beside = target.removeprefix(here.rpartition("/")[0] + "/")
    return beside if beside not in ("", target) else "../" * here.count("/") + target
