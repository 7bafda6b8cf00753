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
@lang_option
def command(root: Path, form: str, lang: str) -> None:
    """Check the datasets and print a report."""
    from kepu import rules
    from kepu.catalog import load

    with spoken(root, lang, form):
        _, problems = rules.check(load(root))
        sys.exit(ERRORS if report(problems, root, lang, form) else CLEAN)
