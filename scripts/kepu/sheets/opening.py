"""A workbook opened in a process of its own: what a damaged or hostile file breaks there breaks nothing here.

The library ends some damaged files with a panic, and one cell in the last row of the last column takes all memory.
"""

from __future__ import annotations

import io
import os
import pickle
import resource
import subprocess
import sys
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

# What the library finds in a cell; an error such as #REF! and an empty cell are both "".
Value = str | bool | int | float | date | datetime | time | timedelta
# A sheet: its rows that hold anything, and the first and last row of each group of merged cells; numbers count from 1.
Opened = tuple[list[tuple[int, list[Value]]], list[tuple[int, int]]]
# Ten times what the largest honest file takes.
BYTES, SECONDS = 2 * 2**30, 60


class Unreadable(Exception):
    """Why a workbook cannot be opened."""


def opened(data: bytes) -> list[Opened]:
    """Every sheet of a workbook; Unreadable when there is no reading it."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run([sys.executable, "-m", __name__], input=data, capture_output=True, check=False, env=environment)
    if done.returncode:
        raise Unreadable("damaged")
    found: list[Opened] | str = pickle.loads(done.stdout)  # noqa: S301  written below, not by the file
    if isinstance(found, str):
        raise Unreadable(found)
    return found


def _read(data: bytes) -> list[Opened] | str:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [_sheet(book.get_sheet_by_name(name)) for name in book.sheet_names]
    except (CalamineError, OSError, ValueError) as error:
        return str(error)


def _sheet(sheet: CalamineSheet) -> Opened:
    """Row by row: a cell in the last row of a sheet makes a million of them."""
    rows = [(line, list(cells)) for line, cells in enumerate(sheet.iter_rows(), 1) if any(cell != "" for cell in cells)]
    return rows, [(first[0] + 1, last[0] + 1) for first, last in sheet.merged_cell_ranges or []]


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.stdout.buffer.write(pickle.dumps(_read(sys.stdin.buffer.read())))
