"""The one command, `kepu`: a verb a file in commands/."""

from __future__ import annotations

from importlib import import_module

import click

# In the order of an editor's day. A verb's module is loaded only when it is asked for: `kepu --help` is quick.
VERBS = {
    "check": "用全部规则检查数据集。Check the datasets against every rule.",
    "new": "给一行新记录，或者一对新文件。A new row, or a new pair of files.",
    "sheet": "导出成电子表格，或者收回一张。A dataset out to a spreadsheet, and back.",
    "fix": "修好不用判断的：次序、空格、全角数字、换行。Repair what needs no judgement.",
    "diff": "按编号比较两个文件夹或 git 版本。Compare two folders or revisions by id.",
    "review": "给审阅的人：检查和对照放进一个文件夹。Check and comparison of a change in one folder, for its reviewers.",
    "comment": "把那个文件夹说的话写进合并请求的评论。Tell that folder in a comment of the pull request.",
    "geocode": "给只有地址的行找坐标。Find points for rows that have only an address.",
    "build": "检查，然后生成数据库、下载文件和网站。Check, then build database, downloads and portal.",
    "release": "做一份有日期、能引用的版本。A dated, citable release of the data.",
    "serve": "有改动就重新生成，然后发布网站和接口。Build if stale, then serve portal and API.",
}


class Verbs(click.Group):
    """Finds a verb's command by its name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs, in their order."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a verb; None for an unknown one."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(f"kepu.commands.{cmd_name}").command
        command.help = VERBS[cmd_name]
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of `kepu --help`, without loading any verb."""
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """检查、生成、发布数据集。Check, build and serve the datasets."""
