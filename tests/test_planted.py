"""Today's data with mistakes planted in them: each is told once, in its place and in words to act on, and nothing else is.

tests/planted/mistakes.csv is the table; a line is one mistake. `copy` names the copy of the data it goes into, along with
others. `at` is how its record begins, before and, where `line` is empty, after: there the check must find it. `act` is a
function below; `column`, `old` and `new` are for it. A line without a code is no mistake: it only makes the others harder to find.
A line without an act is what else the one above it is. In the words, {line p0001,} is the line of that record (of another file with its path and a colon before it) and {next p} the next
id with these letters, so that more rows in the data change nothing here.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from builds import copy_root
from support import ROOT, TESTS, kepu, rows

Mistake = dict[str, str]
MISTAKES = rows(TESTS / "planted" / "mistakes.csv")
COPIES = sorted({mistake["copy"] for mistake in MISTAKES})
WORDS = ("message_zh", "fix_zh", "message_en", "fix_en")
FEWEST = 60


def plain(text: str) -> str:
    """A text of the table with what cannot be seen written as such: \\n, \\t, \\u200b."""
    named = {"\\n": "\n", "\\t": "\t"}
    return re.sub(r"\\u([0-9a-f]{4})|\\[nt]", lambda m: chr(int(m[1], 16)) if m[1] else named[m[0]], text)


def table(data: bytes) -> list[list[str]]:
    """The cells of a file."""
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))


def written(cells: list[list[str]], mark: str = ",") -> bytes:
    """Cells as a file, separated by a mark."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", delimiter=mark).writerows(cells)
    return text.getvalue().encode("utf-8")


def begins(data: bytes, at: str) -> int:
    """Where the one line that begins with a text begins."""
    found = [match.start() for match in re.finditer(rb"^" + re.escape(at.encode()), data, re.MULTILINE)]
    assert len(found) == 1, (at, len(found))
    return found[0]


def record(data: bytes, at: str) -> tuple[int, int]:
    """Where the record that begins with a text begins and ends; a line end between quotes is none."""
    begin = begins(data, at)
    end = re.compile(rb'(?:[^"\n]|"[^"]*")*\n').match(data, begin)
    assert end, at
    return begin, end.end()


def cell(data: bytes, mistake: Mistake) -> bytes:
    """Another text in a cell, or in several of one record: their columns and texts are divided by bars."""
    begin, end = record(data, mistake["at"])
    header, (cells,) = table(data)[0], table(data[begin:end])
    for column, old, new in zip(*(mistake[name].split("|") for name in ("column", "old", "new")), strict=True):
        assert cells[header.index(column)] == plain(old), f"today's data are other than what is replaced; take another row: {mistake}"
        cells[header.index(column)] = plain(new)
    return data[:begin] + written([cells]) + data[end:]


def text(data: bytes, mistake: Mistake) -> bytes:
    """Another text in a line, whatever its cells."""
    begin, end = record(data, mistake["at"])
    old, new = (plain(mistake[name]).encode() for name in ("old", "new"))
    assert old in data[begin:end], mistake
    return data[:begin] + data[begin:end].replace(old, new, 1) + data[end:]


def above(data: bytes, mistake: Mistake) -> bytes:
    """A line more before a record."""
    begin = begins(data, mistake["at"])
    return data[:begin] + plain(mistake["new"]).encode() + b"\n" + data[begin:]


def below(data: bytes, mistake: Mistake) -> bytes:
    """A line more after the last."""
    return data + plain(mistake["new"]).encode() + b"\n"


def among(data: bytes, mistake: Mistake) -> bytes:
    """A record more, where its id in a column belongs."""
    header, *others = table(data)
    number = header.index(mistake["column"])
    return written([header, *sorted([*others, *table(plain(mistake["new"]).encode())], key=lambda cells: cells[number])])


def gone(data: bytes, mistake: Mistake) -> bytes:
    """A record less."""
    begin, end = record(data, mistake["at"])
    return data[:begin] + data[end:]


def column(data: bytes, mistake: Mistake) -> bytes:
    """A column under another name; without a new one, a column less."""
    cells = table(data)
    number = cells[0].index(mistake["old"])
    cells[0][number] = mistake["new"]
    return written(cells if mistake["new"] else [row[:number] + row[number + 1 :] for row in cells])


