"""How one name is written in several ways, and what each way is compared by. The words come from the data."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kepu.chinese import RUN, fold
from kepu.library import Library

Rewrite = Callable[[str], str]

# The values of a full batch: each is compared with every candidate.
KEPT = 20_000


@dataclass(frozen=True)
class Name:
    """A name from its exact to its barest form; a comparison of barer forms proves less."""

    plain: str
    short: str
    bare: str
    long: str

    @property
    def forms(self) -> set[str]:
        """Every way to write it that differs."""
        return {self.plain, self.short, self.bare, self.long}


class Spelling:
    """Rewrites names by the vocabulary of abbreviations, and divisions by their short names."""

    def __init__(self, library: Library) -> None:
        self.library = library

    @lru_cache(KEPT)  # noqa: B019  # it lives as long as the server
    def name(self, text: str) -> Name:
        """A name in all its forms: letters and figures alone, folded; then shortened; then without the endings of divisions."""
        plain = _letters(text)
        short = self._shorten(plain)
        return Name(plain, short, self._drop(short), self._lengthen(plain))

    @cached_property
    def _shorten(self) -> Rewrite:
        return _rewrite({full: short for short, full in self.library.catalog.abbreviations.items()})

    @cached_property
    def _lengthen(self) -> Rewrite:
        return _rewrite(self.library.catalog.abbreviations)

    @cached_property
    def _drop(self) -> Rewrite:
        """The name of a division with and without its last character is one to whoever types in haste."""
        divisions = self.library.catalog.role("divisions")
        if not (divisions and divisions.role_of("short_name")):
            return _rewrite({})
        return _rewrite({r.label: r.role("short_name") for r in self.library.records(divisions.name) if r.role("short_name")})


def _letters(text: str) -> str:
    return "".join(RUN.findall(fold(text)))


def _rewrite(words: Mapping[str, str]) -> Rewrite:
    """Replace each word by its other form, the longest first."""
    known = {_letters(word): _letters(other) for word, other in words.items()}
    pattern = re.compile("|".join(re.escape(word) for word in sorted(known, key=lambda word: (-len(word), word))) or r"(?!)")
    return lambda text: pattern.sub(lambda found: known[found[0]], text)
