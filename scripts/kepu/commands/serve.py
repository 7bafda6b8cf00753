"""`kepu serve`: portal and API from the last good build."""

from __future__ import annotations

from pathlib import Path

import click

from kepu.commands.common import checked_build, lang_option, root_option, spoken


@click.command("serve")
@root_option
@click.option("--host", default="127.0.0.1", help="监听的地址 · address to listen on")
@click.option("--port", type=click.IntRange(1, 65535), default=8001, help="端口 · port")
@lang_option
def command(root: Path, host: str, port: int, lang: str) -> None:
    """Build if stale, then serve until stopped."""
    from kepu import build
    from kepu.catalog import load
    from kepu.server import app

    out = root / "build"
    with spoken(root, lang):
        app.require_free(host, port)
        if build.stale(load(root), out):
            checked_build(root, out, lang)
        app.run(load(root), out, host, port)
