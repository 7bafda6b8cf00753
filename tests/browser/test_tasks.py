"""Twenty errands of visitors, each from the front page of a phone to its end; those marked so by keyboard alone."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect
from support import ROOT, rows

from browser.reader import Reader, Readers
from kepu.geo.datum import GCJ02, from_wgs84

PLACES = {row["place_id"]: row for row in rows(ROOT / "datasets/places.csv")}
MUSEUM = "p0055"  # 湖南博物院: hours, phone, price and a point of its own are known
SUNDAY = "2026-11-29"
FOCUSED = (
    "() => { const one = document.activeElement; return (one.getAttribute('aria-label') || one.innerText || one.value || '').trim(); }"
)


@pytest.fixture
def phone(reader: Readers) -> Reader:
    """A phone's screen, at the front page, on a Monday morning in Hunan."""
    visitor = reader(width=390, height=844, accept_downloads=True)
    visitor.context.clock.set_fixed_time("2026-11-23T09:30:00+08:00")
    visitor.open("/")
    return visitor


def tab_to(page: Page, name: str, most: int = 150) -> None:
    """Press Tab until what has the focus begins with this name; what is reached can be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).startswith(name):
            expect(page.locator(":focus")).to_be_in_viewport()
            return
    pytest.fail(f"no {name} in {most} steps")


def follow(page: Page, *names: str) -> None:
    """By keyboard from link to link."""
    for name in names:
        tab_to(page, name)
        with page.expect_navigation():
            page.keyboard.press("Enter")


def find(page: Page, words: str) -> None:
    """By keyboard to the first thing of this name."""
    page.keyboard.press("/")
    page.keyboard.insert_text(words)
    expect(page.locator("#found")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def heading(page: Page) -> str:
    """What the page is called."""
    return page.get_by_role("heading", level=1).inner_text()


def test_free_places_near_huaihua_open_on_sunday_nearest_first(phone: Reader) -> None:
    page = phone.open("/map/")
    page.get_by_text("更多条件").click()
    page.get_by_label("离哪里近").fill("怀化市")
    page.get_by_label("离哪里近").press("Enter")
    page.get_by_role("combobox", name="票价").select_option("free")
    page.get_by_label("哪一天开放").fill(SUNDAY)
    page.get_by_label("哪一天开放").press("Enter")
    shown = page.locator("#hits li[data-id]:not([hidden])")
    expect(page).to_have_url(re.compile("admission=free"))
    found = [PLACES[key] for key in shown.evaluate_all("all => all.map(one => one.dataset.id)")]
    assert found
    assert {row["admission"] for row in found} == {"free"}
    assert all("Su" in row["opening_hours"] or "24/7" in row["opening_hours"] for row in found)


def test_by_keyboard_a_science_centre_by_the_first_letters_of_its_syllables(phone: Reader) -> None:
    find(phone.page, "hnbwy")
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("湖南博物院")


def test_by_keyboard_is_it_open_and_what_is_the_number(phone: Reader) -> None:
    page = phone.page
    find(page, "湖南博物院")
    expect(page.get_by_text("现在应该关着")).to_be_visible()  # Mondays
    tab_to(page, "0731-")
    assert page.evaluate("document.activeElement.href") == "tel:" + PLACES[MUSEUM]["phone"].split(";")[0]


def test_the_way_there_in_the_map_program_of_the_phone(phone: Reader) -> None:
    page = phone.open(f"/places/{MUSEUM}/")
    address = urlsplit(str(page.get_by_role("link", name="高德地图").get_attribute("href")))
    said = parse_qs(address.query)
    lon, lat = from_wgs84(GCJ02, float(PLACES[MUSEUM]["lon"]), float(PLACES[MUSEUM]["lat"]))
    assert address.netloc == "uri.amap.com"
    assert [float(part) for part in said["position"][0].split(",")] == pytest.approx([lon, lat], abs=2e-5)


def test_a_sheet_for_the_door(phone: Reader) -> None:
    page = phone.open(f"/places/{MUSEUM}/")
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".door-code svg")).to_be_visible()
    expect(page.locator("header.head")).to_be_hidden()


def test_by_keyboard_a_route_into_the_calendar_of_the_phone(phone: Reader) -> None:
    page = phone.page
    follow(page, "路线", "研学与旅游路线")
    phone.open("/tourism-routes/r032/")
    tab_to(page, "放进日历")
    page.get_by_label("哪天出发").fill("2026-12-05")
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    [event] = Calendar.from_ical(Path(taken.value.path()).read_bytes()).events
    assert str(event["dtstart"].dt) == "2026-12-05"
    assert "郴州" in str(event["summary"])


def test_the_stops_of_a_route_for_a_navigation_device(phone: Reader) -> None:
    page = phone.open("/tourism-routes/r032/")
    with page.expect_download() as taken:
        page.get_by_role("link", name=re.compile("GPX")).click()
    assert Path(taken.value.path()).read_text("utf-8").count("<wpt ") >= 1


def test_by_keyboard_who_won_what_from_one_university(phone: Reader) -> None:
    page = phone.page
    follow(page, "名录", "获奖名单")
    tab_to(page, "中南大学")
    page.keyboard.press("Enter")
    own = [row for row in rows(ROOT / "datasets/award-recipients.csv") if row["affiliation"] == "中南大学"]
    expect(page.locator("#by-institution details[open] li")).to_have_count(len(own))


def test_by_keyboard_the_societies_of_a_discipline(phone: Reader) -> None:
    page = phone.page
    follow(page, "名录")
    phone.open("/societies/")
    tab_to(page, "医科")
    page.keyboard.press("Enter")
    own = [row for row in rows(ROOT / "datasets/societies.csv") if row["discipline_group"] == "medicine"]
    expect(page.locator("#by-discipline details[open] li")).to_have_count(len(own))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("学会")


def test_a_filtered_map_sent_to_a_friend(phone: Reader, reader: Readers) -> None:
    page = phone.open("/map/")
    page.get_by_role("combobox", name="市州").select_option("431200")
    expect(page).to_have_url(re.compile("prefecture=431200"))
    listed = page.locator("#hits-count").inner_text()
    friend = reader().open("/map/?" + urlsplit(page.url).query)
    expect(friend.locator("#hits-count")).to_have_text(listed)


def test_the_map_on_the_page_of_a_school(phone: Reader) -> None:
    page = phone.open("/map/")
    line = str(page.locator("code", has_text="<iframe").first.text_content())
    frame = urlsplit(re.findall(r'src="([^"]+)"', line)[0])
    alone = phone.open(f"{frame.path}?{frame.query}")
    expect(alone.locator("#map")).to_be_visible()
    expect(alone.locator("header.head")).to_be_hidden()


def test_by_keyboard_where_the_travelling_museum_has_been(phone: Reader) -> None:
    page = phone.page
    follow(page, "路线", "流动科技馆")
    tab_to(page, "溆浦县")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("溆浦")
    page.go_back()
    expect(page.get_by_text("没有记录").first).to_be_attached()


def test_two_days_out_planned_and_shared(phone: Reader, reader: Readers) -> None:
    page = phone.open("/routes/plan/")
    page.get_by_label("市州").select_option("430100")
    page.get_by_label("几天").select_option("2")
    page.get_by_role("button", name="排一排").click()
    expect(page.locator("#plan section")).to_have_count(2)
    there = reader().open("/routes/plan/?" + urlsplit(page.url).query)
    expect(there.locator("#plan section")).to_have_count(2)
    assert there.locator("#plan h4").all_inner_texts() == page.locator("#plan h4").all_inner_texts()


def test_a_prefecture_without_script(reader: Readers) -> None:
    page = reader(width=390, javascript=False).open("/divisions/431200/")
    link = page.locator("main a[href*='places/p']").first
    key = str(link.get_attribute("href")).rstrip("/").rpartition("/")[2]
    link.click()
    assert (heading(page), PLACES[key]["prefecture_code"]) == (PLACES[key]["name"], "431200")


def test_by_keyboard_the_same_record_in_english(phone: Reader) -> None:
    page = phone.open(f"/places/{MUSEUM}/")
    follow(page, "English")
    assert page.evaluate("document.documentElement.lang") == "en"
    expect(page.get_by_text("Sources").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("湖南博物院")


def test_by_keyboard_a_mistake_is_reported(phone: Reader) -> None:
    page = phone.open(f"/places/{MUSEUM}/")
    follow(page, "改正这一条")
    expect(page.locator("main [name='name']")).to_have_value("湖南博物院")


def test_a_mistyped_address_still_leads_somewhere(phone: Reader) -> None:
    page = phone.open("/places/tianwentai/", 404)
    expect(page.locator("main a[href*='places/p']").first).to_be_visible()


def test_by_keyboard_large_text_stays_from_page_to_page(phone: Reader) -> None:
    page = phone.page
    tab_to(page, "大字")
    before = page.evaluate("getComputedStyle(document.documentElement).fontSize")
    page.keyboard.press("Enter")
    phone.open("/venues/")
    assert float(page.evaluate("getComputedStyle(document.documentElement).fontSize")[:-2]) > float(before[:-2])


def test_a_list_for_a_spreadsheet(phone: Reader) -> None:
    page = phone.open("/societies/")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Excel").first.click()
    assert Path(taken.value.path()).read_bytes().startswith(b"\xef\xbb\xbf")


def test_by_keyboard_was_a_target_of_the_plan_met(phone: Reader) -> None:
    page = phone.page
    follow(page, "账本", "改革方案逐项看账")
    assert heading(page) == "改革账本"
    expect(page.locator("#pt096")).to_contain_text("做到了")
    expect(page.locator("#pt096 a[href*='in']").first).to_be_attached()
