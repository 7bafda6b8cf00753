"""Atom (RFC 4287): what is new or changed, newest first."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from xml.etree import ElementTree as ET

from kepu.formats.dating import instant, newest, updated
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


@dataclass(frozen=True)
class Head:
    """What a feed says of itself; `page` is where its readers look, from the portal's root."""

    title: str
    subtitle: str
    rights: str
    page: str


def takes(dataset: Dataset) -> bool:
    """True when its rows are records: an id that is gone has no page to lead to."""
    return dataset.role != "redirects"


def of(dataset: Dataset) -> Head:
    """The head of a dataset's feed."""
    return Head(dataset.title, dataset.description, dataset.licence, f"{dataset.name}/")


def of_all(catalog: Catalog) -> Head:
    """The head of the one feed of everything."""
    metadata = catalog.metadata
    return Head(f"{metadata['title']}：新收录和改动", metadata["description"], metadata["license"], "")


def feed(head: Head, records: Iterable[Record], catalog: Catalog, base: str, own: str) -> str:
    """The newest of some records. Links begin with `base`; `own` is the feed's address below it.

    A record without any date is not in it: nothing says that it is new.
    """
    dated = ((updated(record), newest(record), record.start, record.id, record) for record in records)
    entries = [found[-1] for found in nlargest(LIMIT, (found for found in dated if found[0]), key=lambda found: found[:-1])]
    root = ET.Element("feed", {"xmlns": NAMESPACE, "xml:lang": "zh-CN"})
    _add(root, "id", identity(catalog, own))
    _add(root, "title", head.title)
    _add(root, "subtitle", head.subtitle)
    _add(root, "updated", _moment(instant(updated(entries[0]))) if entries else NEVER)
    _add(root, "rights", head.rights)
    _add(ET.SubElement(root, "author"), "name", catalog.metadata["title"])
    ET.SubElement(root, "link", {"rel": "self", "type": MEDIA_TYPE, "href": base + own})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": base + head.page})
    for record in entries:
        _entry(root, record, base)
    ET.indent(root, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, "unicode") + "\n"


def _entry(root: ET.Element, record: Record, base: str) -> None:
    entry = ET.SubElement(root, "entry")
    _add(entry, "id", identity(record.library.catalog, f"{record.dataset.name}/{record.id}"))
    _add(entry, "title", record.label)
    _add(entry, "updated", _moment(instant(updated(record))))
    if record.created:
        _add(entry, "published", _moment(instant(record.created)))
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": base + record.home})
    ET.SubElement(entry, "category", {"term": record.dataset.name, "label": record.dataset.title})
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
