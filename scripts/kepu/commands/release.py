"""`kepu release`: a dated, citable folder of the commit that is checked out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kepu.commands.common import ERRORS, lang_option, report, root_option, spoken

TOLD = {
    "zh": "已写入 {out}\n看过 CHANGELOG.md 没有问题，再打标签：git tag --annotate {tag} --message {tag} && git push origin {tag}",
    "en": "Wrote {out}\nRead CHANGELOG.md; if it is right, tag it: git tag --annotate {tag} --message {tag} && git push origin {tag}",
}


@click.command("release")
@click.option("--version", default="", metavar="YYYY.MM.DD", help="版本号，默认是提交的日期 · version, by default the day of the commit")
@click.option("--since", default="", metavar="REV", help="和哪一版比，默认是上一个发布 · compare with, by default the last release")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False, resolve_path=True),
    help="放结果的文件夹，默认在 build/releases 里 · folder of the results",
)
@root_option
@lang_option
def command(version: str, since: str, out: Path | None, root: Path, lang: str) -> None:
    """Judge the tree, and write the folder when nothing is against it."""
    from kepu.release import folder, gate
    from kepu.release.plan import plan

    with spoken(root, lang):
        planned = plan(root, version, since)
        passed = gate.judge(planned)
        if report(passed.problems, root, lang):
            sys.exit(ERRORS)
        out = out or root / "build" / "releases" / planned.version
        folder.write(planned, passed.catalog, passed.tables, passed.diff, out)
        click.echo(TOLD[lang].format(out=out, tag=planned.tag))
