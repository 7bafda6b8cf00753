"""An address that names another county or prefecture than the codes beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kepu.model import Catalog
from kepu.problems import Problem
from kepu.reading import Row, Table


def check(catalog: Catalog, tables: dict[str, Table]) -> Iterator[Problem]:
    """Every row with an address, a prefecture and perhaps a county."""
    divisions = catalog.role("divisions")
    if not divisions or not tables[divisions.name].rows:
        return
    names = Names(tables[divisions.name])
    for table in tables.values():
        address = table.dataset.role_of("address")
        if address and table.dataset.role_of("prefecture"):
            for text, rows in table.values(address.name).items():
                named = names.in_text(text)
                for row in rows if named else ():
                    yield from _row(table, row, names, named)


class Names:
    """Divisions by their full name, and what each lies in. The outermost is left out: every address may begin with it."""

    def __init__(self, table: Table) -> None:
        dataset = table.dataset
        self.parent = {row.cells[dataset.key]: row.cells[dataset.column("parent")] for row in table.rows}
        self.label = {row.cells[dataset.key]: row.cells[dataset.label] for row in table.rows}
        self.codes: dict[str, list[str]] = {}
        for code, name in self.label.items():
            if self.parent[code] and len(name) > 1:
                self.codes.setdefault(name, []).append(code)
        longest_first = sorted(self.codes, key=len, reverse=True)
        # A street or a bridge may bear the name of another county.
        self.pattern = re.compile(rf"({'|'.join(map(re.escape, longest_first)) or '(?!)'})(?![东南西北中]?[路街道巷桥])")

    def line(self, code: str) -> list[str]:
        """A division and what it lies in, outward; a circle ends where it closes."""
        found: list[str] = []
        while code in self.parent and code not in found:
            found.append(code)
            code = self.parent[code]
        return found

    def at_level(self, codes: list[str], like: str) -> list[str]:
        """Each division, or what it lies in, as far out as another one; those further out are left out."""
        depth = len(self.line(like))
        lines = (self.line(code) for code in codes)
        return [line[-depth] for line in lines if 0 < depth <= len(line)]

    def in_text(self, text: str) -> list[str]:
        """The codes of the divisions that a text names, each name read once."""
        return [code for name in self.pattern.findall(text) for code in self.codes[name]]


def _row(table: Table, row: Row, names: Names, named: list[str]) -> Iterator[Problem]:
    """Level by level: when none of the divisions named fits the codes, the innermost code that disagrees is reported."""
    for role in ("county", "prefecture"):
        field = table.dataset.role_of(role)
        own = row.cells[field.name] if field else ""
        at_level = names.at_level(named, own)
        if field and at_level and own not in at_level:
            right = at_level[0]
            context = {"named": names.label[right], "own": names.label.get(own, ""), "right_code": right}
            yield table.problem("address-elsewhere", row.line, field.name, own, **context)
            return
