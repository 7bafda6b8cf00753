"""`kepu diff` says what an edit did to the data: losses first, in words an editor knows, in four formats.

tests/examples_diff/ holds the files of the new tree that differ from the small root, and the reports.
"""

import json
import re
import shutil
from pathlib import Path

import pytest
from builds import small_root
from click.testing import CliRunner
from repository import commit, git
from support import ROOT, TESTS, fingerprint, rows, tags, words

from kepu.cli import main
from kepu.commands.diff import FORMATS
from kepu.reports.diff import FORMATS as RENDERERS

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


def edit(root: Path, file: str, old: str, new: str) -> None:
    """Change one file."""
    text = (root / file).read_bytes().decode("utf-8")
    assert old in text
    (root / file).write_bytes(text.replace(old, new).encode("utf-8"))


@pytest.fixture
def trees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Two equal small roots, `old` and `new` in the working folder."""
    monkeypatch.chdir(tmp_path)
    return small_root(tmp_path / "old"), small_root(tmp_path / "new")


@pytest.fixture
def edited(trees: tuple[Path, Path]) -> tuple[Path, Path]:
    """The small root and the example's edit of it."""
    shutil.copytree(EXAMPLE / "datasets", trees[1] / "datasets", dirs_exist_ok=True)
    return trees


@pytest.mark.usefixtures("edited")
@pytest.mark.parametrize(("form", "lang"), GOLDEN)
def test_an_edit_is_told_word_for_word(form: str, lang: str) -> None:
    status, report = diff("old", "new", "--format", form, "--lang", lang)
    assert status == 0
    assert report == (EXAMPLE / f"expected.{form}.{lang}.txt").read_text("utf-8")


def test_the_command_offers_every_format_there_is() -> None:
    assert set(FORMATS) == set(RENDERERS)


@pytest.mark.usefixtures("trees")
@pytest.mark.parametrize("form", FORMATS)
def test_equal_trees_differ_in_nothing(form: str) -> None:
    status, report = diff("old", "new", "--format", form)
    assert status == 0
    assert (json.loads(report)["datasets"] == []) if form == "json" else ("数据没有变化" in report)


def test_order_of_rows_line_ends_and_a_bom_are_no_change(trees: tuple[Path, Path]) -> None:
    path = trees[1] / "datasets" / "towers.csv"
    head, *lines = path.read_text("utf-8").splitlines()
    path.write_bytes(b"\xef\xbb\xbf" + "\r\n".join([head, *reversed(lines)]).encode())
    assert compared("old", "new")["datasets"] == []


def test_losses_come_first_among_datasets_and_among_rows(edited: tuple[Path, Path]) -> None:
    report = compared("old", "new")
    assert [(d["dataset"], [r["kind"] for r in d["rows"]]) for d in report["datasets"]] == [
        ("towers", ["removed", "emptied", "changed", "added"]),
        ("charts", ["added"]),
    ]
    back = compared("new", "old")
    assert [(d["dataset"], [r["id"] for r in d["rows"]]) for d in back["datasets"]] == [
        ("charts", ["c3"]),
        ("towers", ["t4", "t1", "t2", "t3"]),
    ]


def test_a_moved_point_says_how_far(edited: tuple[Path, Path]) -> None:
    moved = {r["id"]: r["moved_m"] for d in compared("old", "new")["datasets"] for r in d["rows"] if r["moved_m"] is not None}
    assert moved == {"t1": pytest.approx(707.3, abs=1)}


def test_coordinates_that_are_no_place_on_earth_do_no_harm(trees: tuple[Path, Path]) -> None:
    edit(trees[1], "datasets/towers.csv", "10.25,50.5", "一百,nan")
    edit(trees[1], "datasets/towers.csv", "11.25,50.5", "11.25,500")
    found = {r["id"]: (r["point_after"], r["moved_m"]) for r in compared("old", "new")["datasets"][0]["rows"]}
    assert found == {"t1": (None, None), "t2": (None, None)}
    assert diff("old", "new", "--format", "html")[0] == 0


