"""What a browser must know of characters to search as the server does: how they fold, and how they sound in names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

from kepu.chinese import HAN, fold, readings

# The planes with characters of writing; the rest of Unicode is unassigned or private.
LAST = 0x323AF
SURROGATES = range(0xD800, 0xE000)


def folds(texts: Iterable[str]) -> dict[str, str]:
    """Folded form → every character that folds to it otherwise than by width and case, as far as the form occurs in the texts.

    What occurs in no text is found by nobody, so the table holds a few hundred of the traditional characters.
    """
    occurring = set(fold("".join(texts)))
    table: dict[str, str] = {}
    for char, folded in _particular():
        if set(folded) <= occurring:
            table[folded] = table.get(folded, "") + char
    return dict(sorted(table.items()))


@cache
def _particular() -> tuple[tuple[str, str], ...]:
    chars = (chr(point) for point in range(LAST + 1) if point not in SURROGATES)
    pairs = ((char, fold(char)) for char in chars)
    return tuple((char, folded) for char, folded in pairs if folded != plain(char))


def plain(char: str) -> str:
    """What any browser makes of a character without a table."""
    return unicodedata.normalize("NFKD", char).lower()


def sounds(names: Iterable[str]) -> dict[str, str]:
    """Syllable → the characters read so somewhere in the names."""
    runs = sorted({run for name in names for run in HAN.findall(fold(name))})
    read = {
        (syllable, char)
        for run in runs
        for start in range(len(run))
        for said in readings(run, start)
        for char, syllable in zip(run[start:], said, strict=False)
        if syllable.isascii()
    }
    table: dict[str, str] = {}
    for syllable, char in sorted(read):
        table[syllable] = table.get(syllable, "") + char
    return table
