"""`kepu comment`, asked as its workflow asks it, and the facts a check hands over."""

from __future__ import annotations

import json

from click.testing import CliRunner
from codehost import TOKEN, Host, archive
from support import ROOT, TESTS

from kepu.cli import main

EVENTS = TESTS / "events"


PROBLEM = {
    "severity": "error",
    "code": "value-missing",
    "earlier": False,
    "file": "datasets/towers.csv",
    "line": 7,
    "message_zh": "“塔名”空着",
    "message_en": "Name is empty",
    "fix_zh": "填上",
    "fix_en": "Fill it in",
}
CHANGE = {
    "file": "datasets/towers.csv",
    "title_zh": "灯塔",
    "title_en": "Towers",
    "counts": {"removed": 0, "emptied": 0, "changed": 1, "added": 0},
    "about_zh": [],
    "about_en": [],
    "samples_zh": ["~ t1 石角灯塔"],
    "samples_en": ["~ t1 石角灯塔"],
}
NONE = {"removed": 0, "emptied": 0, "changed": 0, "added": 0}


def several(*changes: dict, datasets: int = 1) -> dict:
    """What differs: as many datasets as named, of which these come first."""
    return {"datasets": datasets, "counts": CHANGE["counts"], "first": list(changes)}


FACTS = {
    "version": 1,
    "old": "0a1b2c3d",
    "new": "4f1c2d3e",
    "counts": {"error": 1, "warning": 0, "note": 0},
    "problems": [PROBLEM],
    "changes": several(CHANGE),
    "converted": [],
    "withheld": [],
}
CLEAN = FACTS | {
    "counts": {"error": 0, "warning": 0, "note": 3},
    "problems": [PROBLEM | {"severity": "note", "earlier": True}],
    "changes": {"datasets": 0, "counts": NONE, "first": []},
}


def packed(facts: object) -> bytes:
    """Facts as the check hands them over."""
    return archive(json.dumps(facts).encode())


def event(name: str) -> dict:
    """A payload in the shape GitHub documents."""
    return json.loads((EVENTS / f"{name}.json").read_text("utf-8"))


def comment(host: Host, name: str = "workflow_run.fork", token: str = TOKEN, lang: str = "zh") -> tuple[int, str]:
    """Exit code and words of `kepu comment`, as the workflow runs it."""
    given = {"GITHUB_EVENT_PATH": str(EVENTS / f"{name}.json"), "GITHUB_API_URL": host.url, "GITHUB_TOKEN": token}
    done = CliRunner().invoke(main, ["comment", "--root", str(ROOT), "--lang", lang], env=given, catch_exceptions=False)
    assert TOKEN not in done.output
    return done.exit_code, done.output
