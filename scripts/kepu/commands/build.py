"""`kepu build`: check, then everything into one folder."""

from __future__ import annotations

from pathlib import Path

import click

from kepu.commands.common import checked_build, lang_option, root_option, spoken


@click.command("build")
@root_option
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False, resolve_path=True),
    help="输出目录，默认是根目录下的 build · output folder",
)
@lang_option
def command(root: Path, out: Path | None, lang: str) -> None:
    """Check, then build database, downloads and portal."""
    with spoken(root, lang):
        checked_build(root, out or root / "build", lang)
