"""`kepu sheet`: a dataset out to a spreadsheet, and back."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kepu.commands.common import CLEAN, ERRORS, lang_option, report, root_option, spoken


@click.group("sheet")
def command() -> None:
    """Export a dataset to a spreadsheet, or import one."""


@command.command("export", help="导出成 .xlsx，给不用 git 的人填。Write a dataset as .xlsx.")
@click.argument("dataset")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--empty", is_flag=True, help="只要表头、列表和说明，不要内容 · headings, lists and help only")
@root_option
@lang_option
def export(dataset: str, file: Path | None, empty: bool, root: Path, lang: str) -> None:
    """Write DATASET to FILE, by default <dataset>.xlsx here. An existing file is never overwritten: it may hold someone's work."""
    from kepu.problems import Problem, Stop
    from kepu.sheets.export import workbook
    from kepu.trees import read

    path = file or Path(f"{dataset}.xlsx")
    with spoken(root, lang):
        tree = read(str(root), root)
        data = workbook(tree, tree.catalog.named(dataset).name, empty)
        if path.exists():
            raise Stop(Problem("file-exists", file=str(path)))
        path.write_bytes(data)
    click.echo(f"已写入 {path}" if lang == "zh" else f"Wrote {path}")


@command.command("import", help="收回一张表（.xlsx、.xls、.ods、.csv），检查通过才写入。Bring a spreadsheet back.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--dataset", default="", help="认不出时，说明是哪个数据集 · which dataset it is")
@click.option("--remove", is_flag=True, help="表里没有的行从数据集里删掉 · drop the rows it does not have")
@root_option
@lang_option
def import_(file: Path, dataset: str, remove: bool, root: Path, lang: str) -> None:
    """Read FILE, show what it changes, and write its dataset when the check finds no error."""
    from kepu.reports.diff import terminal
    from kepu.sheets.bring import bring
    from kepu.writing import write

    zh = lang == "zh"
    with spoken(root, lang):
        brought = bring(root, file, dataset, remove)
        wrong = report(brought.problems, root, lang)
        if brought.diff:
            click.echo("\n" + terminal.render(brought.diff, lang) + "\n")
        target = brought.dataset.file
        if wrong:
            click.echo(f"有错误，{target} 没有改动" if zh else f"There are errors; {target} is unchanged")
            sys.exit(ERRORS)
        if brought.diff and brought.diff.changes:
            write(root / target, brought.data)
            click.echo(f"已写入 {target}" if zh else f"Wrote {target}")
        else:
            click.echo(f"没有改动，{target} 照旧" if zh else f"No change; {target} is as before")
        sys.exit(CLEAN)
