"""What may be meant while somebody is still typing: records, types, properties."""

from __future__ import annotations

import json
from collections.abc import Iterable

from datasette.database import Database

from kepu.chinese import fold, words
from kepu.server.reconciliation.entities import Entities
from kepu.server.reconciliation.wording import Named, described, described_property, described_record

# What begins so comes before what only holds it.
HELD = """
select a.dataset, a.record_id from all_records_fts f join all_records a on a.rowid = f.rowid
where all_records_fts match '{{label words}} : (' || escape_fts(:q) || ')' and ({among})
order by fold(a.label) = fold(:q) desc, instr(fold(a.label), fold(:q)) = 1 desc,
    a.dataset in (select value from json_each(:subjects)) desc, bm25(all_records_fts, 10, 1, 0), a.rowid
limit :limit offset :cursor
"""


class Suggest:
    """Suggestions of each kind."""

    def __init__(self, database: Database, entities: Entities) -> None:
        self.database = database
        self.entities = entities

    async def entity(self, prefix: str, cursor: int, limit: int) -> list[Named]:
        """The record of that id, then those whose names begin so or hold it, read as pinyin too."""
        found = {self.entities.id(record): record for record in self.entities.typed(prefix)} if not cursor else {}
        if words(prefix):
            asked = {"q": prefix, "limit": limit, "cursor": cursor, "subjects": json.dumps(sorted(self.entities.subjects))}
            rows = await self.database.execute(HELD.format(among=self.entities.among([])), asked)
            records = (self.entities.library.get(name, key) for name, key in rows.rows)
            found |= {self.entities.id(record): record for record in records if record}
        return [described_record(self.entities, record) for record in found.values()][:limit]

    async def type(self, prefix: str, cursor: int, limit: int) -> list[Named]:
        """Types; all of them before anything is typed."""
        return _holding(prefix, map(described, self.entities.types.values()))[cursor : cursor + limit]

    async def property(self, prefix: str, cursor: int, limit: int) -> list[Named]:
        """Properties of every type."""
        return _holding(prefix, map(described_property, self.entities.properties.values()))[cursor : cursor + limit]


def _holding(prefix: str, items: Iterable[Named]) -> list[Named]:
    """Those that hold it in a name, an id or a description; those that begin so first."""
    typed = fold(prefix.strip())
    held = [(item, [fold(text) for text in item.values()]) for item in items]
    found = [(item, texts) for item, texts in held if any(typed in text for text in texts)]
    return [item for item, texts in sorted(found, key=lambda pair: not any(text.startswith(typed) for text in pair[1]))]
