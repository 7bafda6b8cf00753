"""A dataset in figures, and its score by a rule that its page prints: nobody types a score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from kepu.dictionary.columns import Column
from kepu.formats.dating import STATED, stated
from kepu.library import Library
from kepu.model import Dataset, Link, Term
from kepu.partial_date import parse
from kepu.records import Record

# What a mark is worth: what is sure counts whole, what is reported half, the rest nothing.
WORTH = {"solid": 1.0, "outlined": 0.5}
YEAR = timedelta(days=365)
# What most rows have nothing to say of: empty there is no gap.
ASIDE = {"note", "location_note", "same_as"}
# (years before the newest date in the data, what a row with evidence from then on is worth)
FRESH = ((1, 1.0), (3, 0.5))


@dataclass(frozen=True)
class Share:
    """A term of a vocabulary and how many rows or sources it marks."""

    term: Term
    count: int
    share: float


@dataclass(frozen=True)
class Score:
    """The parts of the score, each from 0 to 1, or None where the dataset has no such column."""

    complete: float | None
    verified: float | None
    sourced: float | None
    fresh: float | None

    @property
    def total(self) -> int | None:
        """The mean of the parts there are, of a hundred."""
        parts = [p for p in (self.complete, self.verified, self.sourced, self.fresh) if p is not None]
        return round(100 * sum(parts) / len(parts)) if parts else None


class Profiles:
    """Profiles of the datasets of a library, each worked out once."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._made: dict[str, Profile] = {}

    def __call__(self, dataset: Dataset) -> Profile:
        """The profile of a dataset."""
        if dataset.name not in self._made:
            self._made[dataset.name] = Profile(self.library, dataset, self.today)
        return self._made[dataset.name]

    @cached_property
    def today(self) -> date | None:
        """The newest date in the data, so that a commit is judged alike for ever."""
        columns = [(d, f.name) for d in self.library.catalog for f in d.fields if f.role in STATED]
        dates = (parse(str(r[name])) for d, name in columns for r in self.library.records(d.name) if r[name] is not None)
        return max((span[0] for span in dates if span), default=None)


class Profile:
    """One dataset."""

    def __init__(self, library: Library, dataset: Dataset, today: date | None) -> None:
        self.library, self.dataset, self.today = library, dataset, today
        self.records = library.records(dataset.name)

    @cached_property
    def columns(self) -> list[Column]:
        """Every column, in the schema's order."""
        return [Column(f, [record[f.name] for record in self.records]) for f in self.dataset.fields]

    @cached_property
    def optional(self) -> list[Column]:
        """The columns that may be empty, and are a gap where they are."""
        return [c for c in self.columns if not (c.field.constraints.get("required") or c.field.role in ASIDE or "remark" in c.field.use)]

    @property
    def emptiest(self) -> list[Column]:
        """The columns that fewer than half of the rows know, the emptiest first."""
        sparse = [column for column in self.optional if column.share < 1 / 2 and self.records]
        return sorted(sparse, key=lambda column: (column.share, column.field.name))

    @cached_property
    def verification(self) -> list[Share]:
        """How far the rows are confirmed."""
        found = self.dataset.role_of("verification")
        return _shares(found.vocabulary.values(), (str(r[found.name]) for r in self.records)) if found else []

    @cached_property
    def sources(self) -> list[Record]:
        """Every source a row names, once."""
        return list({source.id: source for record in self.records for source in record.sources}.values())

    @cached_property
    def grades(self) -> list[Share]:
        """Those sources by how near they are to what they speak of."""
        registry = self.library.catalog.role("sources")
        found = registry.role_of("grade") if registry else None
        return _shares(found.vocabulary.values(), (str(s.role("grade")) for s in self.sources)) if found and self.sources else []

    @cached_property
    def newest(self) -> list[str]:
        """The newest date behind each row, empty where nothing is dated."""
        return [stated(record) for record in self.records]

    @property
    def evidence(self) -> list[str]:
        """Those dates that are known."""
        return [day for day in self.newest if day]

    @property
    def links(self) -> list[Link]:
        """What its rows point at."""
        return list(self.dataset.links)

    @property
    def pointing(self) -> list[tuple[Dataset, Link]]:
        """What points at its rows."""
        return self.library.catalog.links_to(self.dataset.name)

    @cached_property
    def score(self) -> Score:
        """By the rule printed beside it."""
        if not self.records:
            return Score(None, None, None, None)
        sourced = self.dataset.role_of("sources") and self.library.catalog.role("sources")
        return Score(
            _mean(column.share for column in self.optional),
            _mean(_worth(r.verification) for r in self.records) if self.verification else None,
            _mean(_best(r) for r in self.records) if sourced else None,
            _mean(map(self._freshness, self.newest)) if self.evidence else None,
        )

    def _freshness(self, day: str) -> float:
        span = parse(day)
        if not (span and self.today):
            return 0.0
        return next((worth for years, worth in FRESH if span[1] >= self.today - years * YEAR), 0.0)


def _shares(terms: Iterable[Term], values: Iterable[str]) -> list[Share]:
    counts = Counter(values)
    total = sum(counts.values())
    return [Share(term, counts[term.code], counts[term.code] / total if total else 0.0) for term in terms]


def _worth(term: Term | None) -> float:
    return WORTH.get(term.mark, 0.0) if term else 0.0


def _best(record: Record) -> float:
    """What the best source of a row is worth."""
    found = [source.dataset.role_of("grade") for source in record.sources]
    return max((_worth(s.term(f.name)) for s, f in zip(record.sources, found, strict=True) if f), default=0.0)


def _mean(values: Iterable[float]) -> float | None:
    found = list(values)
    return sum(found) / len(found) if found else None
