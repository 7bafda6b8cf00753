"""The one command, `kepu`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from kepu.problems import Problem, Stop, counts, ranked
from kepu.reports import FORMATS

CLEAN, ERRORS, USAGE = 0, 1, 2

root_option = click.option(
    "--root", type=click.Path(path_type=Path, exists=True, file_okay=False), default=".", help="项目的根目录 · root folder"
)
lang_option = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="语言 · language")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """检查、生成、发布数据集。Check, build and serve the datasets."""


@contextmanager
def _spoken(root: Path, lang: str, form: str = "terminal") -> Iterator[None]:
    """Turn whatever stops the work into the same report as any other problem."""
    try:
        yield
    except Stop as stop:
        _report([stop.problem], root, lang, form)
        sys.exit(ERRORS)
    except OSError as error:
        problem = Problem("system", file=str(error.filename or root), context={"detail": error.strerror or str(error)})
        _report([problem], root, lang, form)
        sys.exit(ERRORS)


def _report(problems: list[Problem], root: Path, lang: str, form: str = "terminal") -> bool:
    """Print a report; True when there are errors."""
    worded = ranked(problems, root)
    click.echo(FORMATS[form](worded, lang))
    return counts(worded)["error"] > 0


@main.command()
@root_option
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="terminal", help="报告的格式 · report format")
@lang_option
def check(root: Path, form: str, lang: str) -> None:
    """用全部规则检查数据集。Check the datasets against every rule."""
    from kepu import rules
    from kepu.catalog import load

    root = root.resolve()
    with _spoken(root, lang, form):
        _, problems = rules.check(load(root))
        sys.exit(ERRORS if _report(problems, root, lang, form) else CLEAN)


@main.command()
@root_option
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="输出目录，默认是根目录下的 build · output folder")
@lang_option
def build(root: Path, out: Path | None, lang: str) -> None:
    """检查，然后生成数据库、下载文件和网站。Check, then build database, downloads and portal."""
    root = root.resolve()
    with _spoken(root, lang):
        _build(root, _folder(root, out), lang)


def _folder(root: Path, out: Path | None) -> Path:
    return (out or root / "build").resolve()


def _build(root: Path, out: Path, lang: str) -> None:
    from kepu import build as builder
    from kepu import rules
    from kepu.catalog import load

    catalog = load(root)
    tables, problems = rules.check(catalog)
    if _report(problems, root, lang):
        sys.exit(ERRORS)
    builder.build(catalog, tables, out)


@main.command()
@root_option
@click.option("--host", default="127.0.0.1", help="监听的地址 · address to listen on")
@click.option("--port", type=click.IntRange(1, 65535), default=8001, help="端口 · port")
@lang_option
def serve(root: Path, host: str, port: int, lang: str) -> None:
    """有改动就重新生成，然后发布网站和接口。Build if stale, then serve portal and API."""
    root = root.resolve()
    out = _folder(root, None)
    with _spoken(root, lang):
        from kepu import build as builder
        from kepu.catalog import load
        from kepu.server import app

        app.require_free(host, port)
        if builder.stale(load(root), out):
            _build(root, out, lang)
        app.run(load(root), out, host, port)