def test_each_side_is_named_by_its_own_tree(trees: tuple[Path, Path]) -> None:
    edit(trees[1], "datasets/coasts.csv", "甲东湾", "东湾")
    edit(trees[1], "datasets/towers.csv", "t1,石角灯塔,A,A1", "t1,石角灯塔,A,A2")
    edit(trees[1], "datasets/towers.csv", "t2,铁门灯塔,B,B1", "t2,铁门灯塔,B,A1")
    edit(trees[1], "schemas/vocabularies/tower-kinds.csv", "iron,铁塔", "iron,钢塔")
    edit(trees[1], "datasets/towers.csv", ",stone,", ",iron,")
    cells = {(r["id"], c["column"]): c for d in compared("old", "new")["datasets"] for r in d["rows"] for c in r["cells"]}
    assert cells["t1", "bay_code"]["before_zh"] == "甲东湾（A1）"
    assert cells["t2", "bay_code"]["after_zh"] == "东湾（A1）"
    assert (cells["t1", "tower_kind"]["before_zh"], cells["t1", "tower_kind"]["after_zh"]) == ("石塔", "钢塔")
    assert cells["t1", "tower_kind"]["before"] == "stone"


def test_repeated_ids_hide_no_row(trees: tuple[Path, Path]) -> None:
    edit(trees[1], "datasets/charts.csv", "c2,第二海图\n", "c2,第二海图\nc2,又一张\n")
    assert [(r["kind"], r["id"]) for r in compared("old", "new")["datasets"][0]["rows"]] == [("added", "c2")]


def test_a_changed_header_is_told(trees: tuple[Path, Path]) -> None:
    edit(trees[1], "schemas/charts.json", '"name": "chart_title"', '"name": "caption"')
    edit(trees[1], "datasets/charts.csv", "chart_title", "caption")
    status, report = diff("old", "new")
    assert status == 0
    assert "少了列：chart_title" in report
    assert "多了列：caption" in report
    assert "2 行少了内容" in report


def test_columns_in_another_order_are_told_and_no_row_is(trees: tuple[Path, Path]) -> None:
    (trees[1] / "datasets" / "charts.csv").write_text("chart_title,chart_id\n第一海图,c1\n第二海图,c2\n", "utf-8")
    found = compared("old", "new")["datasets"]
    assert [(d["dataset"], d["columns"]["reordered"], d["rows"]) for d in found] == [("charts", True, [])]
    assert "列的先后变了" in diff("old", "new")[1]


@pytest.mark.parametrize(
    ("spoilt", "code"), [("chart_id,chart_title\nc1,第一海图,多\n", "row-ragged"), ("海图\n", "header-unknown"), (None, "file-missing")]
)
def test_a_file_that_cannot_be_read_is_not_taken_for_emptied(trees: tuple[Path, Path], spoilt: str | None, code: str) -> None:
    path = trees[1] / "datasets" / "charts.csv"
    path.unlink() if spoilt is None else path.write_text(spoilt, "utf-8")
    found = compared("old", "new")["datasets"]
    assert [(d["dataset"], d["rows"]) for d in found] == [("charts", [])]
    assert code in {p["code"] for p in found[0]["unread"]}
    for form in ("terminal", "markdown", "html"):
        report = words(diff("old", "new", "--format", form)[1])
        assert "没有比较，要先改好：new:datasets/charts.csv" in report.replace("\u200b", "")


def test_a_whole_dataset_that_comes_or_goes_is_told(trees: tuple[Path, Path]) -> None:
    for path in ("schemas/wrecks.json", "datasets/wrecks.csv"):
        (trees[1] / path).unlink()
    assert "整个数据集删掉了" in diff("old", "new")[1]
    assert "新的数据集" in diff("new", "old")[1]


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


def test_the_html_page_stands_alone_and_nothing_in_it_is_markup(edited: tuple[Path, Path]) -> None:
    page = diff("old", "new", "--format", "html")[1]
    assert "铁门 &lt;b&gt;灯塔&lt;/b&gt;" in page
    assert not {"script", "link", "img", "iframe", "b"} & {name for name, _ in tags(page)}
    ids = [a["id"] for _, a in tags(page) if "id" in a]
    assert len(ids) == len(set(ids))
    assert all(a["href"].removeprefix("#") in ids for _, a in tags(page) if "href" in a)
    assert not [a for _, a in tags(page) if "src" in a or any(key.startswith("on") for key in a)]
    assert "url(" not in page


