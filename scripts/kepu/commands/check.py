"""`kepu check`: every rule over every dataset."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kepu.commands.common import CLEAN, ERRORS, lang_option, report, root_option, spoken
from kepu.reports import FORMATS


@click.command("check")
@root_option
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="terminal", help="报告的格式 · report format")
@click.option("--changed-from", "revision", metavar="REV", help="只拦这一版之后的改动带来的问题 · only what changed since counts")
@click.option(
    "--convert",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="把不是 UTF-8 的文件转一份到这里 · write UTF-8 copies here",
)
@lang_option
def command(root: Path, form: str, revision: str | None, convert: Path | None, lang: str) -> None:
    """Check the datasets and print a report."""
    from kepu import earlier, foreign, rules
    from kepu.catalog import load

    with spoken(root, lang, form):
        catalog = load(root)
        tables, problems = rules.check(catalog)
        for path in foreign.copies(tables.values(), convert) if convert else ():
            click.echo(path, err=True)
        if revision is not None:
            problems = earlier.marked(catalog, revision, tables, problems)
        sys.exit(ERRORS if report(problems, root, lang, form) else CLEAN)
