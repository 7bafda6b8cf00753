"""For a browser: one page without scripts, with a map of the points and every row and cell that differs."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, FileSystemLoader

from kepu.diff import Diff, Row
from kepu.problems import Stop, word
from kepu.reports.diff import words
from kepu.reports.diff.map import Map, drawn
from kepu.settings import settings


def render(diff: Diff, lang: str) -> str:
    """The verdict, the map, then the complete list; all text escaped."""
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    numbers = count(1)
    listed = [(change, [(f"r{next(numbers)}", row) for row in change.rows]) for change in diff.changes]
    found, unmapped = _map(diff, [pair for _, rows in listed for pair in rows], lang)
    page = environment.get_template("page.html")
    return page.render(diff=diff, lang=lang, words=words, map=found, unmapped=unmapped, listed=listed, notice=_notice(diff, lang))


def _map(diff: Diff, rows: list[tuple[str, Row]], lang: str) -> tuple[Map | None, str]:
    """The map, or why there is none: a broken boundary file must not hide the list."""
    try:
        return drawn(diff.new, rows, lang), ""
    except Stop as stop:
        return None, word(stop.problem, diff.new.catalog.root).message(lang)


def _notice(diff: Diff, lang: str) -> str:
    """Whose boundaries the map shows, as the portal says it."""
    try:
        found: Any = settings(diff.new.catalog.root)["extra"]["notice"][lang]
    except (OSError, LookupError, TypeError, ValueError, yaml.YAMLError):
        return ""
    return str(found)
