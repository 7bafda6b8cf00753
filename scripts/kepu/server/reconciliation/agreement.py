"""How well a value somebody gave agrees with a record's own: codes and links by what they are called, other text by likeness."""

from __future__ import annotations

from typing import Any

from rapidfuzz.fuzz import ratio

from kepu.model import Field
from kepu.records import Record
from kepu.server.reconciliation.entities import Entities, Property
from kepu.server.reconciliation.names import Spelling
from kepu.server.turns import Turn

AGREES, UNKNOWN, DIFFERS = 100.0, 50.0, 0.0


class Agreement:
    """Compares values of properties; what a record does not know speaks neither for nor against it."""

    def __init__(self, entities: Entities, spelling: Spelling) -> None:
        self.entities = entities
        self.spelling = spelling
        self._called: dict[str, dict[str, set[str]]] = {}

    def of(self, record: Record, prop: Property, values: list[Any]) -> float:
        """0 to 100: the best that one of the values comes to."""
        row = self.entities.row(record, prop.dataset)
        cell = row[prop.field.name] if row else None
        if cell is None:
            return UNKNOWN
        parts = prop.field.split(str(cell))
        return max((self._one(prop, parts, value) for value in values), default=UNKNOWN)

    def stored(self, prop: Property, value: Any) -> set[str]:
        """The cells that a value can stand for: a code for its label, an id for the name of what it points at."""
        text = _text(value)
        if prop.field.vocabulary:
            return {code for code in prop.field.vocabulary if self._same(text, _labels(prop.field, code))}
        if prop.link:
            return {text.rpartition("/")[2]} | self._called[prop.link.target].get(self.spelling.name(text).bare, set())
        return {text}

    def _one(self, prop: Property, parts: list[str], value: Any) -> float:
        if self.stored(prop, value) & set(parts):
            return AGREES
        if prop.field.vocabulary or prop.link:
            return DIFFERS
        if prop.field.type != "string":
            return AGREES if _number(parts[0]) == _number(_text(value)) is not None else DIFFERS
        given = self.spelling.name(_text(value)).bare
        return max((ratio(given, self.spelling.name(part).bare) for part in parts), default=DIFFERS)

    def _same(self, text: str, labels: tuple[str, ...]) -> bool:
        return self.spelling.name(text).plain in {self.spelling.name(label).plain for label in labels}

    async def prepare(self, prop: Property, turn: Turn) -> None:
        """Bare name → ids of the records called so, for a column of ids; worked out once, and by turns, since there may be very many."""
        if not prop.link or prop.link.target in self._called:
            return
        called: dict[str, set[str]] = {}
        for record in self.entities.library.records(prop.link.target):
            for name in self.entities.names(record):
                called.setdefault(self.spelling.name(name).bare, set()).add(record.id)
            await turn.over()
        self._called[prop.link.target] = called


def _text(value: Any) -> str:
    """A value as a cell: of a record that was matched before, its id."""
    return str(value["id"] if isinstance(value, dict) else value).strip()


def _labels(field: Field, code: str) -> tuple[str, ...]:
    term = field.term(code)
    return code, term.label, term.label_en


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
