"""`kepu comment`: what a finished check found, as one comment below its pull request."""

from __future__ import annotations

import json
import os
from pathlib import Path

import click

from kepu.commands.common import lang_option, root_option, spoken

# The only place a token is read from; no option takes one, for options are seen in logs.
TOKEN = "GITHUB_TOKEN"  # noqa: S105


@click.command("comment")
@click.option(
    "--event",
    required=True,
    envvar="GITHUB_EVENT_PATH",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="workflow_run 事件的文件，默认取自 GITHUB_EVENT_PATH · file of the event",
)
@click.option("--api", envvar="GITHUB_API_URL", default="https://api.github.com", metavar="URL", help="GitHub 的接口 · its interface")
@root_option
@lang_option
def command(event: Path, api: str, root: Path, lang: str) -> None:
    """Find the pull request of a finished check and write or renew its comment."""
    from kepu.problems import Problem, Stop
    from kepu.review.github import GitHub
    from kepu.review.telling import SAID, tell

    with spoken(root, lang):
        try:
            found = json.loads(event.read_text("utf-8"))
        except ValueError as error:
            raise Stop(Problem("event-unknown", file=str(event), context={"detail": str(error)})) from None
        done = tell(found, GitHub(api, os.environ.get(TOKEN, "")))
        click.echo(SAID[done][lang == "en"])
