"""Which documents hold which two neighbouring characters: what a phone asks before it loads any text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise, product

from kepu.chinese import fold
from kepu.find.documents import Document

# Stands before and after every name, so that "begins with" and "is exactly" are pairs like any other.
EDGE = "\n"

# Numbers of documents, each as the difference from the one before: with the key in a name, in another text, in where they lie.
Lists = tuple[list[int], list[int], list[int]]


def grams(documents: Iterable[Document], sounds: dict[str, str]) -> Iterator[tuple[str, Lists]]:
    """Every character, pair of characters, and in names every syllable and pair of them, in the order of code points."""
    spoken = _spoken(sounds)
    found: dict[str, Lists] = {}
    for number, document in enumerate(documents):
        named = {key for name in document.names for key in (*_written(f"{EDGE}{fold(name)}{EDGE}"), *_heard(fold(name), spoken))}
        held = {key for text in document.texts for key in _written(fold(text))} - named
        lying = {key for division in document.divisions for key in _written(fold(division.label))} - named - held
        for n, keys in enumerate((named, held, lying)):
            for key in keys:
                found.setdefault(key, ([], [], []))[n].append(number)
    for key in sorted(found):
        own, other, around = map(_differences, found[key])
        yield key, (own, other, around)


def _written(text: str) -> Iterator[str]:
    yield from text.replace(EDGE, "")
    yield from map("".join, pairwise(text))


def _heard(name: str, spoken: dict[str, set[str]]) -> Iterator[str]:
    """In capitals, which no folded text has: a syllable alone, initials with a hyphen, syllables with a space."""
    for char in name:
        yield from (syllable.upper() for syllable in spoken.get(char, ()))
    for one, other in pairwise(name):
        for first, second in product(spoken.get(one, ()), spoken.get(other, ())):
            yield f"{first[0]}-{second[0]}".upper()
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
