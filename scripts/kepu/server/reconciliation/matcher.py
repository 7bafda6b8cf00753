"""From a question to its answer: find candidates, score each, say whether the first is the one."""

from __future__ import annotations

from typing import Any

from datasette.database import Database

from kepu.records import Record
from kepu.server.reconciliation.agreement import Agreement
from kepu.server.reconciliation.candidates import Candidates
from kepu.server.reconciliation.entities import Entities
from kepu.server.reconciliation.names import Name, Spelling
from kepu.server.reconciliation.queries import Asked
from kepu.server.reconciliation.scoring import LEAST, Score, score, settled
from kepu.server.reconciliation.wording import described, described_record
from kepu.server.turns import Turns


class Matcher:
    """Answers one name at a time, so that a long batch leaves room for other readers."""

    def __init__(self, database: Database, entities: Entities, turns: Turns) -> None:
        self.turns = turns
        self.entities = entities
        self.spelling = Spelling(entities.library)
        self.agreement = Agreement(entities, self.spelling)
        self.names: dict[str, list[Name]] = {}
        self.candidates = Candidates(database, entities, self.agreement)

    async def match(self, batch: dict[str, Asked]) -> dict[str, Any]:
        """A result batch."""
        return {name: {"result": await self._one(asked)} for name, asked in batch.items()}

    async def _one(self, asked: Asked) -> list[dict[str, Any]]:
        name = self.spelling.name(asked.text)
        async with self.turns.turn() as turn:
            for prop, _ in asked.properties:
                await self.agreement.prepare(prop, turn)
        found = await self.candidates.find(asked, name)
        scored: list[tuple[Score, Record]] = []
        async with self.turns.turn() as turn:
            for record in found:
                scored.append((self._score(asked, name, record), record))
                await turn.over()
        scored = [pair for pair in scored if pair[0].value >= LEAST]
        scored.sort(key=lambda pair: (-pair[0].value, pair[1].dataset.name not in self.entities.subjects, self.entities.id(pair[1])))
        sure = settled(s for s, _ in scored)
        return [self._candidate(r, s, sure and n == 0) for n, (s, r) in enumerate(scored[: asked.limit])]

    def _score(self, asked: Asked, name: Name, record: Record) -> Score:
        by_id = asked.text in (record.id, self.entities.id(record))
        return score(
            name, self._names(record), by_id, {prop.id: self.agreement.of(record, prop, values) for prop, values in asked.properties}
        )

    def _names(self, record: Record) -> list[Name]:
        """Worked out once a record; the build that is served does not change."""
        key = self.entities.id(record)
        if key not in self.names:
            self.names[key] = [self.spelling.name(text) for text in self.entities.names(record)]
        return self.names[key]

    def _candidate(self, record: Record, found: Score, match: bool) -> dict[str, Any]:
        return described_record(self.entities, record) | {
            "type": [described(dataset) for dataset in self.entities.types_of(record)],
            "score": found.value,
            "match": match,
            "features": [{"id": name, "value": value} for name, value in found.features.items()],
        }
