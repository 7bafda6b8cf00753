"""`kepu geocode`: points for rows that have only an address."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kepu.commands.common import CLEAN, ERRORS, lang_option, report, root_option, spoken

if TYPE_CHECKING:
    from kepu.geocode.gathering import Gathered
    from kepu.geocode.providers import Provider
    from kepu.model import Catalog
    from kepu.problems import Problem

NAMES = ("gazetteer", "tianditu", "amap", "baidu", "nominatim")
INTERRUPTED = 130  # as a shell counts Ctrl-C


@click.command("geocode")
@root_option
@click.option("--provider", "name", type=click.Choice(NAMES), default=NAMES[0], help="问哪一家，默认查自己的行政区划表 · whom to ask")
@click.option("--dataset", help="只查这一张表 · only this dataset")
@click.option("--limit", type=click.IntRange(1), help="这次最多问几行 · ask about at most so many rows")
@click.option("--apply", is_flag=True, help="把更准的点写进表格 · write the better points into the datasets")
@click.option("--server", default="", metavar="URL", help="改问讲同一协议的这个服务器 · another server of the same protocol")
@lang_option
def command(  # noqa: PLR0913
    *, root: Path, name: str, dataset: str | None, limit: int | None, apply: bool, server: str, lang: str
) -> None:
    """Ask, keep every answer, show what is better, and write it only with --apply."""
    from kepu.catalog import load
    from kepu.geocode import gathering, showing
    from kepu.geocode.asking import hushed
    from kepu.geocode.providers import PROVIDERS

    with spoken(root, lang), hushed():
        catalog, provider = load(root), PROVIDERS[name]
        try:
            problems = _ask(catalog, provider, gathering.gather(catalog, provider, dataset), limit, server)
        except KeyboardInterrupt:
            click.echo(showing.WORDS[lang]["stopped"])
            sys.exit(INTERRUPTED)
        stopped = bool(problems) and report(problems, root, lang)
        _tell(catalog, gathering.gather(catalog, provider, dataset), apply and not stopped, lang)
        sys.exit(ERRORS if stopped else CLEAN)


def _ask(catalog: Catalog, provider: Provider, gathered: Gathered, limit: int | None, server: str) -> list[Problem]:
    """Ask about rows not asked yet; a key is needed only if there are any."""
    from kepu.geocode import asking, gathering

    if not any(work.unasked for work in gathered.works):
        return []
    key = provider.key()
    ask = asking.patient(gathering.opened(catalog, provider, key, server, gathered.divisions), provider.delay, key)
    problems: list[Problem] = []
    for work in gathered.works:
        rows = work.unasked[:limit]
        limit = None if limit is None else limit - len(rows)
        hidden = not sys.stderr.isatty()  # a log wants no moving line
        with click.progressbar(rows, label=work.table.dataset.title, file=sys.stderr, show_pos=True, hidden=hidden) as shown:
            problems += work.ask(shown, ask)
        if any(p.code != "geocode-unanswered" for p in problems):
            break
    return problems


def _tell(catalog: Catalog, gathered: Gathered, apply: bool, lang: str) -> None:
    """How it stands, what would change, and with `apply` the writing of it."""
    from kepu.geocode import showing

    for work in gathered.works:
        click.echo(showing.summary(work, lang))
    works = [work for work in gathered.works if work.proposed()]
    if works:
        click.echo("\n" + showing.proposal(catalog, gathered.tables, works, lang) + "\n")
    for work in works:
        words = {"count": len(work.proposed()), "file": work.table.dataset.file if apply else work.cache.file}
        if apply:
            work.apply()
        click.echo(showing.WORDS[lang]["written" if apply else "review"].format(**words))
