"""Whatever bytes come in, the answer is problems with a place; never a traceback, never a changed file."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from builds import small_root
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.configuration import set_hypothesis_home_dir
from support import ROOT, fingerprint

from kepu import rules
from kepu.catalog import load
from kepu.model import Catalog
from kepu.problems import Problem, ranked
from kepu.reports import FORMATS

set_hypothesis_home_dir(ROOT / ".cache" / "hypothesis")

# Together more than two thousand files. A fixed seed: what fails once fails again.
FILES_A_KIND = 260
# About a file, not a line of it.
WHOLE = {
    "column-too-empty",
    "file-empty",
    "file-misplaced",
    "file-misplaced-copy",
    "file-missing",
    "file-not-csv",
    "rows-too-few",
    "rows-too-many",
}
DATASETS = ("charts", "coasts", "flags", "havens", "logbook", "towers", "wrecks")
NASTY = ["\0", "\x1b[31m", "\r", "\n", "\u200b", "\u2028", "\ufeff", "\ufffd", "\ud83d".encode("utf-8", "surrogatepass").decode("latin-1")]
NASTY += [
    "=1+1",
    "@x",
    "-",
    "nan",
    "inf",
    "1_000",
    "9" * 5000,
    "1e999",
    "٣",
    "１２",
    "4.3E+17",
    "2021/13/45",
    "44296",
    "Mo-",
    '24/7 "x',
    "0" * 40,
]
NASTY += [
    "13812345678",
    "11010519491231002X",
    "6222021234567890128",
    "a@qq.com",
    "+86 10 6234 5678",
    "010-62345678转",
    "；;；",
    "{value}",
    "%s",
    "http://[",
]

Mutation = Callable[[st.DataObject, bytes], bytes]


def flip(data: st.DataObject, file: bytes) -> bytes:
    """Other bytes here and there."""
    changed = bytearray(file)
    for _ in range(data.draw(st.integers(1, 6))):
        changed[data.draw(st.integers(0, len(file) - 1))] = data.draw(st.integers(0, 255))
    return bytes(changed)


def insert(data: st.DataObject, file: bytes) -> bytes:
    """Quotes, separators, line ends and rubbish in between."""
    piece = data.draw(
        st.sampled_from([b'"', b'""', b",", b"\n", b"\r", b"\r\n", b";", b"\t", b"\0", b"\xff", b"\xe9\x97"]) | st.binary(max_size=30)
    )
    at = data.draw(st.integers(0, len(file)))
    return file[:at] + piece + file[at:]


def cut(data: st.DataObject, file: bytes) -> bytes:
    """A piece taken out, or the end missing."""
    start, end = sorted((data.draw(st.integers(0, len(file))), data.draw(st.integers(0, len(file)))))
    return file[:start] + file[end:] if data.draw(st.booleans()) else file[:start]


def encode(data: st.DataObject, file: bytes) -> bytes:
    """Another encoding, perhaps cut short."""
    name = data.draw(st.sampled_from(["gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "big5", "utf-7"]))
    return cut(data, file.decode().encode(name, "replace")) if data.draw(st.booleans()) else file.decode().encode(name, "replace")


def swell(data: st.DataObject, file: bytes) -> bytes:
    """A huge cell, or a huge number of commas."""
    cells = file.decode().split(",")
    at = data.draw(st.integers(0, len(cells) - 1))
    cells[at] = data.draw(st.sampled_from(["港", "9", " ", '"', "=", "a;", "13812345678,", "@", "\n"])) * data.draw(
        st.sampled_from([100, 3_000, 33_000, 33_000, 40_000, 200_000])
    )
    return ",".join(cells).encode()


def put(data: st.DataObject, file: bytes) -> bytes:
    """A nasty value in a cell, perhaps quoted."""
    lines = file.decode().split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    cells = lines[at].split(",")
    value = data.draw(st.sampled_from(NASTY) | st.text(max_size=20))
    cells[data.draw(st.integers(0, len(cells) - 1))] = data.draw(st.sampled_from([value, '"' + value.replace('"', '""') + '"']))
    return "\n".join([*lines[:at], ",".join(cells), *lines[at + 1 :]]).encode("utf-8", "surrogatepass")


def swap(data: st.DataObject, file: bytes) -> bytes:
    """Columns and rows in another order, or twice."""
    rows = [line.split(",") for line in file.decode().splitlines()]
    order = data.draw(st.lists(st.integers(0, len(rows[0]) - 1), min_size=1, max_size=len(rows[0]) + 2))
    only_header = data.draw(st.booleans())
    mixed = [[row[n] for n in order if n < len(row)] if n == 0 or not only_header else row for n, row in enumerate(rows)]
    return "\n".join(map(",".join, data.draw(st.permutations(mixed)))).encode()


def replace(data: st.DataObject, file: bytes) -> bytes:
    """Something else altogether."""
    start = data.draw(
        st.sampled_from(
            [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"<html>", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", file.split(b"\n")[0] + b"\n"]
        )
    )
    return start + data.draw(st.binary(max_size=400))


MUTATIONS = (flip, insert, cut, encode, swell, put, swap, replace)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Catalog, dict[str, bytes]]:
    """One small root that every file is put into, and its own files."""
    root = small_root(tmp_path_factory.mktemp("mutations") / "root")
    return root, load(root), {name: (root / "datasets" / f"{name}.csv").read_bytes() for name in DATASETS}


@pytest.mark.parametrize("mutate", MUTATIONS, ids=lambda mutate: mutate.__name__)
def test_any_file_is_answered_with_problems_that_say_where(place: tuple[Path, Catalog, dict[str, bytes]], mutate: Mutation) -> None:
    root, catalog, files = place

    @settings(max_examples=FILES_A_KIND, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def answered(data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(DATASETS))
        path = root / "datasets" / f"{name}.csv"
        path.write_bytes(mutate(data, files[name]))
        try:
            before = path.read_bytes()
            _, problems = rules.check(catalog)
            assert path.read_bytes() == before
            well_placed(root, problems)
        finally:
            path.write_bytes(files[name])

    whole = fingerprint(root)
    answered()
    assert fingerprint(root) == whole


def well_placed(root: Path, problems: list[Problem]) -> None:
    """Every problem names a file; a line, where one makes sense, that the file has; and every report can be written."""
    lines = {
        path.relative_to(root).as_posix(): len(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"))
        for path in (root / "datasets").glob("*.csv")
    }
    for problem in problems:
        assert problem.file, problem
        assert problem.code in WHOLE or problem.line is not None, problem
        assert problem.line is None or 1 <= problem.line <= lines[problem.file], problem
    worded = ranked(problems[:50], root)
    assert all(w.message_zh and w.fix_en for w in worded)
    assert all(FORMATS[form](worded, "zh") for form in ("json", "github"))


def test_the_kinds_make_two_thousand_files() -> None:
    assert FILES_A_KIND * len(MUTATIONS) >= 2000


def test_a_conversion_writes_a_copy_and_never_over_a_file(small: Path, tmp_path: Path) -> None:
    from kepu import foreign
    from kepu.problems import Stop
    from kepu.reading import read_all

    original = (small / "datasets" / "charts.csv").read_bytes()
    for encoded in (original.decode().encode("gb18030"), original.decode().encode("utf-16"), original.replace(b",", b"\t")):
        (small / "datasets" / "charts.csv").write_bytes(encoded)
        tables = read_all(load(small)).values()
        assert [path.name for path in foreign.copies(tables, tmp_path / "copies")] == ["charts.csv"]
        assert (tmp_path / "copies" / "charts.csv").read_bytes() == original
        assert (small / "datasets" / "charts.csv").read_bytes() == encoded
        with pytest.raises(Stop):
            list(foreign.copies(tables, tmp_path / "copies"))
        shutil.rmtree(tmp_path / "copies")
