"""<dataset>.json: every record with typed values; unknown is null."""

from __future__ import annotations

import json
from pathlib import Path

from kepu.exports.csv_files import by_id
from kepu.library import Library


def write(library: Library, folder: Path) -> None:
    """One file a dataset, one record a line, so that two versions compare well."""
    for dataset in library.catalog:
        head = {"name": dataset.name, "title": dataset.title, "title_en": dataset.title_en, "licence": dataset.licence}
        lines = [json.dumps(record.values, ensure_ascii=False) for record in by_id(library, dataset)]
        opening = json.dumps(head, ensure_ascii=False)[:-1]
        body = ",\n".join(lines)
        (folder / f"{dataset.name}.json").write_text(f'{opening}, "records": [\n{body}\n]}}\n', "utf-8")