def test_the_html_page_lists_every_row_and_cell(edited: tuple[Path, Path]) -> None:
    page = diff("old", "new", "--format", "html")[1]
    report = compared("old", "new")
    heads = re.findall(r'<h3 id="r\d+">(.*?) <small>', page)
    assert [h.split()[1] for h in heads] == [r["id"] for d in report["datasets"] for r in d["rows"]]
    cells = [c for d in report["datasets"] for r in d["rows"] for c in r["cells"]]
    assert page.count("<tr><th>") == len(cells) + len(report["datasets"]) + 1  # with the table of counts


def test_the_map_shows_what_moved_came_and_went(edited: tuple[Path, Path]) -> None:
    page = diff("old", "new", "--format", "html")[1]
    marks = [(a["data-kind"], a["href"]) for name, a in tags(page, "a") if "data-kind" in a]
    assert marks == [("removed", "#r2"), ("moved", "#r3"), ("added", "#r4")]
    assert page.count('class="group"') == 2
    assert "移动 707 米" in page
    line = next(a for _, a in tags(page, "line"))
    # 600 units less a margin of 3 on each side show 10° to 12° east
    assert float(line["x1"]) == pytest.approx(3 + 594 * 0.25 / 2, abs=0.1)
    assert float(line["x2"]) == pytest.approx(3 + 594 * 0.26 / 2, abs=0.1)
    assert line["y1"] == line["y2"]


def test_points_beyond_the_map_are_counted_and_no_point_means_no_map(trees: tuple[Path, Path]) -> None:
    edit(trees[1], "datasets/charts.csv", "第一", "头一")
    assert "<svg" not in diff("old", "new", "--format", "html")[1]
    edit(trees[1], "datasets/towers.csv", "t3,雾岛灯塔,B,,,", "t3,雾岛灯塔,B,,50.5,11.25")
    page = diff("old", "new", "--format", "html")[1]
    assert "另有 1 处在图外" in page


def test_a_broken_boundary_file_costs_the_map_and_not_the_list(edited: tuple[Path, Path]) -> None:
    (edited[1] / "datasets" / "boundaries" / "bays.geojson").unlink()
    status, page = diff("old", "new", "--format", "html")
    assert status == 0
    assert "地图画不出来：" in page
    assert "bays.geojson" in page
    assert page.count("<h3 ") == 5


def test_the_boundaries_are_credited_as_the_portal_credits_them(edited: tuple[Path, Path]) -> None:
    (edited[1] / "mkdocs.yml").write_text("extra: {notice: {zh: 边界取自海图局}}\n", "utf-8")
    assert "边界取自海图局" in diff("old", "new", "--format", "html")[1]


def test_revisions_are_read_from_git_as_they_were_committed(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small)
    first = commit(small)
    (small / ".gitattributes").write_text("datasets/charts.csv export-ignore\n*.csv export-subst\n", "utf-8")
    shutil.copytree(EXAMPLE / "datasets", small / "datasets", dirs_exist_ok=True)
    commit(small)
    before, status = fingerprint(small), git(small, "status", "--porcelain")
    golden = json.loads((EXAMPLE / "expected.json.zh.txt").read_text("utf-8"))
    assert compared("HEAD~1", "main")["datasets"] == golden["datasets"]
    assert compared(first[:8], ".")["datasets"] == golden["datasets"]
    (small / "datasets" / "charts.csv").write_text("chart_id,chart_title\n", "utf-8")
    assert [d["dataset"] for d in compared("main", ".")["datasets"]] == ["charts"]
    git(small, "checkout", "--quiet", "datasets")
    assert fingerprint(small / "datasets") == {k.removeprefix("datasets/"): v for k, v in before.items() if k.startswith("datasets/")}
    assert git(small, "status", "--porcelain") == status


def test_a_root_below_its_repository_is_found(tmp_path: Path) -> None:
    root = small_root(tmp_path / "data" / "coast")
    commit(tmp_path)
    shutil.copytree(EXAMPLE / "datasets", root / "datasets", dirs_exist_ok=True)
    assert compared("main", root, "--root", root)["counts"] == {"removed": 1, "emptied": 1, "changed": 1, "added": 2}


