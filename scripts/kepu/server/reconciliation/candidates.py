"""The records that may be meant, found by the indexes of the database: many, cheaply, and in no lasting order."""

from __future__ import annotations

import json
from typing import Any

from datasette.database import Database

from kepu.chinese import alike_query
from kepu.database import quoted
from kepu.records import Record
from kepu.server.reconciliation.agreement import Agreement
from kepu.server.reconciliation.entities import Entities, Property
from kepu.server.reconciliation.names import Name
from kepu.server.reconciliation.queries import Asked

# As many as are compared character by character. The right one is rarely below the tenth.
MOST = 60

ALIKE = """
select a.dataset, a.record_id from all_records_fts f join all_records a on a.rowid = f.rowid
where all_records_fts match '{{label words}} : (' || :alike || ')' and ({among})
order by bm25(all_records_fts, 10, 1, 0), a.rowid limit :most
"""


class Candidates:
    """Asks the database in the pool, under its limits."""

    def __init__(self, database: Database, entities: Entities, agreement: Agreement) -> None:
        self.database = database
        self.entities = entities
        self.agreement = agreement

    async def find(self, asked: Asked, name: Name) -> list[Record]:
        """By id, by name, and without a name by the values of columns; each record once."""
        found = [r for r in self.entities.typed(asked.text) if self._wanted(r, asked.types)]
        if name.plain:
            sql = ALIKE.format(among=self.entities.among(asked.types))
            found += await self._records(sql, {"alike": alike_query(name.forms), "most": MOST})
        elif not asked.text:
            for prop, values in asked.properties:
                found += await self._having(prop, values, asked.types)
        return list({self.entities.id(r): r for r in found}.values())

    def _wanted(self, record: Record, types: list[str]) -> bool:
        return not types or any(self.entities.has(record, self.entities.types[name]) for name in types)

    async def _having(self, prop: Property, values: list[Any], types: list[str]) -> list[Record]:
        """Records with one of these values in a column."""
        dataset, column = prop.dataset, f"t.{quoted(prop.field.name)}"
        holds = f"instr(';' || {column} || ';', ';' || v.value || ';')" if prop.field.is_list else f"{column} = v.value"
        sql = (
            f"select a.dataset, a.record_id from {quoted(dataset.table)} t "
            f"join all_records a on a.dataset = '{self.entities.main(dataset).name}' and a.record_id = t.{quoted(dataset.key)} "
            f"where exists (select 1 from json_each(:values) v where {holds}) and ({self.entities.among(types)}) order by a.rowid limit :most"
        )
        stored = sorted({cell for value in values for cell in self.agreement.stored(prop, value)})
        return await self._records(sql, {"values": json.dumps(stored), "most": MOST})

    async def _records(self, sql: str, parameters: dict[str, Any]) -> list[Record]:
        rows = await self.database.execute(sql, parameters)
        found = (self.entities.library.get(name, key) for name, key in rows.rows)
        return [record for record in found if record]
