"""The rules a browser can judge by, and their wording: taken from where they stand, never written twice."""

from __future__ import annotations

import re
from typing import Any

from kepu import characters, excel, hours, partial_date, private, problems
from kepu.geo.boundaries import METRES_A_DEGREE, Boundaries
from kepu.geo.datum import DECIMALS
from kepu.model import Catalog
from kepu.rules import CAUSES, STRONGER, cells, places, tables
from kepu.rules.excel import LONGEST_CODE

# What needs other rows, the grammar of opening hours or the tables of a telephone company is left to `kepu check`.
JUDGED = (
    *("value-missing", "key-missing", "key-repeated", "value-not-listed", "value-pattern"),
    *("value-too-small", "value-too-large", "value-too-short", "value-too-long"),
    *("type-boolean", "type-date", "type-integer", "type-number", "type-year"),
    *("cell-control", "cell-destroyed", "cell-formula", "cell-fullwidth", "cell-invisible", "cell-spaces"),
    *("code-spaces", "code-zeros", "date-ambiguous", "date-invalid", "date-rewritten", "number-rounded"),
    *("dates-reversed", "hours-day", "list-repeated", "list-untidy", "url-invalid", "uscc-invalid", "uscc-untidy"),
    *("link-broken", "source-unknown", "county-not-in-prefecture", "prefecture-missing"),
    *("point-half", "point-zero", "point-swapped", "point-outside", "point-outside-county", "point-datum", "point-coarse"),
    *("privacy-card", "privacy-email", "privacy-identity", "privacy-mobile"),
)
WORDS = ("severity", "message_zh", "message_en", "fix_zh", "fix_en")
PATTERNS = {
    "number": tables.NUMBER,
    "figure": tables.FIGURE,
    "address": cells.ADDRESS,
    "invisible": characters.INVISIBLE,
    "control": characters.CONTROL,
    "destroyed": characters.DESTROYED,
    "date": partial_date.SHAPE,
    "noDay": hours.NO_DAY,
    "yearFirst": excel.YEAR_FIRST,
    "compact": excel.COMPACT,
    "named": excel.NAMED,
    "yearLast": excel.YEAR_LAST,
    "scientific": excel.SCIENTIFIC,
    "formula": excel.FORMULA,
    "privacy-identity": private.IDENTITY,
    "privacy-card": private.CARD,
    "privacy-mobile": private.MOBILE,
    "privacy-email": private.EMAIL,
    "privacyHint": private.HINT,
    "url": private.URL,
}


def rules(catalog: Catalog) -> dict[str, Any]:
    """Wording, patterns and limits of every problem in JUDGED."""
    wordings = problems.wordings(catalog.root)
    boundaries = Boundaries.of(catalog)
    return {
        "wording": {code: {word: getattr(wordings[code], word) for word in WORDS} for code in JUDGED},
        "stronger": {code: sorted(weaker & set(JUDGED)) for code, weaker in sorted(STRONGER.items()) if code in JUDGED},
        "causes": {code: sorted(weaker & set(JUDGED)) for code, weaker in sorted(CAUSES.items()) if code in JUDGED},
        "patterns": {name: _pattern(pattern) for name, pattern in PATTERNS.items()},
        "freeMail": sorted(private.free_mail()),
        "limits": {"quoted": problems.QUOTED, "context": problems.CONTEXT, "code": LONGEST_CODE},
        "months": excel.MONTHS,
        "serials": [excel.SERIALS.start, excel.SERIALS.stop],
        "dashes": "".join(map(chr, characters.DASHES)),
        "point": {
            "tolerance": places.TOLERANCE_M,
            "explained": places.EXPLAINED_M,
            "decimals": places.DECIMALS,
            "written": DECIMALS,
            "degree": METRES_A_DEGREE,
            "cosine": boundaries.cosine if boundaries else 1,
        },
    }


def _pattern(pattern: re.Pattern[str]) -> dict[str, Any]:
    """Source and whether letters and figures are those of ASCII alone."""
    return {"source": pattern.pattern, "ascii": bool(pattern.flags & re.ASCII)}
