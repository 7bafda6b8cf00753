"""Every format tells the same, word for word, and nothing that a cell holds can do anything there.

tests/examples_diff/ holds the files of the new tree that differ from the small root, and the reports.
"""

import json
import re
from pathlib import Path

import pytest
from repository import edit
from support import rows, words

from diff.comparing import EXAMPLE, GOLDEN, IDENTITY, MOBILE, OTHER_MOBILE, diff
from kepu.commands.diff import FORMATS
from kepu.reports.diff import FORMATS as RENDERERS


@pytest.mark.usefixtures("edited")
@pytest.mark.parametrize(("form", "lang"), GOLDEN)
def test_an_edit_is_told_word_for_word(form: str, lang: str) -> None:
    status, report = diff("old", "new", "--format", form, "--lang", lang)
    assert status == 0
    assert report == (EXAMPLE / f"expected.{form}.{lang}.txt").read_text("utf-8")


def test_the_command_offers_every_format_there_is() -> None:
    assert set(FORMATS) == set(RENDERERS)


@pytest.mark.parametrize("form", FORMATS)
def test_a_private_number_is_in_no_format(trees: tuple[Path, Path], form: str) -> None:
    path = trees[1] / "datasets" / "towers.csv"
    for number, root in ((MOBILE, trees[0]), (OTHER_MOBILE, trees[1])):
        for name in ("towers", "charts", "coasts"):
            path = root / "datasets" / f"{name}.csv"
            header = list(rows(path)[0])
            path.write_text(f"{','.join(header)}\n{','.join([f' {number}；{IDENTITY}'] * len(header))}\n", "utf-8")
    status, report = diff("old", "new", "--format", form)
    assert status == 0
    assert "138********" in words(report)
    assert not [number for number in (MOBILE, OTHER_MOBILE, IDENTITY) if number in report]


@pytest.mark.parametrize("form", ["terminal", "markdown", "html"])
def test_what_hides_in_a_cell_is_made_visible(trees: tuple[Path, Path], form: str) -> None:
    edit(trees[1], "datasets/towers.csv", "石角灯塔", "石角\u202e灯塔 ")
    edit(trees[1], "datasets/towers.csv", "铁门灯塔", '"铁门\x1b[31m\n- 灯塔"')
    report = diff("old", "new", "--format", form)[1]
    assert "石角\\u202e灯塔␣" in report
    assert "铁门\\x1b[31m\\n- 灯塔" in report
    assert not {"\x1b", "\u202e"} & set(report)


def hostile(root: Path, count: int) -> None:
    """Many datasets, each with many rows that try to be markup."""
    schema = json.loads((root / "schemas" / "charts.json").read_text("utf-8"))
    del schema["x-kepu"]["role"]
    evil = "```|<img src=x>@all #1 https://example.org " * 9
    for number in range(count):
        name = f"evil-{number}"
        written = json.dumps(schema | {"name": name, "title": "@all <b>*`|"}, ensure_ascii=False)
        (root / "schemas" / f"{name}.json").write_text(written, "utf-8")
        lines = "".join(f"{row},{evil}\n" for row in range(9))
        (root / "datasets" / f"{name}.csv").write_text(f"chart_id,chart_title\n{lines}", "utf-8")


def test_markdown_fits_a_comment_and_says_what_it_leaves_out(trees: tuple[Path, Path]) -> None:
    hostile(trees[1], 150)
    report = diff("old", "new", "--format", "markdown")[1]
    assert 40_000 < len(report) <= 50_000
    assert report.endswith("没有列完，完整的清单在 HTML 报告里。\n")
    assert report.count("| &#64;") == 150  # every count stands before the first sample
    assert report.rindex("\n| ") < report.index("`diff")


def test_markdown_samples_three_short_rows_that_can_do_nothing(trees: tuple[Path, Path]) -> None:
    hostile(trees[1], 1)
    report = diff("old", "new", "--format", "markdown")[1]
    before, fence, sample, after = re.fullmatch(r"(.*?)\n(`{4,})diff\n(.*)\n\2\n(.*)", report, re.DOTALL).groups()
    assert len(sample.splitlines()) == 3
    assert max(map(len, sample.splitlines())) == 160
    assert fence not in sample
    assert not set("@<*`") & set(before.replace("**", ""))
    assert after == "\n还有 6 行\n"
    assert {line.count("|") for line in before.splitlines() if line.startswith("|")} == {6}


@pytest.mark.parametrize("arguments", [[], ["old"], ["old", "new", "more"], ["old", "new", "--format", "sarif"]])
@pytest.mark.usefixtures("trees")
def test_wrong_arguments_are_usage(arguments: list[str]) -> None:
    assert diff(*arguments)[0] == 2
