"""One column of a dataset in figures: how full, how many different values, from where to where, and how they spread."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median, median_low
from typing import Any

from kepu.model import Field

# More bars than this cannot be told apart on a phone.
BARS = 12
# Numbers that say which, not how much.
NAMES = ("lon", "lat", "order", "code")


@dataclass(frozen=True)
class Bar:
    """One value, or all values from `first` to `last`, with how many rows have it; `share` is that of the longest bar."""

    first: Any
    last: Any
    count: int
    share: float


class Column:
    """A column and its values in every row, None where unknown."""

    def __init__(self, field: Field, values: list[Any]) -> None:
        self.field = field
        self.rows = len(values)
        self.known = [value for value in values if value is not None]

    @property
    def filled(self) -> int:
        """How many rows know it."""
        return len(self.known)

    @property
    def share(self) -> float:
        """What part of the rows knows it; nothing is known of no rows."""
        return self.filled / self.rows if self.rows else 0.0

    @cached_property
    def counts(self) -> Counter[str]:
        """Each value, those of a list one by one, with how many rows have it."""
        return Counter(part for value in self.known for part in dict.fromkeys(self.field.split(str(value))))

    @property
    def dated(self) -> bool:
        """True when it holds days, months or years."""
        return self.field.type in ("year", "date") or self.field.format == "partial-date"

    @property
    def measured(self) -> bool:
        """True when it says how much."""
        return self.field.type in ("integer", "number") and self.field.role not in NAMES

    @cached_property
    def span(self) -> tuple[Any, Any, Any] | None:
        """Least, middle and most; of dates the earliest, the middle one and the latest."""
        if not self.known or not (self.dated or self.measured):
            return None
        ordered: list[Any] = sorted(map(str, self.known)) if self.dated else sorted(self.known)
        return ordered[0], (median_low if self.dated else median)(ordered), ordered[-1]

    @cached_property
    def bars(self) -> list[Bar]:
        """How the values spread: terms in the order of their vocabulary, years and numbers in equal steps, empty ones too."""
        if self.field.vocabulary:
            return _bars([(code, code, self.counts[code]) for code in self.field.vocabulary])
        if not self.span:
            return []
        numbers = [int(str(v)[:4]) for v in self.known] if self.dated else self.known
        return _bars(_steps(numbers, whole=self.dated or self.field.type == "integer"))


def _bars(counted: list[tuple[Any, Any, int]]) -> list[Bar]:
    longest = max((count for *_, count in counted), default=0)
    return [Bar(first, last, count, count / longest if longest else 0.0) for first, last, count in counted]


def _steps(numbers: list[Any], whole: bool) -> list[tuple[Any, Any, int]]:
    """Equal steps of 1, 2 or 5 times a power of ten, so that a reader can say their edges."""
    least, most = min(numbers), max(numbers)
    step = _step(most - least, 1 if whole else 0)
    low = math.floor(least / step)
    edges = [(low + n) * step for n in range(math.floor(most / step) - low + 2)]
    counts = Counter(math.floor(number / step) - low for number in numbers)
    return [(first, last - 1 if whole else last, counts[n]) for n, (first, last) in enumerate(pairwise(edges))]


def _step(width: float, least: int) -> Any:
    power = math.floor(math.log10(width / BARS)) if width > 0 else 0
    steps = (factor * 10.0**exponent for exponent in (power, power + 1) for factor in (1, 2, 5))
    step = next(s for s in steps if width / s < BARS - 1)
    return max(int(step), 1) if least or step >= 1 else step
