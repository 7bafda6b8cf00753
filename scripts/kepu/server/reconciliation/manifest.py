"""What the service says of itself, with addresses as whoever asked reaches it."""

from __future__ import annotations

from typing import Any

from kepu.exports.openapi.matching import BATCH
from kepu.exports.openapi.reconciliation import ADDRESS
from kepu.server.reconciliation.entities import Entities
from kepu.server.reconciliation.wording import described

# A card of a name, a line of what and where, and a few facts, in CSS pixels.
WIDTH, HEIGHT = 420, 360


def manifest(entities: Entities, base: str) -> dict[str, Any]:
    """The service manifest. An id after its space is an address: of the record, and of a column's explanation."""
    service = base.removesuffix("/") + ADDRESS
    metadata = entities.library.catalog.metadata
    return {
        "versions": ["0.2"],
        "name": metadata["title"],
        "identifierSpace": base,
        "schemaSpace": f"{base}catalog/#",
        "documentation": f"{base}api/#reconcile",
        "defaultTypes": [described(dataset) for dataset in entities.types.values()],
        "view": {"url": f"{service}/view?id={{{{id}}}}"},
        "preview": {"url": f"{service}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": {kind: {"service_url": service, "service_path": f"/suggest/{kind}"} for kind in ("entity", "type", "property")},
        "extend": {"propose_properties": {"service_url": service, "service_path": "/properties"}, "property_settings": []},
        "batchSize": BATCH,
    }
