"""What a phone gets: Lighthouse over one page of each kind of the portal as `kepu serve` sends it, beside its limits.

python benchmarks/web.py [RUNS]; prints a Markdown table of medians. Run it on a machine that does nothing else.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SCORES = {"accessibility": 100, "best-practices": 100, "seo": 100}
# address → (performance at least, KB at most), the limits a phone on a weak line sets
PAGES: dict[str, tuple[int, int]] = {
    "/": (98, 150),
    "/places/": (98, 150),
    "/places/p0003/": (98, 60),
    "/divisions/431200/": (98, 60),
    "/map/": (90, 250),
}


@contextmanager
def served() -> Iterator[str]:
    """The address of `kepu serve` on this repository."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [str(Path(sys.executable).parent / "kepu"), "serve", "--root", str(ROOT), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        address = next(line.strip() for line in server.stdout if line.startswith("http://"))
        yield address.rstrip("/")
        server.terminate()


def measured(portal: str, runs: int) -> dict[str, list[dict[str, Any]]]:
    """Address → what each run found."""
    chromium = shutil.which("chromium")
    assert chromium, "make browser"
    command = ["node", "lighthouse.js", str(runs), *(portal + address for address in PAGES)]
    environment = os.environ | {"CHROME_PATH": chromium}
    done = subprocess.run(command, cwd=ROOT / "benchmarks" / "web", env=environment, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, list[dict[str, Any]]] = {address: [] for address in PAGES}
    for run in map(json.loads, done.stdout.splitlines()):
        found[run["address"].removeprefix(portal)].append(run)
    return found


def line(address: str, runs: list[dict[str, Any]]) -> str:
    """One row of the table; what misses its limit is bold."""
    fast, light = PAGES[address]
    score = {name: statistics.median(run["scores"][name] for run in runs) for name in ["performance", *SCORES]}
    time = {name: statistics.median(run["milliseconds"][name] for run in runs) for name in runs[0]["milliseconds"]}
    kilobytes = statistics.median(run["bytes"] for run in runs) / 1000
    cells = [mark(f"{score['performance']:.0f}", score["performance"] >= fast) + f" (≥ {fast})"]
    cells += [mark(f"{score[name]:.0f}", score[name] >= least) for name, least in SCORES.items()]
    cells += [f"{time['largest-contentful-paint'] / 1000:.1f} s", f"{time['total-blocking-time']:.0f} ms"]
    cells += [
        mark(f"{kilobytes:.0f}", kilobytes <= light) + f" (≤ {light})",
        ", ".join(sorted({one for run in runs for one in run["failed"]})),
    ]
    return f"| {address} | " + " | ".join(cells) + " |"


def mark(text: str, met: bool) -> str:
    """A figure, bold when it misses its limit."""
    return text if met else f"**{text}**"


def main() -> None:
    """Serve, measure, print."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with served() as portal:
        found = measured(portal, runs)
    print(f"Lighthouse, mobile, slow 4G simulated, median of {runs}; {os.cpu_count()} processors here\n")
    print("| page | performance | accessibility | best practices | SEO | LCP | TBT | KB | failed |\n|---|---|---|---|---|---|---|---|---|")
    print("\n".join(line(address, runs) for address, runs in found.items()))


if __name__ == "__main__":
    main()
