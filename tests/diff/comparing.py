"""`kepu diff`, asked and read."""

import json

from click.testing import CliRunner
from support import TESTS

from kepu.cli import main

EXAMPLE = TESTS / "examples_diff"


MOBILE, OTHER_MOBILE, IDENTITY = "13812345678", "13912345679", "11010519491231002X"


GOLDEN = [("terminal", "zh"), ("terminal", "en"), ("markdown", "zh"), ("markdown", "en"), ("json", "zh")]


def diff(*arguments: object) -> tuple[int, str]:
    """Exit code and report of `kepu diff`."""
    done = CliRunner().invoke(main, ["diff", *map(str, arguments)], catch_exceptions=False)
    return done.exit_code, done.output


def compared(*arguments: object) -> dict:
    """The JSON report of a comparison that works."""
    status, report = diff(*arguments, "--format", "json")
    assert status == 0
    return json.loads(report)
