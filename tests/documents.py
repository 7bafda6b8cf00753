"""Hand-written pages as their readers take them: headings, tables, and blocks to type or to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from support import ROOT

PAGES = ROOT / "site" / "pages"
FENCE, HEADING, RULE = re.compile(r"```(\w*)"), re.compile(r"(#+) (.*?)(?: \{ #(\S+) \})?"), re.compile(r"\|( *:?-+:? *\|)+")


@dataclass(frozen=True)
class Part:
    """A heading (`kind` is #, ##, …), a fenced block (its language), a table, or a paragraph."""

    kind: str
    text: str
    anchor: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def page(name: str) -> list[Part]:
    """The parts of a page below site/pages."""
    return parts((PAGES / name).read_text("utf-8"))


def parts(text: str) -> list[Part]:
    """The parts of a Markdown text, in order."""
    lines, found = iter(text.splitlines()), []
    for line in lines:
        if fence := FENCE.fullmatch(line):
            found.append(Part(fence[1] or "text", "".join(f"{inner}\n" for inner in iter(lambda: next(lines), "```"))))
        elif heading := HEADING.fullmatch(line):
            found.append(Part(heading[1], heading[2], heading[3] or ""))
        elif line.startswith("|"):
            table = [line, *_to_the_blank(lines)]
            found.append(Part("table", line, rows=tuple(_cells(row) for row in table if not RULE.fullmatch(row))))
        elif line:
            found.append(Part("paragraph", line))
    return found


def _to_the_blank(lines: Iterator[str]) -> Iterator[str]:
    """The lines up to the next blank one."""
    return iter(lambda: next(lines, ""), "")


def _cells(row: str) -> tuple[str, ...]:
    """The cells of a row, without the marks of code."""
    return tuple(cell.strip().replace("`", "") for cell in row.strip("|").split("|"))


def sections(found: list[Part]) -> dict[str, list[Part]]:
    """Title of a heading → the parts below it, up to the next."""
    below: dict[str, list[Part]] = {}
    title = ""
    for part in found:
        if part.kind.startswith("#"):
            title = part.text
        below.setdefault(title, []).append(part)
    return below
