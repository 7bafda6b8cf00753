"""What the check knows of dates, telephones, characters, personal data and names, value by value."""

import json
from pathlib import Path

import pytest
from builds import copy_root
from support import kepu

from kepu import excel, foreign, phone, private
from kepu.catalog import load
from kepu.model import Field
from kepu.rules import check
from kepu.rules.characters import judge
from kepu.rules.twins import alike


def field(**changes: object) -> Field:
    """A text column without any meaning, but for the changes."""
    plain: dict = {"name": "x", "type": "string", "title": "甲", "title_en": "X", "description": "", "description_en": ""}
    return Field(**(plain | changes))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2021/4/10", "2021-04-10"),
        ("2021.4.10", "2021-04-10"),
        ("2021-4-1", "2021-04-01"),
        ("2021年4月10日", "2021-04-10"),
        ("2021年4月", "2021-04"),
        ("2021/4", "2021-04"),
        ("2021年", "2021"),
        ("20210410", "2021-04-10"),
        ("2021-04-10 00:00:00", "2021-04-10"),
        ("10-Apr-21", "2021-04-10"),
        ("Apr-21", "2021-04"),
        ("10-Apr-58", "1958-04-10"),
        ("44296", "2021-04-10"),
        ("20/4/2021", "2021-04-20"),
        ("4/20/2021", "2021-04-20"),
        ("4/4/2021", "2021-04-04"),
        ("4/10/2021", ""),
        ("2021/2/30", ""),
        ("2021/13/1", ""),
        ("10-Abc-21", ""),
        ("44", ""),
        ("春天", ""),
    ],
)
def test_a_rewritten_date_is_read_only_where_it_means_one_day(written: str, meant: str) -> None:
    assert excel.iso_date(written) == meant


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("0731-84256002", "0731-84256002"),
        ("0731 84256002", "0731-84256002"),
        ("(0731)84256002", "0731-84256002"),
        ("73184256002", "0731-84256002"),
        ("+86 731 8425 6002", "0731-84256002"),
        ("0745-2712345", "0745-2712345"),
        ("0731-84256002转801", "0731-84256002转801"),
        ("0731-84256002-801", "0731-84256002-801"),
        ("0731-84256002 ext. 801", "0731-84256002-801"),
        ("400-007-3177", "400-007-3177"),
        ("400-9856677", "400-9856677"),
        ("4008001234", "400-800-1234"),
        ("12345", "12345"),
        ("12355", "12355"),
        ("13812345678", "13812345678"),
        ("84256002", ""),
        ("0731-8425600", ""),
        ("电话", ""),
        ("", ""),
    ],
)
def test_a_telephone_has_one_form_or_is_none(written: str, form: str) -> None:
    assert phone.written(written) == form


def test_numbers_after_a_stroke_share_the_area_code() -> None:
    assert phone.several("0731-84256002/84256003") == ["0731-84256002", "0731-84256003"]


@pytest.mark.parametrize(
    ("changes", "value", "strict", "code", "fixed"),
    [
        ({}, "长沙（新馆）", False, "", None),
        ({}, "第一行\n第二行", False, "", None),
        ({}, " 长沙", False, "cell-spaces", "长沙"),
        ({}, "长沙\u3000", False, "cell-spaces", "长沙"),
        ({}, "长\u200b沙", False, "cell-invisible", "长沙"),
        ({}, "\ufeff长沙", False, "cell-invisible", "长沙"),
        ({}, "长\x07沙", False, "cell-control", "长 沙"),
        ({}, "长�沙", False, "cell-destroyed", None),
        ({}, "锟斤拷", False, "cell-destroyed", None),
        ({"type": "integer"}, "１２", True, "cell-fullwidth", "12"),
        ({"type": "number"}, "3。5", True, "cell-fullwidth", "3.5"),
        ({"format": "partial-date"}, "２０２１－０４", True, "cell-fullwidth", "2021-04"),
        ({"format": "phone"}, "0731—84256002", True, "cell-fullwidth", "0731-84256002"),
        ({"format": "phone"}, "12345；12355", True, "cell-fullwidth", "12345;12355"),
        ({}, "p0001 ", True, "code-spaces", "p0001"),
        ({}, "p0001", True, "", None),
    ],
)
def test_a_wrong_character_is_named_and_the_cell_without_it_offered(
    changes: dict, value: str, strict: bool, code: str, fixed: str | None
) -> None:
    found, context = judge(field(**changes), value, strict)
    assert (found, context.get("fixed")) == (code, fixed)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("联系人13812345678", ["privacy-mobile"]),
        ("１３８１２３４５６７８", ["privacy-mobile"]),
        ("138-1234-5678", ["privacy-mobile"]),
        ("11010519491231002X", ["privacy-identity"]),
        ("110105194912310021", []),
        ("卡号 6222 0212 3456 7890 128", ["privacy-card"]),
        ("6222021234567890123", []),
        ("keeper@163.com", ["privacy-email"]),
        ("13812345678@qq.com", ["privacy-email"]),
        ("a@vip.qq.com", ["privacy-email"]),
        ("office@hnmuseum.com", []),
        ("https://example.org/13812345678", []),
        ("见https://example.org/1，打13812345678", ["privacy-mobile"]),
        ("0731-84256002", []),
        ("91110000600037341L", []),
        ("1999-2003", []),
    ],
)
def test_personal_data_is_found_and_masked(text: str, codes: list[str]) -> None:
    found = list(private.found_in(text))
    assert [code for code, _ in found] == codes
    assert all(personal not in private.mask(text) for _, personal in found)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("长沙市科学技术馆", "长沙市科技馆", True),
        ("铁门博物馆", "铁门博物馆（新馆）", True),
        ("铁门博物馆", "铁门博物馆", True),
        ("铁门第一中学", "铁门第二中学", False),
        ("铁门公园", "石角湖湿地", False),
        ("公园", "铁门公园", False),
    ],
)
def test_names_are_alike_or_not(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same


def test_an_exception_with_its_reason_lets_a_public_address_stand(small: Path) -> None:
    path = small / "datasets" / "havens.csv"
    path.write_text(path.read_text("utf-8").replace(",,,c1\n", ",,keeper@163.com,c1\n"), "utf-8")
    assert [p.code for p in check(load(small))[1]] == ["privacy-email"]
    schema = small / "schemas" / "havens.json"
    raw = json.loads(schema.read_text("utf-8"))
    next(f for f in raw["fields"] if f["name"] == "remarks")["x-kepu"]["allow"] = {"privacy-email": "港务处对外公布的邮箱"}
    schema.write_text(json.dumps(raw), "utf-8")
    assert check(load(small))[1] == []


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_another_encoding_is_named(encoding: str) -> None:
    assert foreign.encoding("chart_id,chart_title\nc1,第一海图\n".encode(encoding)) == encoding


def test_a_few_broken_bytes_do_not_make_a_file_gbk() -> None:
    assert foreign.encoding("一二三四五六七八九十".encode() + b"\xb0\xa1") == ""


def test_a_check_of_the_real_data_takes_less_than_four_seconds_of_processor_time(tmp_path: Path) -> None:
    import resource

    root, before = copy_root(tmp_path / "root"), resource.getrusage(resource.RUSAGE_CHILDREN)
    assert kepu("check", "--root", root).returncode == 0
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before.ru_utime < 4  # three on a quiet machine
