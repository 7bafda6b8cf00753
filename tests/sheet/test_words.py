"""What an import finds is said word for word.

tests/examples_sheet/<code>/ holds what an editor does to the exported workbook of the small root (edits.json), or the file
that comes back instead of it, and exactly what is then said.
"""

import json
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from support import ROOT, rows

from sheet.workbooks import EXAMPLES, exported, kepu

CODES = {row["code"]: row for row in rows(ROOT / "schemas" / "problems.csv")}


TYPED = {"date": date.fromisoformat, "moment": datetime.fromisoformat, "time": time.fromisoformat}


def spoilt(root: Path, example: Path) -> Path:
    """The file of an example: its own, or the exported workbook with its edits."""
    edits = example / "edits.json"
    if not edits.exists():
        return next(path for path in example.iterdir() if path.stem == "sheet")
    path = exported(root, "towers")
    book, what = openpyxl.load_workbook(path), json.loads(edits.read_text("utf-8"))
    for address, value in what.get("cells", {}).items():
        typed = {TYPED[kind](text) for kind, text in value.items()} if isinstance(value, dict) else {value}
        book.worksheets[0][address].value = typed.pop()
    for area in what.get("merge", []):
        book.worksheets[0].merge_cells(area)
    for row in what.get("delete", []):
        book.worksheets[0].delete_rows(row)
    book.save(path)
    return path


@pytest.mark.parametrize("code", sorted(path.name for path in EXAMPLES.iterdir()))
def test_what_an_import_finds_is_said_word_for_word(small: Path, code: str) -> None:
    example, path = EXAMPLES / code, spoilt(small, EXAMPLES / code)
    options = json.loads((example / "edits.json").read_text("utf-8")).get("options", []) if (example / "edits.json").exists() else []
    data = (small / "datasets" / "towers.csv").read_bytes()
    for lang in ("zh", "en"):
        (small / "datasets" / "towers.csv").write_bytes(data)
        status, said = kepu("import", path, "--root", small, "--lang", lang, *options)
        assert said == (example / f"expected.{lang}.txt").read_text("utf-8")
        assert f"[{code}]" in said
        assert status == (1 if CODES[code]["severity"] == "error" else 0)
