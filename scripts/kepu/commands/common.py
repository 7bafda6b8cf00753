"""What every verb shares: its options, its exit codes, and a report instead of a traceback."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from kepu.problems import Misused, Problem, Stop, counts, ranked
from kepu.reports import FORMATS

CLEAN, ERRORS, USAGE = 0, 1, 2

root_option = click.option(
    "--root",
    type=click.Path(path_type=Path, exists=True, file_okay=False, resolve_path=True),
    default=".",
    help="项目的根目录 · root folder",
)
lang_option = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="语言 · language")


@contextmanager
def spoken(root: Path, lang: str, form: str = "terminal") -> Iterator[None]:
    """Turn whatever stops the work into the same report as any other problem."""
    try:
        yield
    except Stop as stop:
        report([stop.problem], root, lang, form)
        sys.exit(USAGE if isinstance(stop, Misused) else ERRORS)
    except OSError as error:
        problem = Problem("system", file=str(error.filename or root), context={"detail": error.strerror or str(error)})
        report([problem], root, lang, form)
        sys.exit(ERRORS)


def report(problems: list[Problem], root: Path, lang: str, form: str = "terminal") -> bool:
    """Print a report; True when there are errors."""
    worded = ranked(problems, root)
    click.echo(FORMATS[form](worded, lang))
    return counts(worded)["error"] > 0


def checked_build(root: Path, out: Path, lang: str) -> None:
    """Check `root` and build it into `out`; errors end the command and leave the last build."""
    from kepu import build, history, rules
    from kepu.catalog import load

    catalog = load(root)
    tables, problems = rules.check(catalog)
    if report([*problems, *history.cut_off(root)], root, lang):
        sys.exit(ERRORS)
    build.build(catalog, tables, out)
