"""`kepu fix`: what loses nothing is repaired and told, what needs judgement is left and told, and a second run does nothing."""

from pathlib import Path

import pytest
from builds import copy_root
from click.testing import CliRunner
from support import ROOT, fingerprint, schemas

from kepu.cli import main

HEADER = "tower_id,tower_name,province_code,bay_code,lon,lat,tower_kind,lamps,height,lit_year,checked_on,manned,call_sign,visits,built_from,built_to,signals,web,charts"
ROW = "t1,石角灯塔,A,A1,10.25,50.5,stone,2,31.5,1871,2021-04-10,true,LH1,Sa-Su 09:00-17:00,1870,1871-05,红;白,https://example.org/t1,c1"
CLEAN = "检查通过，没有问题\n"


def fix(root: Path, *options: str) -> tuple[int, str]:
    """Exit code and output of `kepu fix`."""
    done = CliRunner().invoke(main, ["fix", "--root", str(root), *options], catch_exceptions=False)
    return done.exit_code, done.output


def check(root: Path) -> tuple[int, str]:
    """Exit code and report of `kepu check`."""
    done = CliRunner().invoke(main, ["check", "--root", str(root)], catch_exceptions=False)
    return done.exit_code, done.output


def towers(root: Path) -> Path:
    return root / "datasets" / "towers.csv"


def lines(root: Path) -> list[str]:
    return towers(root).read_text("utf-8").splitlines()


def change(root: Path, old: str, new: str) -> None:
    """Type something else into the first tower."""
    assert old in ROW
    towers(root).write_text(f"{HEADER}\n{ROW.replace(old, new, 1)}\n", "utf-8")


def test_a_root_in_order_is_left_alone(small: Path) -> None:
    before = fingerprint(small)
    assert fix(small) == (0, f"没有要修的\n{CLEAN}")
    assert fix(small, "--lang", "en") == (0, "Nothing to repair\nChecked: no problems\n")
    assert fingerprint(small) == before


def test_this_repository_is_in_order(tmp_path: Path) -> None:
    root = copy_root(tmp_path / "root")
    _, said = fix(root)
    assert said.startswith("没有要修的\n")
    for name in schemas():
        assert (root / "datasets" / f"{name}.csv").read_bytes() == (ROOT / "datasets" / f"{name}.csv").read_bytes()


WHOLE = {
    "去掉文件开头的 BOM": lambda data: b"\xef\xbb\xbf" + data,
    "换行改成 LF": lambda data: data.replace(b"\n", b"\r\n"),
    "最后一行补上换行": lambda data: data.rstrip(b"\n"),
    "去掉空行和多余的引号": lambda data: data.replace(b"t2,", b'\n"t2",'),
    "各行按编号排好": lambda data: b"\n".join([data.splitlines()[0], *reversed(data.splitlines()[1:])]) + b"\n",
    "各列按定义的次序排好": lambda data: b"\n".join(b",".join(reversed(line.split(b","))) for line in data.splitlines()) + b"\n",
}


@pytest.mark.parametrize("told", WHOLE)
def test_how_a_file_is_laid_out_is_put_right(small: Path, told: str) -> None:
    right = towers(small).read_bytes()
    towers(small).write_bytes(WHOLE[told](right))
    assert fix(small) == (0, f"datasets/towers.csv  {told}\n{CLEAN}")
    assert towers(small).read_bytes() == right


def test_everything_excel_does_to_a_layout_at_once(small: Path) -> None:
    right = towers(small).read_bytes()
    head, *others = right.splitlines()
    towers(small).write_bytes(b"\xef\xbb\xbf" + b"\r\n".join([head, *reversed(others)]))
    status, said = fix(small)
    assert status == 0
    assert [line.split("  ")[1] for line in said.splitlines()[:-1]] == [
        "去掉文件开头的 BOM",
        "换行改成 LF",
        "最后一行补上换行",
        "各行按编号排好",
    ]
    assert towers(small).read_bytes() == right


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("石角灯塔", " 石角灯塔\u3000", "“塔名”：去掉前后空格 → 石角灯塔"),
        ("石角灯塔", "\u200b石角灯塔\ufeff", "“塔名”：去掉前后空格 → 石角灯塔"),
        ("红;白", "红；白 ;", "“信号”：分隔改成半角分号 → 红;白"),
        (",2,", ",２,", "“灯数”：全角改成半角 → 2"),
        ("10.25", "１０．２５", "“经度”：全角改成半角 → 10.25"),
        ("1871,", "１８７１,", "“点灯年份”：全角改成半角 → 1871"),
        ("2021-04-10", "２０２１－０４－１０", "“检修日期”：全角改成半角 → 2021-04-10"),
        ("1871-05", "１８７１-０５", "“完工”：全角改成半角 → 1871-05"),
        ("LH1", "ＬＨ１", "“呼号”：全角改成半角 → LH1"),
    ],
)
def test_a_cell_is_repaired_and_the_repair_told(small: Path, old: str, new: str, told: str) -> None:
    change(small, old, new)
    assert fix(small) == (0, f"datasets/towers.csv:2  {told}\n{CLEAN}")
    assert lines(small)[1] == ROW


