"""Atom (RFC 4287): what is new, newest first."""

from __future__ import annotations

import html
from collections.abc import Iterable
from datetime import datetime
from heapq import nlargest
from xml.etree import ElementTree as ET

from kepu.formats.dating import instant, newest
from kepu.formats.words import lines
from kepu.model import Catalog, Dataset
from kepu.records import Record

MEDIA_TYPE = "application/atom+xml"
NAMESPACE = "http://www.w3.org/2005/Atom"
# Programs ask every hour; more than they show would only be sent in vain.
LIMIT = 100
# A tag holds a day on which the name was ours; part of every id, it never changes (RFC 4151).
SINCE = "2026"
# An empty feed must say when it last changed, too.
NEVER = "1970-01-01T00:00:00Z"


def identity(catalog: Catalog, path: str) -> str:
    """An id that stays when the portal moves."""
    return f"tag:{catalog.name},{SINCE}:{path}"


def feed(dataset: Dataset, records: Iterable[Record], catalog: Catalog, base: str, own: str) -> str:
    """The newest of some records of a dataset. Links begin with `base`; `own` is the feed's address below it.

    A record without any date is not in it: nothing says that it is new.
    """
    entries = nlargest(LIMIT, (record for record in records if newest(record)), key=lambda r: (newest(r), r.start, r.id))
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": "zh-CN"})
    _add(root, "id", identity(catalog, own))
    _add(root, "title", dataset.title)
    _add(root, "subtitle", dataset.description)
    _add(root, "updated", _moment(instant(newest(entries[0]))) if entries else NEVER)
    _add(root, "rights", dataset.licence)
    _add(ET.SubElement(root, "author"), "name", catalog.metadata["title"])
    ET.SubElement(root, "link", {"rel": "self", "type": MEDIA_TYPE, "href": base + own})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": f"{base}{dataset.name}/"})
    for record in entries:
        _entry(root, record, base)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, "unicode") + "\n"


def _entry(root: ET.Element, record: Record, base: str) -> None:
    entry = ET.SubElement(root, "entry")
    _add(entry, "id", identity(record.library.catalog, f"{record.dataset.name}/{record.id}"))
    _add(entry, "title", record.label)
    _add(entry, "updated", _moment(instant(newest(record))))
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": base + record.home})
    if record.kind:
        ET.SubElement(entry, "category", {"term": record.kind.code, "label": record.kind.label})
    content = _add(entry, "content", "<br>\n".join(html.escape(line) for line in lines(record)))
    content.set("type", "html")


def _add(parent: ET.Element, name: str, text: str) -> ET.Element:
    child = ET.SubElement(parent, name)
    child.text = text
    return child


def _moment(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
