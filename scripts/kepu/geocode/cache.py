"""Every answer on one line of a CSV: what was asked, what came back, and what became of it.

It lies in geocoding/<dataset>.csv, in the root and not below it: datasets/ holds facts and these are claims to be reviewed;
build/ and .cache/ may be deleted at any time and asking again costs quota; a reviewer of the change sees beside each new
point what it rests on. Neither check nor build reads it.
"""

from __future__ import annotations

import codecs
import csv
import io
import os
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from math import isfinite
from pathlib import Path

from kepu.problems import Problem, Stop
from kepu.writing import write

BETTER, NOT_BETTER, OUTSIDE, UNKNOWN_LEVEL, NOTHING, APPLIED = "better", "not-better", "outside", "unknown-level", "none", "applied"
# What an editor writes over `better` to turn an answer down.
REJECTED = "rejected"
VERDICTS = (BETTER, NOT_BETTER, OUTSIDE, UNKNOWN_LEVEL, NOTHING, APPLIED, REJECTED)

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Entry:
    """One line. The point is WGS84; `datum` is what the service answered in."""

    dataset: str
    record: str
    query: str
    provider: str
    lon: str
    lat: str
    accuracy: str
    datum: str
    matched: str
    asked_on: str
    verdict: str

    @property
    def key(self) -> Key:
        """What makes a question the same: an address that was changed is asked again."""
        return self.record, self.provider, self.query


COLUMNS = [f.name for f in fields(Entry)]


class Cache:
    """The answers about one dataset."""

    def __init__(self, root: Path, dataset: str) -> None:
        self.file = f"geocoding/{dataset}.csv"
        self.path = root / self.file
        self.entries: dict[Key, Entry] = {}
        self._whole = self._load()

    def add(self, entry: Entry) -> None:
        """Put an answer on disk at once: whatever happens next, it is not asked again."""
        if not self._whole:
            self.rewrite()
        with self.path.open("a", encoding="utf-8", newline="") as handle:
            handle.write(_lines([astuple(entry)]))
            handle.flush()
            os.fsync(handle.fileno())
        self.entries[entry.key] = entry

    def replace(self, entries: Iterable[Entry]) -> None:
        """Put other answers, or the same with other verdicts, in place of those with the same question."""
        self.entries |= {entry.key: entry for entry in entries}
        self.rewrite()

    def rewrite(self) -> None:
        """The whole file anew, in one step."""
        self.path.parent.mkdir(exist_ok=True)
        write(self.path, _lines([COLUMNS, *map(astuple, self.entries.values())]).encode("utf-8"))
        self._whole = True

    def _load(self) -> bool:
        """Read what is there; False when the file must be written anew before a line can be added."""
        try:
            data = self.path.read_bytes().removeprefix(codecs.BOM_UTF8)
        except FileNotFoundError:
            return False
        head, end, tail = data.rpartition(b"\n")
        self._read(head + end)
        if tail:
            self._read_tail(tail)
        return not tail

    def _read(self, data: bytes) -> None:
        line = 1
        try:
            reader = csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True)
            for cells in reader:
                self._take(cells, line)
                line = reader.line_num + 1
        except (UnicodeDecodeError, csv.Error) as error:
            raise self._broken(line, str(error)) from None

    def _take(self, cells: list[str], line: int) -> None:
        if line == 1 and cells != COLUMNS:
            raise self._broken(1, ",".join(cells)[:80])
        if line > 1 and cells:
            entry = _entry(cells)
            if not entry:
                raise self._broken(line, ",".join(cells)[:80])
            self.entries[entry.key] = entry

    def _read_tail(self, tail: bytes) -> None:
        """A last line without its end: whole if an editor's program left it so, else cut by a kill, and asked again."""
        try:
            cells = next(csv.reader([tail.decode("utf-8")], strict=True), [])
        except (UnicodeDecodeError, csv.Error):
            return
        entry = _entry(cells)
        if entry:
            self.entries[entry.key] = entry

    def _broken(self, line: int, detail: str) -> Stop:
        return Stop(Problem("geocode-cache", file=self.file, line=line, context={"detail": detail}))


def _entry(cells: list[str]) -> Entry | None:
    """The entry of a line; None when it is not one."""
    entry = Entry(*cells) if len(cells) == len(COLUMNS) else None
    return entry if entry and entry.verdict in VERDICTS and _pointed(entry) else None


def _pointed(entry: Entry) -> bool:
    """Both coordinates are numbers, or both are empty."""
    try:
        return not (entry.lon or entry.lat) or all(isfinite(float(cell)) for cell in (entry.lon, entry.lat))
    except ValueError:
        return False


def _lines(rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