def test_a_line_end_inside_a_cell_is_put_right_too(small: Path) -> None:
    spoilt, right = (ROW.replace("石角灯塔", text) for text in ('"石角\r\n灯\r塔"', '"石角\n灯\n塔"'))
    towers(small).write_bytes(f"{HEADER}\n{spoilt}\n".encode())
    assert fix(small) == (0, f"datasets/towers.csv  换行改成 LF\n{CLEAN}")
    assert towers(small).read_bytes() == f"{HEADER}\n{right}\n".encode()


def test_what_its_pattern_allows_stays_full_width(small: Path) -> None:
    schema = small / "schemas" / "towers.json"
    schema.write_text(schema.read_text("utf-8").replace(r"LH\\d", "[LＬ]H."), "utf-8")
    change(small, "LH1", "ＬH1")
    assert fix(small)[1].startswith("没有要修的\n")


def test_two_repairs_of_one_cell_are_both_told(small: Path) -> None:
    change(small, "LH1", " ＬＨ１ ")
    status, said = fix(small, "--lang", "en")
    assert status == 0
    assert said.splitlines()[:2] == [
        "datasets/towers.csv:2  Call sign: removed spaces around it → ＬＨ１",
        "datasets/towers.csv:2  Call sign: full-width to half-width → LH1",
    ]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("石角灯塔", "石角灯塔２号", ""),  # a name may be written so
        ("LH1", "ＸＹ１", "cell-fullwidth"),
        ("2021-04-10", "2021/4/10", "date-rewritten"),
        ("红;白", "红;红", "list-repeated"),
        ("stone", "石塔", "value-not-listed"),
        (",2,", ",2盏,", "type-integer"),
        ("10.25,50.5", "50.5,10.25", "point-swapped"),
        ("c1", "c7", "source-unknown"),
    ],
)
def test_what_needs_judgement_is_only_reported(small: Path, old: str, new: str, code: str) -> None:
    change(small, old, new)
    before = fingerprint(small)
    status, said = fix(small)
    assert said.startswith("没有要修的\n")
    assert (status, code in said) == (1 if code else 0, True)
    assert fingerprint(small) == before


SPOILT = {
    "gb18030": lambda text: text.replace("铁门灯塔", " 铁门灯塔").encode("gb18030"),
    "utf-16": lambda text: text.encode("utf-16"),
    "nul": lambda text: text.replace("t2,", " t2\0,").encode(),
    "quotes": lambda text: text.replace("铁门灯塔", '"铁门灯塔').encode(),
    "ragged": lambda text: text.replace("铁门灯塔", " 铁门灯塔,").encode(),
    "header": lambda text: text.replace("tower_name", " towername ").encode(),
    "empty": lambda _: b"",
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_file_that_cannot_be_read_strictly_is_not_touched(small: Path, how: str) -> None:
    towers(small).write_bytes(SPOILT[how](towers(small).read_text("utf-8")))
    before = fingerprint(small)
    status, said = fix(small)
    assert status == 1
    assert said.startswith("没有要修的\n✗ ")
    assert fingerprint(small) == before


def test_a_broken_file_does_not_keep_the_others_from_repair(small: Path) -> None:
    (small / "datasets" / "charts.csv").write_bytes(b"")
    change(small, "石角灯塔", " 石角灯塔")
    fix(small)
    assert lines(small)[1] == ROW


def test_a_second_run_finds_nothing(small: Path) -> None:
    spoilt = (
        ROW.replace("红;白", " ；红 ;； 白；").replace(",2,", ",\u3000２ ,").replace("LH1", "ＬＨ１　").replace("t1,石", "\u200bt1 ,石")
    )
    text = f"\ufeff{HEADER}\r\nt2, 铁门\u3000灯塔,,,,,,,,,,,,,,,,,c2\r\n\r\n{spoilt}"
    towers(small).write_bytes(text.encode("utf-8"))
    assert "没有要修的" not in fix(small)[1]
    once = fingerprint(small)
    assert fix(small) == (0, f"没有要修的\n{CLEAN}")
    assert fingerprint(small) == once
    assert lines(small) == [HEADER, ROW, "t2,铁门\u3000灯塔,,,,,,,,,,,,,,,,,c2"]


def test_what_the_check_calls_unsorted_is_what_fix_sorts(small: Path) -> None:
    text = lines(small)
    towers(small).write_text("\n".join([text[0], *reversed(text[1:])]) + "\n", "utf-8")
    status, said = check(small)
    assert (status, said.count("[rows-unsorted]")) == (0, 1)
    fix(small)
    assert check(small) == (0, CLEAN)


def test_a_private_number_is_not_printed(small: Path) -> None:
    change(small, "石角灯塔", " 13812345678")
    _, said = fix(small)
    assert "138********" in said
    assert "13812345678" not in said
