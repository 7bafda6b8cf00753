"""mkdocs.yml as the engine reads it: the names of the portal, its sections and its public address."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml


class _Settings(yaml.SafeLoader):
    """Reads mkdocs.yml; its !ENV and !!python tags mean nothing to us."""


_Settings.add_multi_constructor("", lambda loader, suffix, node: None)


def settings(root: Path) -> dict[str, Any]:
    """mkdocs.yml as a dictionary."""
    return dict(yaml.load((root / "mkdocs.yml").read_text("utf-8"), Loader=_Settings))  # noqa: S506  # a SafeLoader


@cache
def public_address(root: Path) -> str:
    """Where the portal is published, ending with a slash; "/" when no address is set, or the settings cannot be read."""
    try:
        found = settings(root).get("site_url")
    except (OSError, TypeError, ValueError, yaml.YAMLError):
        found = None
    return f"{found}".rstrip("/") + "/" if isinstance(found, str) else "/"
