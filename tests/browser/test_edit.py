"""The form: a hall filled in on a phone, a record corrected, a link pasted; nothing sent, nothing lost."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from builds import copy_root
from playwright.sync_api import Page, expect
from support import ROOT, kepu, rows

from browser.reader import Reader, Readers
from kepu.geo.datum import BD09, GCJ02, WGS84, to_wgs84

FORM = "/contribute/edit/?dataset=places"
PLACES = rows(ROOT / "datasets" / "places.csv")
NEXT = f"p{max(int(row['place_id'][1:]) for row in PLACES) + 1:04d}"


def phone(reader: Readers, **more: object) -> Reader:
    """A reader with a phone."""
    return reader(width=390, height=844, has_touch=True, is_mobile=True, **more)


def fill(page: Page) -> None:
    """What a clerk knows of a new hall."""
    page.get_by_label("名称").fill("沅江市科学探索馆")
    page.get_by_label("种类").select_option(label="科技馆")
    page.get_by_label("县市区").select_option(label="沅江市")
    page.get_by_role("textbox", name="地址").fill("沅江市桔城大道, 文体中心")
    page.get_by_label("电话").fill("0737-2712345")
    page.get_by_label("核实程度").select_option(label="报道")
    sources = page.get_by_label("出处", exact=False).and_(page.get_by_role("combobox"))
    sources.fill("长沙新增4家")
    page.locator(".options li").first.click()


def checked(page: Page) -> str:
    """The row that comes out after a check."""
    page.get_by_role("button", name="检查", exact=True).click()
    expect(page.get_by_role("heading", name="可以交了")).to_be_visible()
    return str(page.locator("#outcome pre").first.inner_text())


def asked(address: str) -> dict[str, str]:
    """What an address fills in of GitHub's form: nothing the form has no field for, and all that it requires."""
    assert urlsplit(address).path.endswith("/issues/new")
    assert len(address) < 8000
    sent = {key: value for key, (value,) in parse_qs(urlsplit(address).query).items()}
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / sent["template"]).read_text("utf-8"))
    fields = {field["id"]: field.get("validations", {}).get("required", False) for field in form["body"] if "id" in field}
    assert {key for key, required in fields.items() if required} <= set(sent) <= {"template", "title", *fields}
    return sent


def test_a_new_hall_filled_in_on_a_phone_is_a_row_that_check_accepts(reader: Readers, tmp_path: Path) -> None:
    page = phone(reader).open(FORM)
    fill(page)
    row = checked(page)
    (cells,) = csv.DictReader(io.StringIO(row))
    filled = {key: value for key, value in cells.items() if value}
    assert filled == {
        "place_id": NEXT, "name": "沅江市科学探索馆", "kind": "science-centre", "prefecture_code": "430900", "county_code": "430981",
        "address": "沅江市桔城大道, 文体中心", "phone": "0737-2712345", "verification": "reported", "sources": "s0001",
    }  # fmt: skip

    root = copy_root(tmp_path / "root")
    file = root / "datasets" / "places.csv"
    file.write_text(file.read_text("utf-8") + row.split("\n", 1)[1], "utf-8")
    done = kepu("check", "--root", root, "--format", "json")
    assert done.returncode == 0
    assert NEXT not in done.stdout


def test_what_is_sent_is_a_filled_in_issue_a_text_file_or_a_copy_and_nothing_goes_by_itself(reader: Readers) -> None:
    page = phone(reader, permissions=["clipboard-read", "clipboard-write"]).open(FORM)
    fill(page)
    row = checked(page)
    address = page.get_by_role("link", name="在GitHub上留言").get_attribute("href") or ""
    sent = asked(address)
    assert sent["template"] == "add.yml"
    assert {key: sent[key] for key in ("name", "division", "kind")} == {"name": "沅江市科学探索馆", "division": "沅江市", "kind": "科技馆"}
    assert sent["source"].startswith("s0001 长沙新增4家")
    assert row.strip() in sent["more"]
    assert NEXT in sent["title"]
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载文字文件").click()
    assert row.strip() in Path(waiting.value.path()).read_text("utf-8")
    page.get_by_role("button", name="复制这一行").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == row.strip().split("\n")[1]


def test_a_row_too_long_for_a_link_is_copied_and_the_link_says_so(reader: Readers) -> None:
    page = reader().open(FORM)
    fill(page)
    page.get_by_text("还可以填：说明").first.click()
    page.locator("#f-note").fill("说明" * 2000)
    checked(page)
    link = page.get_by_role("link", name="在GitHub上留言")
    assert len(link.get_attribute("href") or "") < 8000
    expect(page.get_by_text("内容太长，链接放不下。先按“复制全部”")).to_be_visible()


