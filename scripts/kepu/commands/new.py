"""`kepu new`: the next row of a dataset, or the two files of a new one."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kepu.commands.common import CLEAN, ERRORS, lang_option, report, root_option, spoken

if TYPE_CHECKING:
    from kepu.trees import Tree

EITHER = "写一个数据集的名字，或者 --schema 加新名字 · name a dataset, or give --schema a new name"


@click.command("new")
@click.argument("dataset", required=False)
@click.option("--id", "key", default="", help="编号不是自动给的，就写在这里 · the id, where it is not numbered")
@click.option("--write", "writing", is_flag=True, help="把这一行写进文件 · add the row to the file")
@click.option("--schema", default="", metavar="NAME", help="新建一个数据集的两个文件 · the two files of a new dataset")
@root_option
@lang_option
def command(dataset: str | None, key: str, writing: bool, schema: str, root: Path, lang: str) -> None:  # noqa: PLR0913, PLR0917  one an option
    """Print an empty row of DATASET with its next id and what each column means; or begin a dataset with --schema."""
    from kepu.trees import read

    if bool(dataset) == bool(schema):
        raise click.UsageError(EITHER)
    with spoken(root, lang):
        tree = read(str(root), root)
        if schema:
            sys.exit(_pair(tree, schema, lang))
        _row(tree, dataset or "", key, writing, lang)


def _pair(tree: Tree, name: str, lang: str) -> int:
    from kepu import rules
    from kepu.catalog import load
    from kepu.starter import pair

    for file in pair(tree.catalog, name):
        click.echo(f"已写入 {file}" if lang == "zh" else f"Wrote {file}")
    _, problems = rules.check(load(tree.catalog.root))
    return ERRORS if report(problems, tree.catalog.root, lang) else CLEAN


def _row(tree: Tree, name: str, key: str, writing: bool, lang: str) -> None:
    from kepu.newrow import NewRow

    new = NewRow(tree, tree.catalog.named(name), key)
    for line in new.comments(lang):
        click.echo(f"# {line}")
    click.echo(new.csv(), nl=False)
    if writing:
        new.add()
        zh = f"# 已写入 {new.dataset.file}；填好必填的列，再运行 kepu check"
        click.echo(zh if lang == "zh" else f"# Added to {new.dataset.file}; fill in the required columns, then run kepu check")
