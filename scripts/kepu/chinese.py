"""Text as readers of Chinese search it: any run of characters is found by any part of it."""

from __future__ import annotations

import re
import unicodedata

# Letters and figures of every script; what FTS5's unicode61 tokenizer also keeps inside a token.
RUN = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """One form for full-width and half-width, upper and lower case."""
    return unicodedata.normalize("NFKC", text).casefold()


def bigrams(text: str) -> str:
    """The tokens to index: overlapping pairs, and the last character of each run alone.

    博物馆 → 博物 物馆 馆. A phrase of pairs then matches exactly where the characters stand together,
    and a single character matches as the beginning of a pair; a word list would miss both.
    """
    return " ".join(token for run in RUN.findall(fold(text)) for token in _pairs(run))


def _pairs(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run))]


def match_query(text: str) -> str:
    """An FTS5 MATCH expression for what a reader typed; several words mean and.

    Without any letter or figure it matches nothing, and never fails.
    """
    terms = [_term(run) for run in RUN.findall(fold(text))]
    return " ".join(terms) or '""'


def _term(run: str) -> str:
    if len(run) == 1:
        return f'"{run}"*'
    return '"' + " ".join(run[i : i + 2] for i in range(len(run) - 1)) + '"'