@pytest.mark.parametrize(
    ("pasted", "told", "datum"),
    [
        ("https://uri.amap.com/marker?position=112.98,28.12&name=x", "链接来自高德，按GCJ-02换算成了WGS84。", GCJ02),
        ("https://api.map.baidu.com/marker?location=28.12,112.98&title=x&output=html", "链接来自百度，按BD-09换算成了WGS84。", BD09),
        ("https://apis.map.qq.com/uri/v1/marker?marker=coord:28.12,112.98;title:x", "链接来自腾讯，按GCJ-02换算成了WGS84。", GCJ02),
        ("https://www.openstreetmap.org/?mlat=28.12&mlon=112.98#map=17/28/112", "链接来自OpenStreetMap，本来就是WGS84，没有换算。", WGS84),
    ],
)  # fmt: skip
def test_a_pasted_link_becomes_a_point_and_says_how(reader: Readers, pasted: str, told: str, datum: str) -> None:
    page = phone(reader).open(FORM)
    page.get_by_label("粘贴地图链接或坐标").fill(f"【某某馆】 {pasted}")
    expect(page.get_by_text(told)).to_be_visible()
    found = [float(page.get_by_label(name).input_value()) for name in ("经度", "纬度")]
    assert found == pytest.approx(to_wgs84(datum, 112.98, 28.12), abs=1.1e-5)


def test_bare_coordinates_are_taken_in_either_order_once_their_datum_is_chosen(reader: Readers) -> None:
    page = phone(reader).open(FORM)
    page.get_by_label("粘贴地图链接或坐标").fill("28.12, 112.98")
    expect(page.get_by_text("这对坐标从哪里来？")).to_be_visible()
    expect(page.get_by_label("经度")).to_have_value("")
    page.get_by_label("高德、腾讯地图").check()
    expect(page.get_by_label("经度")).to_have_value("112.97446")
    page.get_by_text("还可以填：定位说明").click()
    expect(page.get_by_label("定位说明")).to_have_value(re.compile("原为GCJ-02，已换算"))
    page.get_by_label("粘贴地图链接或坐标").fill("https://surl.amap.com/abc")
    expect(page.get_by_text("这是短链接，不联网看不出位置。")).to_be_visible()


def test_a_pin_on_the_map_fills_the_point_and_the_boundaries_judge_it(reader: Readers) -> None:
    page = phone(reader).open(FORM)
    page.get_by_label("县市区").select_option(label="沅江市")
    page.locator("summary", has_text="在地图上点").click()
    stage = page.locator(".pin-map .stage")
    stage.scroll_into_view_if_needed()
    expect(stage.locator("path.pick")).to_be_attached()
    page.get_by_role("button", name="放在正中").click()
    lon, lat = (float(page.get_by_label(name).input_value()) for name in ("经度", "纬度"))
    assert (lon, lat) == (pytest.approx(112.6, abs=0.4), pytest.approx(28.9, abs=0.4))
    page.get_by_label("经度").fill("109.99")
    page.get_by_label("纬度").fill("27.55")
    page.get_by_label("纬度").blur()
    expect(page.locator("[data-field=lon] .err")).to_contain_text("不在沅江市")


def test_a_mobile_number_is_refused_in_the_words_of_check(reader: Readers) -> None:
    page = phone(reader).open(FORM)
    page.get_by_label("电话").fill("13812345678")
    page.get_by_label("电话").blur()
    error = page.locator("[data-field=phone] .err")
    expect(error).to_have_text("错误：“电话”里有手机号（138********）删掉，只留单位的座机")
    described = str(page.get_by_label("电话").get_attribute("aria-describedby")).split()
    assert any(page.locator(f"#{one}").inner_text() == error.inner_text() for one in described)


def test_check_lists_what_is_wrong_and_leads_there(reader: Readers) -> None:
    page = phone(reader).open(FORM)
    page.get_by_label("网站").fill("www.example.org")
    page.get_by_role("button", name="检查", exact=True).click()
    expect(page.get_by_role("heading", name="还差5处，改好就能交")).to_be_visible()
    page.get_by_role("link", name="“网站”里的“www.example.org”不是网址").click()
    expect(page.get_by_label("网站")).to_be_focused()
    assert page.get_by_label("网站").get_attribute("aria-invalid") == "true"


def test_a_rewritten_date_is_mended_by_one_press(reader: Readers) -> None:
    page = phone(reader).open("/contribute/edit/?dataset=science-museums")
    page.get_by_label("开馆日期").fill("2011年6月25日")
    page.get_by_label("开馆日期").blur()
    page.get_by_role("button", name="替我改成 2011-06-25").click()
    expect(page.get_by_label("开馆日期")).to_have_value("2011-06-25")
    expect(page.locator("[data-field=opened_on] .err")).to_have_count(0)


