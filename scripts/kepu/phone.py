"""Telephone numbers of institutions in China: valid or not, and their one way of writing."""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType
from phonenumbers.shortnumberinfo import is_valid_short_number_for_region

REGION = "CN"
EXTENSION = re.compile(r"(?:\s*(?:转|分机|ext\.?|x|#)\s*|(?<=\d{7})-)(\d{1,6})$", re.IGNORECASE)
SERVICE = re.compile(r"[48]00(?:-\d{3}-\d{4}|-\d{7})")
SEVERAL = re.compile(r"[/、,，]")
INSTITUTIONAL = (PhoneNumberType.FIXED_LINE, PhoneNumberType.SHARED_COST, PhoneNumberType.TOLL_FREE)
MOBILE = PhoneNumberType.MOBILE


def written(text: str) -> str:
    """The usual form of an institution's number; empty when it is none.

    0731-84256002, 0731-84256002-801 with an extension, 400-800-1234, 12345. A mobile number comes back as it is:
    the rule on personal data speaks of it.
    """
    number, extension = _parts(text)
    try:
        parsed = phonenumbers.parse(number, REGION)
    except NumberParseException:
        return ""
    if is_valid_short_number_for_region(parsed, REGION):
        return number
    if not phonenumbers.is_valid_number_for_region(parsed, REGION):
        return ""
    kind = phonenumbers.number_type(parsed)
    if kind == MOBILE:
        return text
    return _form(parsed, text, extension) if kind in INSTITUTIONAL else ""


def _parts(text: str) -> tuple[str, str]:
    """A number and its extension, each empty when there is none."""
    found = EXTENSION.search(text.strip())
    return (text[: found.start()].strip(), found[0].strip()) if found else (text.strip(), "")


def _form(parsed: PhoneNumber, text: str, extension: str) -> str:
    """Area and number joined by a hyphen; an extension as it was written, or after another hyphen."""
    if SERVICE.fullmatch(text):
        return text
    area, *rest = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL).split(" ")
    number = f"{area}-{'-'.join(rest) if area in ('400', '800') else ''.join(rest)}"
    digits = re.sub(r"\D", "", extension)
    return number + (f"转{digits}" if extension.startswith("转") else f"-{digits}" if digits else "")


def several(text: str) -> list[str]:
    """The numbers of a text like 0731-84256002/84256003, each with the area code of the first."""
    first, *others = (part.strip() for part in SEVERAL.split(text))
    area = re.match(r"\(?(0\d{2,3})[-) ]", first)
    return [first, *(f"{area[1]}-{part}" if area and re.fullmatch(r"\d{7,8}", part) else part for part in others)]
