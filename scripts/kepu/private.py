"""Personal numbers in text: mobile and resident identity numbers, found and masked."""

from __future__ import annotations

import re

from stdnum.cn import ric

MOBILE = re.compile(r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)")
IDENTITY = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")


def mobiles(text: str) -> list[str]:
    """Every mobile number in a text."""
    return MOBILE.findall(text)


def identities(text: str) -> list[str]:
    """Every resident identity number in a text whose checksum is right."""
    return [found for found in IDENTITY.findall(text) if ric.is_valid(found)]


def masked(number: str) -> str:
    """The first three characters and stars: enough to find it, too little to use it."""
    return number[:3] + "*" * (len(number) - 3)


def mask(text: str) -> str:
    """A text with every personal number masked; reports quote cells, and a cell may hold more than its fault."""
    for number in (*mobiles(text), *identities(text)):
        text = text.replace(number, masked(number))
    return text