def test_a_record_opens_filled_in_and_shows_what_was_changed(reader: Readers) -> None:
    page = reader().open("/places/p0001/")
    page.get_by_role("link", name="改正这一条").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("改正：湖南省科学技术馆")
    assert page.get_by_role("textbox", name="地址").input_value() == PLACES[0]["address"]
    page.get_by_label("电话").fill("0731-84256002")
    row = checked(page)
    (cells,) = csv.DictReader(io.StringIO(row))
    assert cells == PLACES[0] | {"phone": "0731-84256002"}
    assert page.locator("#outcome .diff > p").all_inner_texts() == ["电话"]
    assert page.locator("#outcome pre mark").all_inner_texts() == ["0731-84256002"]
    sent = asked(page.get_by_role("link", name="在GitHub上留言").get_attribute("href") or "")
    assert sent["template"] == "correct.yml"
    assert sent["record"] == "places/p0001 湖南省科学技术馆"
    assert row.strip() in sent["change"]


def test_the_page_of_a_place_leads_to_the_field_that_is_not_known(reader: Readers) -> None:
    unknown = next(row["place_id"] for row in PLACES if not row["phone"])
    page = reader().open(f"/places/{unknown}/")
    page.get_by_role("link", name="我知道").click()
    expect(page.get_by_label("电话")).to_be_focused()


def test_a_source_that_is_not_registered_comes_along_as_a_row_of_its_own(reader: Readers) -> None:
    page = reader().open(FORM)
    fill(page)
    page.get_by_role("button", name="登记一个新的出处").click()
    page.locator("#s-title").fill("沅江市科学探索馆开馆")
    page.locator("#s-grade").select_option(label="报道")
    row = checked(page)
    source = next(csv.DictReader(io.StringIO(str(page.locator("#outcome pre").nth(1).inner_text()))))
    known = {one["source_id"] for one in rows(ROOT / "datasets" / "sources.csv")}
    assert source["source_id"] not in known
    assert next(csv.DictReader(io.StringIO(row)))["sources"] == f"s0001;{source['source_id']}"
    sent = asked(page.get_by_role("link", name="在GitHub上留言").get_attribute("href") or "")
    assert sent["source"].endswith(f"{source['source_id']} 沅江市科学探索馆开馆")


def test_a_draft_outlives_a_reload_and_can_be_cleared(reader: Readers) -> None:
    page = phone(reader).open(FORM)
    fill(page)
    page.reload()
    expect(page.get_by_text("接着上次没交的草稿。")).to_be_visible()
    expect(page.get_by_label("名称")).to_have_value("沅江市科学探索馆")
    assert "s0001" in checked(page)
    page.get_by_role("button", name="清除草稿，从头填").click()
    expect(page.get_by_text("没交的内容存在这台设备上")).to_be_visible()
    expect(page.get_by_label("名称")).to_have_value("")


def test_keys_alone_fill_in_check_and_reach_the_result(reader: Readers) -> None:
    page = reader().open("/contribute/edit/?dataset=caravans")
    press, write = page.keyboard.press, page.keyboard.type
    page.get_by_label("名称").focus()
    write("某县科普大篷车")
    page.get_by_label("核实程度").focus()
    press("ArrowDown")
    page.get_by_label("出处").and_(page.get_by_role("combobox")).focus()
    write("长沙新增4家")
    press("ArrowDown")
    press("Enter")
    expect(page.locator(".picked")).to_contain_text("s0001")
    press("Tab")
    while page.locator(":focus").inner_text() != "检查":
        press("Tab")
    press("Enter")
    expect(page.get_by_role("heading", name="可以交了")).to_be_visible()
    expect(page.locator("#outcome")).to_be_focused()
    press("Tab")
    expect(page.locator("#outcome :focus")).to_be_visible()


def test_without_script_the_page_says_what_to_do_instead(reader: Readers) -> None:
    page = phone(reader, javascript=False).open(FORM)
    expect(page.locator("noscript p")).to_contain_text("没有脚本也能交")
    expect(page.locator("#edit form")).to_be_hidden()
    empty = page.locator("[data-dataset=places]").get_by_role("link", name="空白表格").get_attribute("href")
    assert empty
    headings = page.request.get(urlsplit(page.url)._replace(path="/downloads/places.empty.csv", query="").geturl()).text()
    assert headings.startswith("\ufeff编号,名称")
    assert headings.count("\n") == 1


def test_on_a_phone_every_control_is_large_enough_and_nothing_is_wider_than_the_screen(reader: Readers) -> None:
    page = phone(reader).open(FORM)
    expect(page.get_by_label("名称")).to_be_visible()
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    small = page.evaluate(
        """() => [...document.querySelectorAll('#edit form :is(input, select, textarea, button, summary)')]
             .filter(one => one.checkVisibility() && !['radio', 'checkbox'].includes(one.type))
             .filter(one => one.offsetHeight < 44 || (one.matches('input, select, textarea') && parseFloat(getComputedStyle(one).fontSize) < 16))
             .map(one => one.outerHTML.slice(0, 80))"""
    )
    assert small == []
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_unknown_tables_and_records_are_answered_with_the_way_on(reader: Readers) -> None:
    page = reader().open("/contribute/edit/?dataset=nothing")
    expect(page.get_by_text("没有这张表。请从下面选一张。")).to_be_visible()
    page = reader().open(f"{FORM}&id=p9999")
    expect(page.get_by_text("没有这一条。")).to_be_visible()
