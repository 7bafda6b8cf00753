"""`kepu review`: one folder with all that a reviewer needs to see of a change."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kepu.commands.common import CLEAN, ERRORS, lang_option, report, root_option, spoken
from kepu.reports import FORMATS


@click.command("review")
@click.option("--base", required=True, metavar="REV", help="这次改动要合到哪里 · what the change is for")
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False, resolve_path=True),
    help="放结果的文件夹 · folder of the results",
)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="terminal", help="报告的格式 · report format")
@root_option
@lang_option
def command(base: str, out: Path, form: str, root: Path, lang: str) -> None:
    """Check what was changed since BASE, compare the data, and write the folder."""
    from kepu.problems import ranked
    from kepu.review import folder
    from kepu.review.looking import look

    with spoken(root, lang, form):
        seen = look(root, base)
        folder.write(seen, ranked(seen.problems, root), out, lang)
        sys.exit(ERRORS if report(seen.problems, root, lang, form) else CLEAN)
