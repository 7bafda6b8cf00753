"""A tree may be a revision: read as committed, or refused in a sentence."""

import json
import shutil
from pathlib import Path

import pytest
from builds import small_root
from repository import commit, edit, git
from support import ROOT, fingerprint

from diff.comparing import EXAMPLE, compared, diff


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
