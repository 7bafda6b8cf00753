"""A build behind `kepu serve`, for what asks over the network: browsers, and the programs researchers use."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from builds import Build
from support import ROOT, environment, kepu_command

from kepu.digest import INPUTS

PATIENCE = 120  # seconds to wait for the server; it builds anew if a source changed since the build of the session


@contextmanager
def served(real: Build, root: Path) -> Iterator[str]:
    """The address of a server on the build of the session, run from an empty folder."""
    for name in INPUTS:
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).symlink_to(ROOT / name)
    (root / "build").symlink_to(real.out)
    port = free_port()
    log = root / "log"
    with log.open("w") as out:
        command = kepu_command("serve", "--root", root, "--port", port)
        server = subprocess.Popen(command, env=environment(GIT_DIR=str(ROOT / ".git")), stdout=out, stderr=subprocess.STDOUT)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/-/health", server, log)
        yield address
    finally:
        server.terminate()
        server.wait(30)


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return once the server answers; fail with what it said when it does not."""
    for _ in range(PATIENCE * 10):
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
        if server.poll() is not None:
            break
    pytest.fail(f"`kepu serve` does not answer:\n{log.read_text()}")
