"""Which documents hold which two neighbouring characters: what a phone asks before it loads any text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise, product

from kepu.chinese import fold
from kepu.find.documents import Document

# Stands before and after every name, so that "begins with" and "is exactly" are pairs like any other.
EDGE = "\n"

# Numbers as differences from the one before: of documents with the pair in a name, of the others.
Lists = tuple[list[int], list[int]]


def grams(documents: Iterable[Document], sounds: dict[str, str]) -> Iterator[tuple[str, Lists]]:
    """Every single character, pair of characters, and pair of syllables in names, in the order of its code points."""
    spoken = _spoken(sounds)
    named: dict[str, list[int]] = {}
    held: dict[str, list[int]] = {}
    for number, document in enumerate(documents):
        own = {key for name in document.names for key in (*_written(f"{EDGE}{fold(name)}{EDGE}"), *_heard(fold(name), spoken))}
        every = {key for text in document.searched() for line in text.split("\n") for key in _written(fold(line))}
        for key in own:
            named.setdefault(key, []).append(number)
        for key in every - own:
            held.setdefault(key, []).append(number)
    for key in sorted(named.keys() | held.keys()):
        yield key, (_differences(named.get(key, [])), _differences(held.get(key, [])))


def _written(text: str) -> Iterator[str]:
    yield from text.replace(EDGE, "")
    yield from map("".join, pairwise(text))


def _heard(name: str, spoken: dict[str, set[str]]) -> Iterator[str]:
    """In capitals, which no folded text has: initials together, syllables with a space."""
    for one, other in pairwise(name):
        for first, second in product(spoken.get(one, ()), spoken.get(other, ())):
            yield (first[0] + second[0]).upper()
            yield f"{first} {second}".upper()


def _spoken(sounds: dict[str, str]) -> dict[str, set[str]]:
    """Character → its syllables."""
    found: dict[str, set[str]] = {}
    for syllable, chars in sounds.items():
        for char in chars:
            found.setdefault(char, set()).add(syllable)
    return found


def _differences(numbers: list[int]) -> list[int]:
    return [b - a for a, b in pairwise([0, *numbers])]
