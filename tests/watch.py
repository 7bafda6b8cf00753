"""Runs `kepu` on another day, without a network, and notes which part of the engine opens which file.

python watch.py LOG ARGUMENT…
"""

from __future__ import annotations

import datetime
import json
import sys
import time
from pathlib import Path

NETWORK = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind"}
LATER = datetime.timedelta(days=400)
REAL = datetime.datetime


class Datetime(REAL):
    """A clock that is more than a year ahead."""

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
        return REAL.now(tz) + LATER

    @classmethod
    def utcnow(cls) -> datetime.datetime:
        return REAL.now(datetime.UTC).replace(tzinfo=None) + LATER

    today = now


class Date(datetime.date):
    """Today is more than a year ahead."""

    @classmethod
    def today(cls) -> datetime.date:
        return (REAL.now() + LATER).date()


def opener(engine: Path) -> str:
    """The engine's file, relative to the engine, that is opening something just now."""
    frame = sys._getframe(2)
    while frame:
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(engine):
            return path.relative_to(engine).as_posix()
        frame = frame.f_back
    return ""


def main() -> None:
    """Set the clock, close the network, watch, run."""
    log = Path(sys.argv.pop(1)).open("w", encoding="utf-8", buffering=1)  # noqa: SIM115
    now = time.time
    time.time = lambda: now() + LATER.total_seconds()
    datetime.datetime, datetime.date = Datetime, Date
    from kepu import cli

    engine = Path(cli.__file__).parent

    def hook(event: str, arguments: tuple) -> None:
        if event == "open" and isinstance(arguments[0], str):
            log.write(json.dumps({"path": arguments[0], "by": opener(engine)}) + "\n")
        if event in NETWORK:
            raise PermissionError(13, "the network was asked for", event)

    sys.addaudithook(hook)
    cli.main(prog_name="kepu")


main()
