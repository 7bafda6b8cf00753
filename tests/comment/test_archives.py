"""`kepu comment` believes nothing of the archive that a check left."""

import io
import json
import stat
import struct
import tracemalloc
import zipfile

import pytest
from codehost import Host

from comment.commenting import CHANGE, FACTS, PROBLEM, comment, packed, several
from kepu.review.archive import ARCHIVE
from kepu.review.facts import LIMIT


def _zip(*entries: tuple[zipfile.ZipInfo | str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", method) as file:
        for name, data in entries:
            file.writestr(name, data)
    return found.getvalue()


def _symlink() -> bytes:
    link = zipfile.ZipInfo("review.json")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    return _zip((link, b"/etc/passwd"))


def _liar() -> bytes:
    """A gigabyte that claims to be a hundred bytes."""
    data = bytearray(_bomb())
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<I", data, data.index(signature) + offset, 100)
    return bytes(data)


def _bomb() -> bytes:
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as file, file.open("review.json", "w", force_zip64=False) as inner:
        for _ in range(900):
            inner.write(b" " * 1_000_000)
    return found.getvalue()


GOOD = json.dumps(FACTS).encode()
HOSTILE = {
    "no zip": b"hello",
    "empty": b"",
    "cut short": packed(FACTS)[:-30],
    "too large": b"PK\x03\x04" + b"\0" * (ARCHIVE + 1),
    "zip slip": _zip(("../../review.json", GOOD)),
    "an absolute path": _zip(("/review.json", GOOD)),
    "a second file": _zip(("review.json", GOOD), ("x.py", b"")),
    "the file twice": b"",  # made in the test below: zipfile warns
    "a symlink": _symlink(),
    "a method that takes memory": _zip(("review.json", GOOD), method=zipfile.ZIP_LZMA),
    "just past the limit": _zip(("review.json", b" " * (LIMIT + 1))),
    "no JSON": _zip(("review.json", b"{")),
    "no UTF-8": _zip(("review.json", "“".encode("gbk"))),
    "nested without end": _zip(("review.json", b"[" * 100_000)),
    "a number without end": _zip(("review.json", b'{"version":' + b"9" * 5000 + b"}")),
    "no number": _zip(("review.json", GOOD.replace(b'"line": 7', b'"line": NaN'))),
}
WRONG = {
    "a list": [],
    "another version": FACTS | {"version": 2},
    "too many datasets": FACTS | {"changes": several(*[CHANGE] * 21)},
    "an unknown key": FACTS | {"body": "# hello"},
    "a missing key": {key: value for key, value in FACTS.items() if key != "counts"},
    "a text for a number": FACTS | {"counts": {"error": "1", "warning": 0, "note": 0}},
    "a number below nothing": FACTS | {"counts": {"error": -1, "warning": 0, "note": 0}},
    "a text for a line": FACTS | {"problems": [PROBLEM | {"line": "7)](https://example.org"}]},
    "too long a text": FACTS | {"problems": [PROBLEM | {"message_zh": "长" * 601}]},
    "too many problems": FACTS | {"problems": [PROBLEM] * 51},
    "markup for a code": FACTS | {"problems": [PROBLEM | {"code": "<b>"}]},
}


@pytest.mark.parametrize("what", [*HOSTILE, *WRONG])
def test_what_no_check_of_ours_writes_is_refused(host: Host, what: str) -> None:
    host.archives[1] = HOSTILE[what] if what in HOSTILE else packed(WRONG[what])
    status, report = comment(host)
    assert status == 1
    assert report.endswith("[review-unsafe]\n1 个错误，0 个提醒，0 个说明\n")
    assert not host.comments


@pytest.mark.parametrize("make", [_bomb, _liar])
def test_a_gigabyte_in_an_archive_is_not_unpacked(host: Host, make: object) -> None:
    host.archives[1] = make()
    assert len(host.archives[1]) < ARCHIVE
    tracemalloc.start()
    assert "[review-unsafe]" in comment(host)[1]
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
