"""For programs: the record of design, one object."""

from __future__ import annotations

import json

from kepu.problems import Worded, counts


def render(worded: list[Worded], lang: str) -> str:
    """{"problems": […], "counts": {…}}; both languages are always in it."""
    return json.dumps({"problems": [w.as_json() for w in worded], "counts": counts(worded)}, ensure_ascii=False, indent=1)
