"""`kepu fix`: repairs that lose nothing, then what is left for a person."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kepu.commands.common import CLEAN, ERRORS, lang_option, report, root_option, spoken


@click.command("fix")
@root_option
@lang_option
def command(root: Path, lang: str) -> None:
    """Repair every dataset and say what was done; then check."""
    from kepu import rules
    from kepu.catalog import load
    from kepu.reading import read_all
    from kepu.repair import repaired
    from kepu.writing import write

    with spoken(root, lang):
        catalog, told = load(root), False
        for table in read_all(catalog).values():
            data, done = repaired(table)
            for found in done:
                click.echo(found.told(table.dataset.file, lang))
            if data != table.data:
                write(table.dataset.path, data)
            told |= bool(done)
        if not told:
            click.echo("没有要修的" if lang == "zh" else "Nothing to repair")
        _, problems = rules.check(catalog)
        sys.exit(ERRORS if report(problems, root, lang) else CLEAN)
