"""Personal data in text: numbers and addresses that belong to one person, found and masked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files

from stdnum import luhn
from stdnum.cn import ric

from kepu.chinese import fold

# Full-width figures hide a number from no reader, so `\d` is meant in every script.
MOBILE = re.compile(r"(?<!\d)(?:[+＋]?(?:86|８６)[- ]?)?[1１][3-9３-９]\d(?:[-\s－‐–—]?\d{4}){2}(?![\d@＠])")
IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXxＸｘ](?!\d)")
# Cards of the one domestic scheme begin with 62; printed in fours.
CARD = re.compile(r"(?<!\d)[6６][2２]\d{2}(?:[-\s]?\d{4}){3}(?:[-\s]?\d{1,3})?(?!\d)")
# Mail allows 64 characters before the @; without a bound and a beginning a long run of figures would take minutes.
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}[@＠]((?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,})", re.ASCII)
# Without one of these a text holds nothing personal; most cells end here.
HINT = re.compile(r"[@＠]|\d{4}")
URL = re.compile(r"https?://[!-~]+")


def mobiles(text: str) -> list[str]:
    """Every mobile number in a text."""
    return MOBILE.findall(text)


def identities(text: str) -> list[str]:
    """Every resident identity number in a text whose checksum is right."""
    return [found for found in IDENTITY.findall(text) if ric.is_valid(fold(found).upper())]


def cards(text: str) -> list[str]:
    """Every bank card number in a text whose check digit is right."""
    return [found for found in CARD.findall(text) if luhn.is_valid(re.sub(r"\D", "", fold(found)))]


def emails(text: str) -> list[str]:
    """Every address at a free mail service: a person's, for an institution has a domain."""
    return [found[0] for found in EMAIL.finditer(text) if _free(found[1].lower())]


def _free(domain: str) -> bool:
    return any(domain == free or domain.endswith(f".{free}") for free in free_mail())


@cache
def free_mail() -> frozenset[str]:
    """The domains of data/free-mail.txt."""
    lines = files("kepu").joinpath("data", "free-mail.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


# Problem code → what finds it, the longest numbers first.
FINDERS: dict[str, Callable[[str], list[str]]] = {
    "privacy-identity": identities,
    "privacy-card": cards,
    "privacy-mobile": mobiles,
    "privacy-email": emails,
}


def found_in(text: str) -> Iterator[tuple[str, str]]:
    """(problem code, what was found) for everything personal in a text; web addresses hold long numbers of their own."""
    if HINT.search(text):
        plain = URL.sub(" ", text)
        yield from ((code, found) for code, finder in FINDERS.items() for found in finder(plain))


def masked(number: str) -> str:
    """The first three characters and stars: enough to find it, too little to use it."""
    return number[:3] + "*" * (len(number) - 3)


def mask(text: str) -> str:
    """A text with everything personal masked; reports quote cells, and a cell may hold more than its fault."""
    for finder in FINDERS.values() if HINT.search(text) else ():
        for number in finder(text):
            text = text.replace(number, masked(number))
    return text
