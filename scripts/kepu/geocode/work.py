"""One service and one dataset: what is still to be asked, the asking, and what comes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from geopy.location import Location

from kepu.chinese import fold
from kepu.geo.boundaries import Boundaries
from kepu.geo.datum import DECIMALS, to_wgs84
from kepu.geocode import cache
from kepu.geocode.asking import Ask, Refused, Unanswered, masked
from kepu.geocode.candidates import Candidate, candidates
from kepu.geocode.divisions import Divisions
from kepu.geocode.judging import verdict
from kepu.geocode.providers import Provider
from kepu.model import Catalog
from kepu.problems import Problem
from kepu.reading import Table
from kepu.writing import Cells, canonical, write

# So many rows in a row without an answer, and the service is not there.
PATIENCE = 3
# A matched address is a line to look at, not a text to read.
MATCHED = 120


@dataclass(frozen=True)
class Land:
    """What every answer is held against."""

    divisions: Divisions
    boundaries: Boundaries | None

    @classmethod
    def of(cls, catalog: Catalog, tables: dict[str, Table]) -> Land:
        """The divisions of a catalogue and their outlines."""
        return cls(Divisions.of(catalog, tables), Boundaries.of(catalog))


class Work:
    """The rows of one table without a point of their own, and the answers of one provider about them."""

    def __init__(self, table: Table, provider: Provider, land: Land, found: cache.Cache) -> None:
        self.table, self.provider, self.land, self.cache = table, provider, land, found
        self.candidates = list(candidates(table, land.divisions))

    @property
    def unasked(self) -> list[Candidate]:
        """The rows not asked yet."""
        return [c for c in self.candidates if self._key(c) not in self.cache.entries]

    def ask(self, rows: Iterable[Candidate], ask: Ask) -> Iterator[Problem]:
        """Ask about rows and keep each answer; yields what went wrong, and ends when going on is of no use."""
        failed = 0
        for candidate in rows:
            try:
                self.cache.add(self._entry(candidate, ask(candidate.query)))
                failed = 0
            except Refused as refused:
                yield self._stopped(refused.code, str(refused))
                return
            except Unanswered as unanswered:
                failed += 1
                if failed == PATIENCE:
                    yield self._stopped("geocode-service", str(unanswered))
                    return
                yield self._unanswered(candidate, str(unanswered))

    def counts(self) -> Counter[str]:
        """Verdict → how many of the rows still without a point of their own."""
        found = (self.cache.entries.get(self._key(c)) for c in self.candidates)
        return Counter(entry.verdict if entry else "" for entry in found)

    def proposed(self) -> list[cache.Entry]:
        """The answers to write: kept as better, and better still than what the row has by now."""
        found = ((c, self.cache.entries.get(self._key(c))) for c in self.candidates)
        return [e for c, e in found if e and e.verdict == cache.BETTER and self._verdict(c, e) == cache.BETTER]

    def changed(self, entries: Iterable[cache.Entry]) -> list[Cells]:
        """The rows of the table with these answers in them."""
        by_record = {entry.record: self._cells(entry) for entry in entries}
        key = self.table.dataset.key
        return [row.cells | by_record.get(row.cells[key], {}) for row in self.table.rows]

    def apply(self) -> None:
        """Write the proposal into the dataset, then say so in the cache; cut in between, the rows are simply pinned already."""
        entries, dataset = self.proposed(), self.table.dataset
        write(dataset.path, canonical(dataset, self.changed(entries)))
        self.cache.replace(replace(entry, verdict=cache.APPLIED) for entry in entries)

    def _cells(self, entry: cache.Entry) -> Cells:
        note = self.provider.note.format(title=self.provider.title, matched=entry.matched, asked_on=entry.asked_on, datum=entry.datum)
        by_role = {"lon": entry.lon, "lat": entry.lat, "accuracy": entry.accuracy, "location_note": note}
        fields = ((self.table.dataset.role_of(role), value) for role, value in by_role.items())
        return {field.name: value for field, value in fields if field}

    def _key(self, candidate: Candidate) -> cache.Key:
        return candidate.key, self.provider.name, candidate.query

    def _entry(self, candidate: Candidate, location: Location | None) -> cache.Entry:
        blank = cache.Entry(
            self.table.dataset.name, candidate.key, candidate.query, self.provider.name,
            "", "", "", "", "", asked_on=today(), verdict=cache.NOTHING,
        )  # fmt: skip
        if location is None:
            return blank
        lon, lat = to_wgs84(self.provider.datum, location.longitude, location.latitude)
        entry = replace(
            blank,
            lon=f"{lon:.{DECIMALS}f}",
            lat=f"{lat:.{DECIMALS}f}",
            accuracy=self._accuracy(candidate, location),
            datum=self.provider.datum,
            matched=self._matched(location),
        )
        return replace(entry, verdict=self._verdict(candidate, entry))

    def _accuracy(self, candidate: Candidate, location: Location) -> str:
        """The provider's level as a class. The place itself was found only if what was found bears its name."""
        try:
            found = self.provider.accuracy(location.raw)
        except (LookupError, TypeError, ValueError):
            return ""
        return "street" if found == "site" and fold(candidate.label) not in fold(location.address) else found

    def _matched(self, location: Location) -> str:
        """What the service says it found, on one line that no spreadsheet takes for a formula."""
        told = self.provider.told(location.raw)
        text = masked(f"{location.address}，{told}" if told else str(location.address), self.provider.secret)
        return " ".join("".join(c if c.isprintable() else " " for c in text).split()).lstrip("=+-@，")[:MATCHED]

    def _verdict(self, candidate: Candidate, entry: cache.Entry) -> str:
        point = float(entry.lon), float(entry.lat)
        return verdict(candidate, entry.accuracy, point, self.land.boundaries)

    def _stopped(self, code: str, detail: str) -> Problem:
        provider = self.provider
        words = {"provider": provider.title, "provider_en": provider.title_en, "variable": provider.variable}
        return Problem(code, self.table.dataset.name, self.cache.file, context={**words, "detail": detail, "count": PATIENCE})

    def _unanswered(self, candidate: Candidate, detail: str) -> Problem:
        column = self.table.dataset.column("address")
        return self.table.problem("geocode-unanswered", candidate.line, column, candidate.query, detail=detail)


def today() -> str:
    """The date an answer was given: the engine's only clock. It belongs to the asking, which no build does."""
    return datetime.now().astimezone().date().isoformat()
