"""Hand-written Markdown → MkDocs; generated pages and bundled assets beside it; together the portal."""

from __future__ import annotations

import logging
import os
import shutil
from pathlib import Path
from typing import Any

from kepu import find, form, node, pages, sitemap
from kepu.exports import write_all
from kepu.exports.files import FOLDER, written
from kepu.geo.atlas import atlas
from kepu.library import Library
from kepu.model import Catalog
from kepu.problems import Problem, Stop
from kepu.templating import Renderer

# What MkDocs makes of its own pages only; the portal's addresses are more than those.
PARTIAL = ("sitemap.xml", "sitemap.xml.gz")


def write(library: Library, out: Path, build: dict[str, Any]) -> None:
    """The whole portal into `out`."""
    _handbook(library.catalog, out)
    _assets(library.catalog, out / "assets")
    write_all(library, out / FOLDER)
    renderer = Renderer(library, build, written(library.catalog, out / FOLDER))
    pages.write_all(renderer, out)
    _shapes(renderer, out / "assets")
    form.write(library, out / "assets" / "edit")
    find.write(library, out, out / "assets" / "find")
    sitemap.write(library, out)


def _handbook(catalog: Catalog, out: Path) -> None:
    """MkDocs builds the Markdown. Its clock is stopped: a page says when its facts were found, not when it was built."""
    os.environ["SOURCE_DATE_EPOCH"] = "0"
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # Material's note on its successor: a build's log is for its editor
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    try:
        config = load_config(str(catalog.root / "mkdocs.yml"), site_dir=str(out))
        build(config)
    except MkDocsException as error:
        raise Stop(Problem("site-failed", file="mkdocs.yml", context={"detail": str(error)})) from None
    for name in PARTIAL:
        (out / name).unlink(missing_ok=True)


def _assets(catalog: Catalog, out: Path) -> None:
    """Styles and small scripts as they are; folders with a main.js are bundled to one file."""
    source = catalog.site / "assets"
    for path in sorted(source.iterdir()):
        if path.is_file():
            out.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, out / path.name)
        elif (path / "main.js").is_file():
            _bundle(path / "main.js", out / f"{path.name}.js")


def _bundle(entry: Path, out: Path) -> None:
    """One script for browsers from Chrome 87 and Safari 14.1 on, those inside older phones and messengers."""
    arguments = [str(entry), "--bundle", "--minify", "--charset=utf8", "--format=iife", "--target=chrome87,safari14.1"]
    node.run("esbuild", [*arguments, "--log-level=warning", "--legal-comments=eof", "--tsconfig-raw={}", f"--outfile={out}"], entry)


def _shapes(renderer: Renderer, out: Path) -> None:
    catalog, divisions = renderer.library.catalog, renderer.library.catalog.role("divisions")
    short = {r.id: r.short for r in renderer.library.records(divisions.name)} if divisions else {}
    (out / "shapes.json").write_text(atlas(catalog, renderer.shapes.parents, short), "utf-8")
