"""Characters that do not belong in a cell, and the cell without them: known to the check that names them and to the repair."""

from __future__ import annotations

import re
import unicodedata

from kepu.model import Field

# Zero-width spaces and joiners, soft hyphen, byte order mark, and the marks that turn the writing direction.
UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
INVISIBLE = re.compile(f"[{UNSEEN}]")
# What pasting leaves at either end; str.strip knows only spaces.
EDGES = re.compile(rf"^[\s{UNSEEN}]+|[\s{UNSEEN}]+$")
# All but the line end, which an editor may put into a cell.
CONTROL = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]|\r(?!\n)")
# U+FFFD, and what three of them become when their UTF-8 is read as GBK.
DESTROYED = re.compile("\ufffd|锟斤拷|锟斤|斤拷")
# NFKC keeps these although they only look like a hyphen.
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
NUMERIC = ("number", "integer", "year")


def narrow(field: Field, text: str) -> str:
    """Half-width, without spaces around; in numbers a Chinese full stop is a point, in a list its comma is a semicolon."""
    half = unicodedata.normalize("NFKC", text).translate(DASHES).strip()
    half = half.replace("。", ".") if field.type in NUMERIC else half
    return half.replace("、", ";") if field.is_list else half
