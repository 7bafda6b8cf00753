"""Where a reader's words stand in a text, and the piece of the text around them, as written."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from kepu.chinese import HAN, PINYIN, fold, readings, words

# Characters shown before the first hit and in all: a phone's two lines.
BEFORE, LENGTH = 12, 80


@dataclass(frozen=True)
class Snippet:
    """A piece of a text and the [start, end) of each hit in it."""

    text: str
    spans: list[tuple[int, int]]


def spans(text: str, query: str) -> list[tuple[int, int]]:
    """[start, end) of every word's first occurrence in the text, in order, overlaps joined."""
    found = (_first(text, word) for word in words(query))
    return _joined(sorted(span for span in found if span))


def snippet(text: str, query: str) -> Snippet | None:
    """The piece of the text with the first hit; None where no word of the query stands."""
    hits = spans(text, query)
    if not hits:
        return None
    start = max(0, hits[0][0] - BEFORE) if len(text) > LENGTH else 0
    end = min(len(text), max(start + LENGTH, hits[0][1]))
    inside = [(a - start, b - start) for a, b in hits if b <= end]
    return Snippet(("…" if start else "") + text[start:end] + ("…" if end < len(text) else ""), _moved(inside, 1 if start else 0))


def _moved(hits: list[tuple[int, int]], by: int) -> list[tuple[int, int]]:
    return [(a + by, b + by) for a, b in hits]


def _first(text: str, word: str) -> tuple[int, int] | None:
    """By characters, else by pinyin. Offsets in the folded text are led back to the text's own."""
    pieces = [fold(char) for char in text]
    folded = "".join(pieces)
    at = folded.find(word)
    hit = (at, at + len(word)) if at >= 0 else _spoken(folded, word)
    if hit is None:
        return None
    ends = list(accumulate(len(piece) for piece in pieces))
    return _index(ends, hit[0]), _index(ends, hit[1] - 1) + 1


def _index(ends: list[int], offset: int) -> int:
    """The character whose fold covers this offset."""
    return next(n for n, end in enumerate(ends) if offset < end)


def _spoken(folded: str, word: str) -> tuple[int, int] | None:
    """Where the pinyin begins with the word, in full or by initials."""
    if not PINYIN.fullmatch(word):
        return None
    for run in HAN.finditer(folded):
        for start in range(len(run[0])):
            count = max(_covered(said, word) for said in readings(run[0], start))
            if count:
                return run.start() + start, run.start() + start + count
    return None


def _covered(said: tuple[str, ...], word: str) -> int:
    """How many syllables the word takes from the first one on; 0 when it does not begin there."""
    if "".join(syllable[0] for syllable in said).startswith(word):
        return len(word)
    lengths = accumulate(len(syllable) for syllable in said)
    return next((n for n, length in enumerate(lengths, 1) if length >= len(word)), 0) if "".join(said).startswith(word) else 0


def _joined(hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in hits:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
