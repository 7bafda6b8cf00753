"""`kepu check --changed-from` tells what a change takes away, though every row that is left is in order."""

import json
import shutil
from pathlib import Path

import pytest
from repository import commit, edit, git
from since import check, judged
from support import TESTS

TOWERS = "datasets/towers.csv"


LOST = {
    "zh": """! datasets/flags.csv  datasets/flags.csv 原来 3 行，现在 2 行；有 1 个编号不见了：f3
    → 误删就恢复；合并或撤下的，在 datasets/wrecks.csv 里各写一行  [ids-gone]
0 个错误，1 个提醒，0 个说明
""",
    "en": """! datasets/flags.csv  Rows in datasets/flags.csv: 3 before, 2 now; ids that are gone: f3 (1)
    → Restore them if it was a mistake; if they were merged or withdrawn, give each a row in datasets/wrecks.csv  [ids-gone]
0 errors, 1 warnings, 0 notes
""",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_id_that_is_gone_is_told_until_a_redirect_explains_it(small: Path, lang: str) -> None:
    commit(small)
    edit(small, "datasets/flags.csv", "f3,h2,白旗,1,,\n", "")
    assert check(small, "--lang", lang) == (0, LOST[lang])
    edit(small, "datasets/wrecks.csv", "towers,t8", "flags,f3,,收起来了\ntowers,t8")
    assert judged(small) == []


def test_rows_of_a_dataset_that_may_be_empty_come_and_go(small: Path) -> None:
    edit(small, "schemas/flags.json", '"licence": "CC0"', '"licence": "CC0", "expect": {"rows": [0, 9], "because": "旗会收起来"}')
    commit(small)
    edit(small, "datasets/flags.csv", "f3,h2,白旗,1,,\n", "")
    assert judged(small) == []


def flagged(root: Path, raised: int) -> None:
    """Twenty flags, some of them with the year they were raised."""
    flags = [f"g{n:02},,旗{n},,{1900 + n if n < raised else ''}," for n in range(20)]
    (root / "datasets" / "flags.csv").write_text("\n".join(["flag_id,haven,flag_name,mast,raised,lowered", *flags, ""]), "utf-8")


EMPTIED = {
    "zh": """! datasets/flags.csv  “升旗年”原来 100% 的行填了（20 格），现在是 85%（17 格）
    → 看看是不是误删、移了列或粘贴错了；确实该这样，在提交说明里写明原因  [column-emptied]
0 个错误，1 个提醒，0 个说明
""",
    "en": """! datasets/flags.csv  Raised was filled in 100% of the rows (20 cells); now it is 85% (17)
    → Check for a deletion, a shifted column or a wrong paste; if it is meant, say why in the commit message  [column-emptied]
0 errors, 1 warnings, 0 notes
""",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_column_that_holds_markedly_less_is_told_and_two_cells_are_not(small: Path, lang: str) -> None:
    flagged(small, 20)
    commit(small)
    flagged(small, 18)
    assert judged(small) == []
    flagged(small, 17)
    assert check(small, "--lang", lang) == (0, EMPTIED[lang])


REASSIGNED = {
    "zh": """! datasets/towers.csv:3  编号 t2 原来是“铁门灯塔”，现在成了“云岛航标”
    → 不是同一个，就恢复原来那一行，给新的一行换一个没用过的编号  [id-reassigned]
0 个错误，1 个提醒，0 个说明
""",
    "en": """! datasets/towers.csv:3  Id t2 stood for “铁门灯塔”; now it stands for “云岛航标”
    → If they are not one and the same, restore the old row and give the new one an id that was never used  [id-reassigned]
0 errors, 1 warnings, 0 notes
""",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_id_given_to_another_record_is_told_and_a_new_name_alone_is_not(small: Path, lang: str) -> None:
    commit(small)
    edit(small, TOWERS, "t2,铁门灯塔", "t2,云岛航标")
    assert judged(small) == []
    edit(
        small,
        TOWERS,
        "t2,云岛航标,B,B1,11.25,50.5,iron,1,18,1902,,false,LH2,,,,白,,c1;c2",
        "t2,云岛航标,A,A1,10.26,50.5,stone,2,9,1950,,true,LH9,,,,红,,c2",
    )
    assert check(small, "--lang", lang) == (0, REASSIGNED[lang])


def test_how_old_the_data_are_is_no_news_to_who_changes_them(small: Path) -> None:
    shutil.copytree(TESTS / "examples" / "rows-stale" / "schemas", small / "schemas", dirs_exist_ok=True)
    shutil.copytree(TESTS / "examples" / "rows-stale" / "datasets", small / "datasets", dirs_exist_ok=True)
    commit(small)
    edit(small, "datasets/havens.csv", "铁门避风港", "铁门大避风港")
    assert judged(small) == []


MADE = {
    "zh": """! schemas/towers.json  “呼号”：类型从 string 变成了 string (list)，照着它写的程序会停
    → 改回去；一定要改，在提交说明里写明原因，并在 schemas/breaks.csv 里加一行：towers,call_sign,2021.04.10,…  [break-made]
0 个错误，1 个提醒，0 个说明
""",
    "en": """! schemas/towers.json  Call sign: the type was string and is now string (list); programs written for it will stop
    → Undo it; if it must be, say why in the commit message, and declare it in schemas/breaks.csv: towers,call_sign,2021.04.10,…  [break-made]
0 errors, 1 warnings, 0 notes
""",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_break_is_told_to_its_author_until_it_is_declared(small: Path, lang: str) -> None:
    commit(small)
    git(small, "tag", "v2021.04.10")
    schema = json.loads((small / "schemas" / "towers.json").read_text("utf-8"))
    next(field for field in schema["fields"] if field["name"] == "call_sign")["x-kepu"]["format"] = "list"
    (small / "schemas" / "towers.json").write_text(json.dumps(schema), "utf-8")
    assert check(small, "--lang", lang) == (0, MADE[lang])
    (small / "schemas" / "breaks.csv").write_text(
        "dataset,column,until,instead,reason,reason_en\ntowers,call_sign,2021.04.10,,几个呼号,Several signs\n", "utf-8"
    )
    assert judged(small) == []


def test_before_the_first_release_a_break_is_told_and_there_is_nowhere_to_declare_it(small: Path) -> None:
    commit(small)
    edit(small, "schemas/vocabularies/tower-kinds.csv", "\niron,", "\nsteel,")
    edit(small, TOWERS, ",iron,", ",steel,")
    assert judged(small) == [("warning", "break-made", None)]
    assert "breaks.csv" not in check(small)[1]
