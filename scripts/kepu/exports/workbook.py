"""<name>.xlsx: a sheet a dataset, and before them one that says what this is."""

from __future__ import annotations

from pathlib import Path

from kepu.digest import commit
from kepu.exports.csv_files import by_id
from kepu.formats.cells import text
from kepu.library import Library
from kepu.sheets.book import Book, Head

COVER = "说明"
NUMBERS = ("integer", "number", "year")
LISTED = ("表", "数据集", "行数", "许可", "是什么", "What it is")


def write(library: Library, folder: Path) -> None:
    """One workbook of everything. Codes are text; only what a spreadsheet keeps exactly is a number."""
    catalog = library.catalog
    book = Book(str(catalog.metadata["title"]))
    cover = book.sheet(COVER)
    names = []
    for dataset in catalog:
        sheet, records = book.sheet(dataset.title), by_id(library, dataset)
        for index, f in enumerate(dataset.fields):
            head = Head(f.title, f.name, f.type in NUMBERS, bool(f.constraints.get("required")))
            book.column(sheet, index, head, [text(record[f.name], f.type) for record in records])
        book.frame(sheet, len(records), len(dataset.fields), 1)
        names.append(sheet.name)
    _cover(library, book, cover, names)
    (folder / f"{catalog.name}.xlsx").write_bytes(book.done())


def _cover(library: Library, book: Book, sheet: object, names: list[str]) -> None:
    metadata, counts = library.catalog.metadata, library.counts()
    about = [metadata["title"], metadata["description"], metadata.get("title_en", ""), metadata.get("description_en", "")]
    about += [f"许可 Licence：{metadata['license']} {metadata['license_url']}"]
    about += [f"提交 Commit：{found}" for found in [commit(library.catalog.root)] if found]
    about += [
        "每一页头两行是列的中文名和列名，红底的列一定有值。空着的是未知，不是“没有”。",
        "Each sheet begins with the Chinese and the machine name of its columns. An empty cell is unknown, never “no”.",
    ]
    rows = [
        [name, d.name, str(counts[d.name]), d.licence, d.description, d.description_en]
        for name, d in zip(names, library.catalog, strict=True)
    ]
    lines = [*([line] for line in about if line), [""], LISTED, *rows]
    forms = ["plain"] * (len(lines) - len(rows) - 1) + ["heading"] + ["wrapped"] * len(rows)
    book.columns(sheet, (16, 26, 8, 14, 60, 60))
    book.lines(sheet, lines, ["heading", *forms[1:]])
