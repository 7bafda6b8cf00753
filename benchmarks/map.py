"""How fluid the map is with very many places: milliseconds between frames while it is dragged, as a table.

    kepu build && python benchmarks/map.py [places]

Needs Chromium (`make browser`). The drawing is the portal's own; only the places are invented.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PLACES = 100_000
ZOOMS = (7.5, 9, 11)
STEPS = 90
SHEETS = "".join(f'<link rel="stylesheet" href="assets/{name}.css">' for name in ("tokens", "components", "map"))
PAGE = f'<!doctype html><html lang="zh-CN">{SHEETS}<div class="atlas"><figure><div class="map" id="map"></div></figure></div><script src="bench.js"></script>'
# Frames are counted from the first move to the last.
WATCH = "() => { const all = window.frames_ = []; const next = now => { all.push(now); window.watching && requestAnimationFrame(next) }; window.watching = true; requestAnimationFrame(next) }"
STOP = "() => { window.watching = false; return frames_.slice(1).map((one, n) => one - frames_[n]) }"
FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a line for each."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def prepare(folder: Path) -> None:
    """The page, its script and the files of the last build."""
    shutil.copytree(ROOT / "build/site/assets", folder / "assets", ignore=shutil.ignore_patterns("edit"))
    (folder / "index.html").write_text(PAGE, "utf-8")
    bundler = ROOT / "node_modules/.bin/esbuild"
    command = [bundler, ROOT / "benchmarks/map/main.js", "--bundle", "--minify", "--log-level=warning", f"--outfile={folder / 'bench.js'}"]
    subprocess.run(command, check=True)


def drag(page: Page, zoom: float) -> list[float]:
    """Milliseconds between frames while a mouse draws the map in a circle, releases it and draws again."""
    page.evaluate("zoom => chart.map.setView([27.6, 112], zoom, { animate: false })", zoom)
    box = page.locator("#map").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.evaluate(WATCH)
    for turn in (1, -1):
        page.mouse.move(x, y)
        page.mouse.down()
        for step in range(STEPS):
            page.mouse.move(x + turn * step * 2, y + turn * step)
        page.mouse.up()
    page.wait_for_timeout(300)
    return list(page.evaluate(STOP))


def main() -> None:
    """Print the table."""
    places = int(sys.argv[1]) if len(sys.argv) > 1 else PLACES
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        prepare(Path(name))
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=name))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS.split())
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"http://127.0.0.1:{server.server_port}/?places={places}")
        page.wait_for_function("window.shown")
        print(f"{places} places, shown in {page.evaluate('shown'):.0f} ms")
        for zoom in ZOOMS:
            frames = drag(page, zoom)
            print(
                f"zoom {zoom:>4}: {len(frames):>4} frames, p50 {statistics.median(frames):.1f}, p95 {statistics.quantiles(frames, n=20)[-1]:.1f}, max {max(frames):.1f} ms"
            )
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
