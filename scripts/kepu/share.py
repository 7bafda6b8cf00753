"""The picture a program shows beside a shared address: where the record lies, as exactly as it is known.

A program asks for it by its whole address, so there is none before the portal has one. Records of which only the county or
prefecture is known share that division's picture, so that a few hundred do for any number of records.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import resvg_py

from kepu.exports.addresses import link
from kepu.records import Record
from kepu.settings import public_address
from kepu.templating import Renderer

TEMPLATE = "share.svg"
FOLDER = "assets/share"
# The least that messengers show as a large card, in pixels; twice as wide would take four times as long.
WIDTH, HEIGHT = 600, 315
# Of the drawing it is made from.
DRAWN = 640


def shared(renderer: Renderer, record: Record, out: Path) -> dict[str, Any] | None:
    """The address of a record and of its picture, drawn when it is not there yet; None where there is nothing to draw or to name."""
    catalog, outer = renderer.library.catalog, record.prefecture
    if public_address(catalog.root) == "/" or not outer or outer.id not in renderer.shapes.frames or not _template(renderer).is_file():
        return None
    area = "" if record.pinned else (record.county or outer).id
    picture = f"{FOLDER}/{area or f'{record.dataset.name}-{record.id}'}.png"
    if not (out / picture).exists():
        _draw(renderer, record, area, out / picture)
    return {"url": link(catalog, record.home, ""), "image": link(catalog, picture, ""), "width": WIDTH, "height": HEIGHT}


def _template(renderer: Renderer) -> Path:
    return renderer.library.catalog.site / "templates" / TEMPLATE


def _draw(renderer: Renderer, record: Record, area: str, path: Path) -> None:
    assert record.prefecture
    drawing = renderer.shapes.drawing(record.prefecture.id, DRAWN)
    svg = renderer.render([TEMPLATE], "", record.label, record=record, drawing=drawing, area=area)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(resvg_py.svg_to_bytes(svg_string=svg, width=WIDTH, skip_system_fonts=True))
