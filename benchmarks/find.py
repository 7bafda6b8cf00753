"""How much a phone loads and works for one search, with a hundred thousand records: `python benchmarks/find.py`.

The records are made of pieces of the real ones, so that common words are as common as they are in fact.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from kepu.catalog import load
from kepu.find.documents import Document, Kind, kinds
from kepu.find.writing import Index
from kepu.library import Library

ROOT = Path(__file__).resolve().parent.parent
COUNT = 100_000
QUERIES = (
    "馆 湖南 湖南省 科技馆 科技 湿地公园 湖南省科学技术馆 张家界国家森林公园 岳陽 kejiguan kjg changsha zhangjiaj 科技管 火星基地".split()
)
QUERIES += ["长沙 博物馆", "怀化 湿地"]


def main() -> None:
    """Build the large index, ask it, print a table."""
    build = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build"
    library = Library(load(ROOT), next(build.glob("*.db")))
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "find"
        Index(list(grown(kinds(library)))).write(index)
        files = sorted(index.iterdir())
        print(f"{len(files)} files, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB")
        for each, want in (("suggestions", {"each": 3, "most": 12}), ("first page", {"most": 30})):
            answer = asked(Path(folder), index, want)
            print(f"\n{each}; to open: {answer['opened'] / 1000:.0f} kB\n{'kB':>6} {'ms':>6} {'found':>7}  query")
            for one in answer["answers"]:
                print(f"{one['loaded'] / 1000:6.0f} {one['milliseconds']:6.0f} {one['total']:7}  {one['query']} {one['meant'] or ''}")


def grown(found: list[Kind]) -> list[Kind]:
    """Every kind times the same factor: names of two halves, texts and places as they come together."""
    dice = random.Random(1)
    factor = COUNT / sum(len(kind.documents) for kind in found)
    return [replace(kind, documents=[made(dice, kind.documents, n) for n in range(round(len(kind.documents) * factor))]) for kind in found]


def made(dice: random.Random, documents: list[Document], number: int) -> Document:
    """A document with the beginning of one name and the end of another."""
    one, other = dice.choice(documents), dice.choice(documents)
    head, tail = one.names[0], other.names[0]
    name = head[: len(head) // 2] + tail[len(tail) // 2 :]
    return replace(one, id=f"x{number:06}", names=[name, *one.names[1:]])


def asked(folder: Path, index: Path, want: dict[str, int]) -> dict[str, list[dict[str, float]]]:
    """What the page's own script answers, each query with an empty cache."""
    script = folder / "ask.cjs"
    esbuild = ROOT / "node_modules" / ".bin" / "esbuild"
    subprocess.run(
        [
            esbuild,
            ROOT / "tests/find/ask.js",
            "--bundle",
            "--platform=node",
            "--format=esm",
            f"--outfile={script.with_suffix('.mjs')}",
            "--log-level=error",
        ],
        check=True,
    )
    question = json.dumps({"folder": str(index), "queries": QUERIES, "want": want, "fresh": True})
    done = subprocess.run(["node", script.with_suffix(".mjs")], input=question, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


main()
