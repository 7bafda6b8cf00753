"""Text as readers of Chinese search it: any run of characters is found by any part of it, by pinyin too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

# Letters and figures of every script: what a name is compared by.
RUN = re.compile(r"[^\W_]+")
# Characters that have a pinyin: CJK ideographs and their extensions.
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]+")
PINYIN = re.compile(r"[a-z]{2,}")
# Hanyu Pinyin: an initial and a final.
INITIAL = r"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?"
FINAL = r"(?:a(?:i|o|ng?)?|e(?:i|r|ng?)?|i(?:a(?:o|ng?)?|e|ong|u|ng?)?|o(?:u|ng)?|u(?:a(?:i|ng?)?|e|i|o|n)?|ve?)"
SYLLABLE, BEGUN = re.compile(INITIAL + FINAL), re.compile(INITIAL)
LONGEST_SYLLABLE = 6
# Longer than any cell that is searched, and more words than anyone narrows by; the rest of a pasted page is not looked at.
LONGEST, MOST_WORDS = 1000, 40

# A longer name is found by the first of its syllables; nobody types more.
SYLLABLES = 12


class _Fold(dict[int, str]):
    """Code point → what it is compared as. Each character alone, so that a part of a text folds to a part of its fold."""

    def __missing__(self, point: int) -> str:
        folded = unicodedata.normalize("NFKD", chr(point)).casefold()
        self[point] = "".join(_simplified(char) for char in folded)
        return self[point]


_FOLD = _Fold()


@cache
def _simplified(char: str) -> str:
    return _converter().convert(char) if HAN.match(char) else char


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def fold(text: str) -> str:
    """One form for full-width and half-width, upper and lower case, traditional and simplified."""
    return text.translate(_FOLD)


def words(query: str) -> list[str]:
    """The folded words of a query. Words are parted by spaces; between double quotes, spaces count."""
    parts = re.findall(r'"([^"]*\S[^"]*)"(?=\s|$)|(\S+)', fold(query[:LONGEST]))
    return [phrase or word for phrase, word in parts][:MOST_WORDS]


def tokens(text: str, *, spoken: bool = False) -> str:
    """What to index of a text: each overlapping pair of characters, the last one alone, and for names the pinyin.

    Characters are written as code points, so every one counts, punctuation and all. A phrase of pairs matches exactly
    where the characters stand together, and a single character as the beginning of a pair.
    """
    folded = fold(text)
    pairs = [_token(folded[i : i + 2]) for i in range(len(folded))]
    return " ".join([*pairs, *(_pronounced(text) if spoken else ())])


@lru_cache(10_000)
def _pronounced(text: str) -> tuple[str, ...]:
    """Kept, since a name stands in the table of its dataset and in that of all records."""
    return tuple(sorted(set(syllables(text))))


def _token(characters: str) -> str:
    return "".join(f"{ord(char):06x}" for char in characters)


def syllables(text: str) -> Iterator[str]:
    """For each place in a name where a reader may begin: the pinyin from there, in full and by initials."""
    for found in HAN.finditer(fold(text)):
        for start in range(len(found[0])):
            for spoken in readings(found[0], start):
                yield "".join(spoken)
                yield "".join(syllable[0] for syllable in spoken)


def readings(run: str, start: int) -> set[tuple[str, ...]]:
    """One syllable a character from `start` on: as the whole run is read, and as if it began there.

    Both, since words are parted by guess: 馆长江 would be 馆长 and 江. Where a word begins the two are the same.
    """
    whole = _read(run)[start : start + SYLLABLES]
    return {whole} if start in _starts(run) else {whole, _read(run[start:])[:SYLLABLES]}


@lru_cache(10_000)
def _read(run: str) -> tuple[str, ...]:
    return tuple(syllable for word in _parted(run) for syllable in _word(word))


@lru_cache(10_000)
def _starts(run: str) -> frozenset[int]:
    """Where the words of a run begin."""
    return frozenset(accumulate(map(len, _parted(run)), initial=0))


@lru_cache(10_000)
def _parted(run: str) -> tuple[str, ...]:
    from pypinyin.core import Pinyin

    return tuple(Pinyin().seg(run))


@lru_cache(50_000)
def _word(word: str) -> tuple[str, ...]:
    """A word is read alike wherever it stands, and the same few thousand make up every name."""
    from pypinyin import Style, pinyin

    return tuple(reading for (reading,) in pinyin(word, Style.NORMAL, errors=lambda unread: [[char] for char in unread]))


def romanised(text: str) -> str:
    """How a name is read, a word at a time and without tones: 天文馆 → Tianwenguan."""
    return HAN.sub(lambda run: " ".join(["", *("".join(_word(word)).capitalize() for word in _parted(run[0])), ""]), text).strip()


def match_query(query: str, written: Callable[[str], bool]) -> str:
    """An FTS5 MATCH expression over `tokens` for what a reader typed; several words mean and.

    Whole syllables find names read so, besides texts that hold the letters. Other letters (initials, a syllable half
    typed) count as pinyin only where they are `written` (asked with an expression) in no text at all: “PM” is no name.
    Without any word the expression matches nothing, and never fails.
    """
    return " AND ".join(_term(word, written) for word in words(query)) or '""'


def alike_query(texts: Iterable[str]) -> str:
    """An FTS5 MATCH expression for whatever shares two neighbouring characters with one of the texts; bm25 puts the most alike first.

    This finds a name typed with a slip, or in part.
    """
    pairs = {folded[i : i + 2] for folded in (fold(text[:LONGEST]) for text in texts) for i in range(max(1, len(folded) - 1))}
    return " OR ".join(_phrase(pair) for pair in sorted(pairs) if pair) or '""'


def _term(word: str, written: Callable[[str], bool]) -> str:
    as_text, as_name = _phrase(word), f'"{word}"*'
    if _syllables(word):
        return f"({as_text} OR {as_name})"
    return as_name if PINYIN.fullmatch(word) and not written(as_text) else as_text


def _phrase(word: str) -> str:
    if len(word) == 1:
        return f'"{_token(word)}"*'
    return '"' + " ".join(_token(word[i : i + 2]) for i in range(len(word) - 1)) + '"'


def _syllables(word: str) -> bool:
    """True for two whole syllables or more, and perhaps the beginning of a next.

    Step by step: a pattern that repeats would try every way to part them.
    """
    reached = {0: 0}  # where a syllable ends → how many at most
    for start in range(len(word)):
        for end in range(start + 1, min(start + LONGEST_SYLLABLE, len(word)) + 1) if start in reached else ():
            if SYLLABLE.fullmatch(word, start, end):
                reached[end] = max(reached.get(end, 0), reached[start] + 1)
    return any(count > 1 and BEGUN.fullmatch(word, end) for end, count in reached.items())
