"""`kepu sheet` in a root, and the workbooks that go out and come back."""

import io
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
from click.testing import CliRunner
from openpyxl.worksheet.worksheet import Worksheet
from support import TESTS, rows

from kepu import trees
from kepu.cli import main
from kepu.sheets import grid, headings
from kepu.sheets.incoming import join
from kepu.writing import as_csv

EXAMPLES = TESTS / "examples_sheet"


FIRST = 3  # the row of the first record, below headings and column names


def kepu(*arguments: object) -> tuple[int, str]:
    """Exit code and output of `kepu sheet`."""
    done = CliRunner().invoke(main, ["sheet", *map(str, arguments)], catch_exceptions=False)
    return done.exit_code, done.output


def exported(root: Path, name: str, *options: str) -> Path:
    """A dataset's workbook, outside its root."""
    path = root.parent / f"{name}.xlsx"
    status, said = kepu("export", name, path, "--root", root, *options)
    assert (status, said) == (0, f"已写入 {path}\n")
    return path


def column(sheet: Worksheet, name: str) -> int:
    """The number of a column, by the name in the second row."""
    return next(cell.column for cell in sheet[2] if cell.value == name)


def edited(root: Path, name: str, *changes: tuple[int, str, Any]) -> Path:
    """The workbook after an editor wrote into cells, given by row and column name."""
    path = exported(root, name)
    book = openpyxl.load_workbook(path)
    for row, field, value in changes:
        book.worksheets[0].cell(row, column(book.worksheets[0], field)).value = value
    book.save(path)
    return path


def stored(root: Path, name: str) -> dict[str, dict[str, str]]:
    """Id → row of a dataset."""
    found = rows(root / "datasets" / f"{name}.csv")
    return {next(iter(row.values())): row for row in found}


def returned(tree: trees.Tree, path: Path, name: str = "") -> tuple[str, bytes]:
    """The dataset recognised in a file, and the bytes it would become."""
    received = grid.read(path, headings.every(tree.catalog))
    found = headings.recognise(tree.catalog, received, name)
    assert not list(headings.faults(found, received))
    joined = join(tree, received, found, remove=False)
    assert {p.code for p in joined.problems} <= {"sheet-encoding"}
    return found.dataset.name, as_csv(found.dataset, (cells for _, cells in joined.rows))


def ods(lines: list[list[str]]) -> bytes:
    """The least OpenDocument spreadsheet."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    body = "".join(f"<table:table-row>{''.join(cell.format(escape(text)) for text in line)}</table:table-row>" for line in lines)
    names = " ".join(f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.3"><office:body><office:spreadsheet>'
        f'<table:table table:name="1">{body}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in (("mimetype", kind), ("content.xml", content), ("META-INF/manifest.xml", manifest)):
            archive.writestr(name, text)
    return data.getvalue()