def more(data: bytes, mistake: Mistake) -> bytes:
    """A column more, at the end, with one text in every row."""
    header, *others = table(data)
    return written([[*header, mistake["column"]], *([*row, mistake["new"]] for row in others)])


def workbook(data: bytes, mistake: Mistake) -> bytes:
    """What a spreadsheet saves by itself: a workbook, here one under the name of a CSV."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", data)
    return file.getvalue()


ACTS: dict[str, Callable[[bytes, Mistake], bytes]] = {
    **{act.__name__: act for act in (cell, text, above, below, among, gone, column, more, workbook)},
    "file": lambda data, mistake: plain(mistake["new"]).encode(),
    "encoding": lambda data, mistake: data.decode("utf-8").encode(mistake["new"]),
    "separator": lambda data, mistake: written(table(data), plain(mistake["new"])),
    "page": lambda data, mistake: b"<!DOCTYPE html>\n<table><tr><td>" + data + b"</table>\n",
    "empty": lambda data, mistake: b"",
    "damage": lambda data, mistake: data.replace(mistake["old"].encode(), mistake["old"].encode()[:-1], 1),
    "long": lambda data, mistake: cell(data, mistake | {"new": mistake["new"] * 1_000_000}),
    "windows": lambda data, mistake: b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n").removesuffix(b"\r\n"),
}


def planted(root: Path, copy: str) -> list[Mistake]:
    """The mistakes of a copy, made in a copy of today's data."""
    copy_root(root)
    chosen = [mistake for mistake in MISTAKES if mistake["copy"] == copy]
    for mistake in (mistake for mistake in chosen if mistake["act"]):
        path = root / mistake["file"]
        if mistake["act"] == "lost":
            path.unlink()
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(ACTS[mistake["act"]](path.read_bytes() if path.exists() else b"", mistake))
    return chosen


def line(root: Path, mistake: Mistake) -> int | None:
    """The line of the finished file on which the mistake stands, counted by its line ends; None when it is about the whole file."""
    where = mistake["line"] or mistake["at"]
    if where == "-" or where.isdecimal():
        return None if where == "-" else int(where)
    data = (root / mistake["file"]).read_bytes().removeprefix(b"\xef\xbb\xbf")
    return data.count(b"\n", 0, begins(data, where)) + 1


def said(root: Path, mistake: Mistake, word: str) -> str:
    """What the check must say, with the lines and ids of the finished files."""

    def number(found: re.Match[str]) -> str:
        file, _, at = found[1].rpartition(":")
        data = (root / (file or mistake["file"])).read_bytes()
        return str(data.count(b"\n", 0, data.index(f"\n{at}".encode())) + 2)

    text = re.sub(r"\{line (.+?)\}", number, mistake[word])
    return re.sub(r"\{next (\w)\}", lambda found: after((root / mistake["file"]).read_bytes(), found[1]), text)


def after(data: bytes, letter: str) -> str:
    """The id after the last of a file."""
    last = max(re.findall(rf"^{letter}\d+(?=,)".encode(), data, re.MULTILINE)).decode()
    return f"{letter}{int(last[1:]) + 1:0{len(last) - 1}}"


def told(root: Path) -> list[Mistake]:
    """Errors and warnings as the command reports them."""
    problems = json.loads(kepu("check", "--root", root, "--format", "json").stdout)["problems"]
    return [problem for problem in problems if problem["severity"] != "note"]


@cache
def before() -> list[str]:
    """What is told of today's data themselves."""
    return [json.dumps(problem) for problem in told(ROOT)]


def test_the_table_holds_every_kind_of_mistake() -> None:
    assert len([mistake for mistake in MISTAKES if mistake["code"]]) >= FEWEST


@pytest.mark.parametrize("copy", COPIES)
def test_every_mistake_is_told_once_in_its_place_and_nothing_else_is(tmp_path: Path, copy: str) -> None:
    mistakes = [mistake for mistake in planted(tmp_path / "root", copy) if mistake["code"]]
    keys = ("code", "file", "line", "column", *WORDS)
    expected = [
        {
            "code": m["code"],
            "file": m["file"],
            "line": line(tmp_path / "root", m),
            "column": m["told"],
            **{word: said(tmp_path / "root", m, word) for word in WORDS},
        }
        for m in mistakes
    ]
    found = [{key: p[key] for key in keys} for p in told(tmp_path / "root") if json.dumps(p) not in before()]
    assert sorted(found, key=json.dumps) == sorted(expected, key=json.dumps)
