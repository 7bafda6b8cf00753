"""For code hosts: SARIF 2.1.0, which GitHub and GitLab show beside the lines."""

from __future__ import annotations

import json
from typing import Any

from kepu.problems import Worded

LEVELS = {"error": "error", "warning": "warning", "note": "note"}


def render(worded: list[Worded], lang: str) -> str:
    """One run with one result a problem."""
    run = {"tool": {"driver": {"name": "kepu", "rules": _rules(worded, lang)}}, "results": [_result(w, lang) for w in worded]}
    document = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=1)


def _rules(worded: list[Worded], lang: str) -> list[dict[str, str]]:
    """Each code once. The standard wants a whole address: without a public one there is no helpUri."""
    codes = {w.problem.code: {"helpUri": w.help(lang)} if w.published else {} for w in worded}
    return [{"id": code, **codes[code]} for code in sorted(codes)]


def _result(w: Worded, lang: str) -> dict[str, Any]:
    where = {"artifactLocation": {"uri": w.problem.file}, "region": {"startLine": w.problem.line or 1}}
    return {
        "ruleId": w.problem.code,
        "level": LEVELS[w.severity],
        "message": {"text": f"{w.message(lang)}（{w.fix(lang)}）" if lang == "zh" else f"{w.message(lang)}. {w.fix(lang)}"},
        "locations": [{"physicalLocation": where}],
    }
