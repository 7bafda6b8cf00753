"""The archive in which a check without rights hands over its facts. Nothing of it is written anywhere."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib

from kepu.review.facts import LIMIT, unsafe

# Bytes. The one file compresses well; anything larger is none of ours.
ARCHIVE = 1_000_000
# Other methods may ask for gigabytes before the first byte comes out.
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def only(data: bytes, name: str) -> bytes:
    """The one file of an archive that holds nothing else, read in memory and never past its limit; or Stop."""
    if len(data) > ARCHIVE:
        raise unsafe(">", ARCHIVE, "B")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _member(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise unsafe(type(error).__name__, error) from None


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    members = archive.infolist()
    if [member.filename for member in members] != [name]:
        raise unsafe(len(members), "≠", name)
    kind = stat.S_IFMT(members[0].external_attr >> 16)
    if kind not in (0, stat.S_IFREG) or members[0].compress_type not in METHODS:
        raise unsafe(name, stat.filemode(members[0].external_attr >> 16), members[0].compress_type)
    with archive.open(members[0]) as file:  # what the archive says of its size may be a lie
        found = file.read(LIMIT + 1)
    if len(found) > LIMIT:
        raise unsafe(name, ">", LIMIT, "B")
    return found
