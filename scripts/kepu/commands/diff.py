"""`kepu diff`: what changed between two folders or revisions, row by row."""

from __future__ import annotations

from pathlib import Path

import click

from kepu.commands.common import lang_option, root_option, spoken

FORMATS = ("terminal", "markdown", "json", "html")


@click.command("diff")
@click.argument("old")
@click.argument("new")
@root_option
@click.option("--format", "form", type=click.Choice(FORMATS), default="terminal", help="报告的格式 · report format")
@lang_option
def command(old: str, new: str, root: Path, form: str, lang: str) -> None:
    """Compare OLD with NEW, each a folder or a git revision."""
    from kepu import changes, trees
    from kepu.reports.diff import FORMATS as RENDERERS

    with spoken(root, lang, form), trees.opened(old, root) as before, trees.opened(new, root) as after:
        found = changes.compare(trees.read(old, before), trees.read(new, after))
        click.echo(RENDERERS[form](found, lang))