# Problem code → the report in each language.
TOLD = {
    "revision-unknown": {
        "zh": """✗ {root}  git 里没有 {name} 这个版本
    → 查一下名字。仓库没有取全时，先运行 git fetch --unshallow  [revision-unknown]
1 个错误，0 个提醒，0 个说明
""",
        "en": """✗ {root}  git knows no revision {name}
    → Check the name; in a shallow clone run git fetch --unshallow first  [revision-unknown]
1 errors, 0 warnings, 0 notes
""",
    },
    "repository-missing": {
        "zh": """✗ {root}  {root} 不在能读的 git 仓库里：not a git repository (or any of the parent directories): .git
    → 到仓库的文件夹里运行，或者用 --root 指过去  [repository-missing]
1 个错误，0 个提醒，0 个说明
""",
        "en": """✗ {root}  No git repository can be read at {root}: not a git repository (or any of the parent directories): .git
    → Run it inside the repository, or point --root there  [repository-missing]
1 errors, 0 warnings, 0 notes
""",
    },
    "git-missing": {
        "zh": """✗ {root}  没有安装 git，读不了 {name} 那一版
    → 装上 git 再试  [git-missing]
1 个错误，0 个提醒，0 个说明
""",
        "en": """✗ {root}  git is not installed, so {name} cannot be read
    → Install git and try again  [git-missing]
1 errors, 0 warnings, 0 notes
""",
    },
    "revision-unreadable": {
        "zh": """✗ {name}  {name} 的定义这个程序读不了：KeyError 'unit'
    → 换一个版本，或者用当时的程序  [revision-unreadable]
1 个错误，0 个提醒，0 个说明
""",
        "en": """✗ {name}  This program cannot read the schemas of {name}: KeyError 'unit'
    → Choose another revision, or use the program of that time  [revision-unreadable]
1 errors, 0 warnings, 0 notes
""",
    },
}
both_languages = pytest.mark.parametrize("lang", ["zh", "en"])


def told(code: str, root: Path, name: str, lang: str) -> str:
    """The report of a problem with a revision."""
    return TOLD[code][lang].format(root=root, name=name)


def revision(root: Path, name: str, lang: str) -> tuple[int, str]:
    """Compare a revision of a root's repository with the root."""
    return diff("--root", root, "--lang", lang, "--", name, root)


@both_languages
@pytest.mark.parametrize("name", ["nosuch", "--help", "main:datasets"])
def test_a_revision_that_is_not_there_is_named(small: Path, name: str, lang: str) -> None:
    commit(small)
    assert revision(small, name, lang) == (2, told("revision-unknown", small, name, lang))


@both_languages
def test_a_folder_outside_a_repository_is_named(small: Path, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(small.parent))
    assert revision(small, "main", lang) == (2, told("repository-missing", small, "main", lang))


@both_languages
def test_a_machine_without_git_compares_folders_and_says_so_of_revisions(small: Path, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    monkeypatch.setenv("PATH", str(small))
    assert revision(small, "main", lang) == (2, told("git-missing", small, "main", lang))
    assert diff(small, small)[0] == 0


@both_languages
def test_a_revision_of_another_engine_is_named(small: Path, lang: str) -> None:
    for name in ("schemas/meta/dataset.schema.json", "schemas/charts.json"):
        edit(small, name, '"unit"', '"measure"')
    commit(small)
    for name in ("schemas/meta/dataset.schema.json", "schemas/charts.json"):
        edit(small, name, '"measure"', '"unit"')
    assert revision(small, "main", lang) == (1, told("revision-unreadable", small, "main", lang))


def test_a_revision_with_a_broken_schema_says_which_and_where(small: Path) -> None:
    (small / "schemas" / "charts.json").write_text("{", "utf-8")
    commit(small)
    status, report = diff("main", ROOT, "--root", small)
    assert status == 1
    assert report.startswith("✗ main:schemas/charts.json:1  main:schemas/charts.json 不是合格的 JSON")


@pytest.mark.parametrize("arguments", [[], ["old"], ["old", "new", "more"], ["old", "new", "--format", "sarif"]])
@pytest.mark.usefixtures("trees")
def test_wrong_arguments_are_usage(arguments: list[str]) -> None:
    assert diff(*arguments)[0] == 2
