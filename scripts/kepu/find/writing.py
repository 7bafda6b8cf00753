"""The files of the index: blocks of documents, lists of who holds what, and the one file that names the others."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kepu.find.characters import folds, sounds
from kepu.find.documents import Document, Kind
from kepu.find.grams import grams
from kepu.model import Term
from kepu.records import Record


@dataclass(frozen=True)
class Sizes:
    """In characters of JSON; compressed, one is about half a byte."""

    whole: int = 320_000  # up to here one load answers everything
    block: int = 6_000  # beyond, what a hit is shown from: a page of hits lies in a dozen blocks
    shard: int = 20_000  # and what candidates are found in: a word asks for a few


class Index:
    """Documents numbered in the order of their kinds, and the tables their rows point into."""

    def __init__(self, kinds: Sequence[Kind], sizes: Sizes = Sizes()) -> None:
        self.kinds = kinds
        self.sizes = sizes
        self.divisions, self.terms, self.seals = Numbered(), Numbered(), Numbered()
        self.rows = [[self._row(document) for document in kind.documents] for kind in kinds]
        self.sharded = sum(len(_text(row)) for rows in self.rows for row in rows) > sizes.whole

    def write(self, folder: Path) -> None:
        """Every file under a name that changes with what is in it, and index.json under its own."""
        folder.mkdir(parents=True)
        documents = [document for kind in self.kinds for document in kind.documents]
        spoken = sounds(name for document in documents for name in document.names)
        manifest = {
            "size": len(documents),
            "kinds": list(self._kinds()),
            "divisions": self.divisions.values,
            "terms": self.terms.values,
            "seals": self.seals.values,
            "folds": folds(text for document in documents for text in document.searched()),
            "sounds": spoken,
            "blocks": [[first, _save(folder, rows), lang] for first, rows, lang in self._blocks()],
            "grams": [[first, _save(folder, lists)] for first, lists in self._shards(documents, spoken)],
        }
        (folder / "index.json").write_text(_text(manifest) + "\n", "utf-8")

    def _row(self, document: Document) -> list[Any]:
        """[id, names, texts, divisions, of, term, seal, point]; what is empty at the end is left out."""
        divisions = [self.divisions.number(_division(division)) for division in document.divisions]
        term = self.terms.number(_term(document.term)) if document.term else None
        seal = self.seals.number([document.seal.label, document.seal.label_en, document.seal.mark]) if document.seal else None
        row: list[Any] = [
            document.id,
            "\n".join(document.names),
            "\n".join(document.texts).rstrip("\n"),
            divisions,
            document.of,
            term,
            seal,
        ]
        row.append([*document.point] if document.point else None)
        while row[-1] in (None, "", []):
            row.pop()
        return row

    def _kinds(self) -> Iterator[dict[str, Any]]:
        first = 0
        for kind in self.kinds:
            title = {"zh": kind.title, "en": kind.title_en}
            fields = [{"zh": zh, "en": en} for zh, en in kind.fields]
            yield {"name": kind.name, "title": title, "address": kind.address, "fields": fields, "lang": kind.lang, "first": first}
            first += len(kind.documents)

    def _blocks(self) -> Iterator[tuple[int, list[Any], str]]:
        """(number of its first document, rows, language); a block ends where it is full, and with a language."""
        first, rows, length, lang = 0, list[Any](), 0, ""
        for kind, own in zip(self.kinds, self.rows, strict=True):
            for row in own:
                if rows and (kind.lang != lang or (self.sharded and length > self.sizes.block)):
                    yield first, rows, lang
                    first, rows, length = first + len(rows), [], 0
                rows.append(row)
                length += len(_text(row))
                lang = kind.lang
        if rows:
            yield first, rows, lang

    def _shards(self, documents: list[Document], spoken: dict[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
        """(its first key, lists): keys in order, so that one knows which shard a key is in."""
        shard, length = dict[str, Any](), 0
        for key, lists in grams(documents, spoken) if self.sharded else ():
            size = len(_text(lists))
            if shard and length + size > self.sizes.shard:
                yield next(iter(shard)), shard
                shard, length = {}, 0
            shard[key] = lists
            length += size
        if shard:
            yield next(iter(shard)), shard


class Numbered:
    """Values by the order in which they were first met."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self._numbers: dict[str, int] = {}

    def number(self, value: Any) -> int:
        """The number of a value, a new one for a new value."""
        key = _text(value)
        if key not in self._numbers:
            self._numbers[key] = len(self.values)
            self.values.append(value)
        return self._numbers[key]


def _division(division: Record) -> list[str]:
    return [division.label, division.short]


def _term(term: Term) -> list[str]:
    return [term.label, term.label_en, term.icon or "other", term.tone]


def _save(folder: Path, value: Any) -> str:
    text = _text(value) + "\n"
    name = hashlib.sha256(text.encode()).hexdigest()[:12] + ".json"
    (folder / name).write_text(text, "utf-8")
    return name


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
