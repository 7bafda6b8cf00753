"""What a change takes from the data, though every row that is left is in order: ids, columns, what an id stood for."""

from __future__ import annotations

from collections.abc import Iterator

from kepu import ids
from kepu.model import Catalog
from kepu.problems import Problem
from kepu.reading import Row, Table
from kepu.rules.twins import alike

Tables = dict[str, Table]
# A column has fallen when a tenth of what it would hold at its earlier rate is missing; three cells are no accident.
FALL, FEWEST = 0.1, 3
# More than this share of a row's cells changed along with its name: another record, no correction.
OTHER = 0.5
SHOWN = 5


def found(catalog: Catalog, before: Tables, after: Tables) -> Iterator[Problem]:
    """Every dataset that both states hold whole."""
    for name, table in after.items():
        old = before.get(name)
        if old and old.whole and table.whole and old.dataset.key == table.dataset.key:
            yield from _gone(catalog, after, old, table)
            yield from _emptied(old, table)
            yield from _reassigned(old, table)


def _gone(catalog: Catalog, after: Tables, old: Table, table: Table) -> Iterator[Problem]:
    """Ids that no row has any more and no redirect explains. Where a schema expects that all rows may go, they may."""
    expect, redirects = table.dataset.expect, catalog.role("redirects")
    if expect and expect.rows[0] == 0:
        return
    gone = sorted(_keyed(old).keys() - ids.used(catalog, after, table.dataset))
    if gone:
        shown = "、".join(gone[:SHOWN]) + ("……" if len(gone) > SHOWN else "")
        counts = {"count": len(gone), "before": len(old.rows), "after": len(table.rows)}
        target = redirects.file if redirects else ""
        yield table.problem("ids-gone", None, table.dataset.key, shown, target_file=target, **counts)


def _emptied(old: Table, table: Table) -> Iterator[Problem]:
    """Columns that are filled markedly less often."""
    for field in table.dataset.fields if old.rows and table.rows else ():
        if field.name in old.dataset.by_name:
            before, after = (sum(map(len, t.values(field.name).values())) for t in (old, table))
            expected = before / len(old.rows) * len(table.rows)
            if expected - after >= max(FEWEST, FALL * expected):
                rates = {"before": f"{before / len(old.rows):.0%}", "after": f"{after / len(table.rows):.0%}"}
                yield table.problem("column-emptied", None, field.name, str(after), held=before, **rates)


def _reassigned(old: Table, table: Table) -> Iterator[Problem]:
    """Rows whose id stood for another record: their name and most of their cells are others. A row without a name shows nothing."""
    label = table.dataset.label
    if label == table.dataset.key or label not in old.dataset.by_name:
        return
    earlier = _keyed(old)
    for key, row in _keyed(table).items():
        one = earlier.get(key)
        if one and not alike(one.cells[label], row.cells[label]) and _changed(one, row, table.dataset.key) > OTHER:
            yield table.problem("id-reassigned", row.line, table.dataset.key, key, was=one.cells[label], now=row.cells[label])


def _changed(one: Row, other: Row, key: str) -> float:
    """The share of the cells filled before or after that differ."""
    names = [n for n in one.cells if n != key and n in other.cells and (one.cells[n] or other.cells[n])]
    return sum(one.cells[n] != other.cells[n] for n in names) / len(names) if names else 0.0


def _keyed(table: Table) -> dict[str, Row]:
    return {row.cells[table.dataset.key]: row for row in table.rows}
