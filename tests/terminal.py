"""A terminal in a copy of the repository, in which a reader types what a page says."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from builds import copy_root
from repository import commit
from support import ROOT, TESTS, environment

# `kepu` is the engine beside these tests; a service on the web is the one of geoservices.py; `make` only says what it would do.
KEPU = f"""#!/bin/sh
case " $* " in *" --provider "*) set -- "$@" --server "$ANSWERING";; esac
exec "{sys.executable}" "{TESTS / "typed.py"}" "$@"
"""
MAKE = f"""#!/bin/sh
exec {shutil.which("make")} --dry-run --directory="{ROOT}" "$@"
"""


class Terminal:
    """Runs block after block; folder and exported variables stay from one to the next."""

    def __init__(self, folder: Path, answering: str = "") -> None:
        # As the code host names what is in its archive.
        self.folder, self.bin = folder / "science-hunan-main", folder / "bin"
        copy_root(self.folder)
        commit(self.folder)
        commit(self.folder)
        (self.folder / ".venv" / "bin").mkdir(parents=True)
        (self.folder / ".venv" / "bin" / "activate").touch()
        self.bin.mkdir()
        (self.bin / "exported").touch()
        for name, script in (("kepu", KEPU), ("make", MAKE)):
            (self.bin / name).write_text(script, "utf-8")
            (self.bin / name).chmod(0o755)
        self.environment = environment(PATH=f"{self.bin}{os.pathsep}{os.environ['PATH']}", ANSWERING=answering)

    def type(self, block: str) -> subprocess.CompletedProcess[str]:
        """Type a block and wait for its end."""
        done = subprocess.run(
            ["bash", "-eu", "-c", f". {self.bin}/exported\n{block}\npwd >{self.bin}/where\nexport -p >{self.bin}/exported"], cwd=self.folder, env=self.environment, capture_output=True, text=True,
            encoding="utf-8", check=False,
        )  # fmt: skip
        if done.returncode == 0:
            self.folder = Path((self.bin / "where").read_text("utf-8").strip())
        return done
