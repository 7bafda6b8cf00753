"""Files that are no UTF-8, comma-separated CSV: what they are, and the same content as one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kepu.chinese import fold
from kepu.problems import Problem, Stop

if TYPE_CHECKING:
    from kepu.reading import Table

BOM = b"\xef\xbb\xbf"
# What the first bytes of a file say it is; a ZIP is told apart by a name inside it.
SIGNATURES = (
    (b"\xd0\xcf\x11\xe0", ".xls"),
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
)
ZIPPED = ((b"opendocument.spreadsheet", ".ods"), (b"xl/", ".xlsx"), (b"word/", ".docx"))
MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml")
SEPARATORS = {"\t": ("制表符", "tabs"), ";": ("分号", "semicolons"), "，": ("全角逗号", "full-width commas"), "|": ("竖线", "bars")}
# A UTF-16 file of ours begins with ASCII column names, so that every other byte of its first ones is zero.
LOOKED_AT = 16


def disguise(data: bytes) -> str:
    """The name of a format that is no text at all, or no table; empty for what may be a CSV."""
    if data.startswith(b"PK\x03\x04"):
        return next((name for mark, name in ZIPPED if mark in data), "ZIP")
    if data.removeprefix(BOM).lstrip()[:9].lower().startswith(MARKUP):
        return "HTML"
    return next((name for mark, name in SIGNATURES if data.startswith(mark)), "")


def wide(data: bytes) -> str:
    """`utf-16` with a mark, `utf-16-le` or `utf-16-be` without; empty for what is none of them."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = data[:LOOKED_AT]
    if len(head) == LOOKED_AT and not any(head[1::2]) and all(head[::2]):
        return "utf-16-le"
    return "utf-16-be" if len(head) == LOOKED_AT and not any(head[::2]) and all(head[1::2]) else ""


def encoding(data: bytes) -> str:
    """What the bytes that are no UTF-8 probably are, to name it for the editor; empty when nothing fits."""
    name = wide(data) or "gb18030"
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return ""
    return "" if name == "gb18030" and _mostly_utf8(data) else name


def _mostly_utf8(data: bytes) -> bool:
    """True for UTF-8 with a few bytes destroyed: nearly all that is not ASCII still decodes."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(not c.isascii() for c in text) > 2 * broken


def separator(text: str, names: Iterable[str]) -> str:
    """What separates the cells when it is no comma, judged by the column names in the first line; empty otherwise."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    known = set(names)
    found = {mark: sum(_bare(cell) in known for cell in first.split(mark)) for mark in (",", *SEPARATORS)}
    best = max(found, key=lambda mark: found[mark])
    return best if best != "," and found[best] > max(1, found[","]) else ""


def _bare(cell: str) -> str:
    return fold(cell.strip().strip('"')).strip()


def converted(data: bytes, names: Iterable[str]) -> bytes | None:
    """The content as UTF-8 with commas; None when it is so already, or when nobody can say what it is."""
    try:
        text = "" if wide(data) else data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    name = "" if text or disguise(data) else encoding(data)
    text = text or (data.decode(name) if name else "")
    mark = separator(text, names)
    if not (name or mark):
        return None
    return (_joined(text, mark) if mark else text).removeprefix("\ufeff").encode("utf-8")


def _joined(text: str, mark: str) -> str:
    """The same rows with commas between their cells."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    return out.getvalue()


def copies(tables: Iterable[Table], folder: Path) -> Iterator[Path]:
    """Write a converted copy of each file that needs one and can have one; the paths written. Nothing is overwritten."""
    for table in tables:
        data = converted(table.data, [f.name for f in table.dataset.fields])
        if data is not None:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / table.dataset.path.name
            if path.exists():
                raise Stop(Problem("file-exists", file=str(path)))
            path.write_bytes(data)
            yield path
