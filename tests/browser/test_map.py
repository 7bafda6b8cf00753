"""The map, and the list that says the same."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from support import ROOT, rows

from browser.reader import Readers

PLACES = rows(ROOT / "datasets/places.csv")
CHENZHOU = "431000"  # with pins that stand alone, hatched counties and places known only to lie in it
PINNED = [row for row in PLACES if row["location_accuracy"] in ("site", "street") and row["lon"]]


def heading(page: Page) -> Locator:
    """What the list says of itself."""
    return page.locator("#hits-count")


def lines(page: Page) -> Locator:
    """The places in the list that are not filtered out."""
    return page.locator("#hits li[data-id]:not([hidden])")


def narrow(page: Page, prefecture: str) -> None:
    """Filter to a prefecture and wait until the map is there."""
    page.get_by_role("combobox", name="市州").select_option(prefecture)
    expect(page).to_have_url(re.compile(f"prefecture={prefecture}"))


def state(page: Page) -> dict[str, object]:
    """What a reader sees of the map: filter, list, card and marks."""
    marks = page.locator(".mark-on-map button").evaluate_all(
        "all => all.map(one => one.ariaLabel || (one.querySelector('.vh') || one).textContent).sort()"
    )
    card = page.locator(".map-card")
    return {
        "address": page.url,
        "prefecture": page.get_by_role("combobox", name="市州").input_value(),
        "list": lines(page).evaluate_all("all => all.map(one => one.dataset.id)"),
        "card": card.inner_text() if card.is_visible() else "",
        "marks": marks,
    }


def test_from_afar_the_rings_hold_every_place_with_a_prefecture(reader: Readers) -> None:
    page = reader(width=390).open("/map/")
    rings = page.locator(".mark-on-map .ring > span[aria-hidden]:not(.lab)")
    expect(rings.first).to_be_visible()
    assert sum(map(int, rings.all_inner_texts())) == sum(1 for row in PLACES if row["prefecture_code"])


def test_from_nearer_pins_and_rings_hold_every_place_with_a_point_of_its_own(reader: Readers) -> None:
    page = reader().open("/map/")
    rings = page.locator(".mark-on-map .ring > span[aria-hidden]:not(.lab)")
    expect(rings.first).to_be_visible()
    pins = page.locator(".mark-on-map .pin").count()
    assert pins
    assert pins + sum(map(int, rings.all_inner_texts())) == len(PINNED)


def test_a_prefecture_filters_list_map_and_address_and_comes_back(reader: Readers) -> None:
    page = reader().open("/map/")
    expect(heading(page)).to_have_text(f"{len(PLACES)}处，按市州排列")
    narrow(page, CHENZHOU)
    inside = {row["place_id"] for row in PLACES if row["prefecture_code"] == CHENZHOU}
    expect(heading(page)).to_have_text(f"{len(inside)}处，按市州排列")
    filtered = state(page)
    assert set(filtered["list"]) == inside
    assert page.locator(".mark-on-map .pin").count() == sum(1 for row in PINNED if row["place_id"] in inside)

    page.reload()
    expect(page.locator(".mark-on-map .pin").first).to_be_visible()
    assert state(page)["list"] == filtered["list"]
    page.goto(page.url.partition("/map/")[0] + "/about/")
    page.go_back()
    expect(page.locator(".mark-on-map .pin").first).to_be_visible()
    assert state(page)["list"] == filtered["list"]
    assert state(page)["address"] == filtered["address"]


@pytest.mark.parametrize("width", [390, 1440])
def test_a_marker_leads_by_its_card_to_the_page_and_back_to_the_same_map(reader: Readers, width: int) -> None:
    page = reader(width=width).open("/map/")
    narrow(page, CHENZHOU)
    pin = page.locator(".mark-on-map .pin").first
    name = str(pin.get_attribute("aria-label"))
    pin.click()
    card = page.locator(".map-card")
    expect(card).to_contain_text(name)
    expect(page.locator("#hits li[aria-current]")).to_contain_text(name)
    before = state(page)
    card.get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.go_back()
    expect(card).to_contain_text(name)
    assert state(page) == before
    expect(page.locator(".mark-on-map .pin.on")).to_have_attribute("aria-label", name)


def test_the_page_of_a_place_opens_the_map_at_that_place(reader: Readers) -> None:
    page = reader().open("/places/p0281/")
    name = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="在大地图上看").click()
    expect(page.locator(".map-card")).to_contain_text(name)


def test_keys_alone_reach_the_list_and_close_the_card(reader: Readers) -> None:
    page = reader().open("/map/")
    press = page.keyboard.press
    focus = page.locator(":focus")
    press("Tab")
    expect(focus).to_have_text("跳到正文")
    press("Enter")
    press("Tab")
    expect(focus).to_have_text("跳过地图，看同样内容的列表")
    expect(focus).to_be_in_viewport()
    press("Enter")
    press("Tab")
    expect(page.locator("#hits :focus")).to_be_visible()

    narrow(page, CHENZHOU)
    pin = page.locator(".mark-on-map .pin").first
    pin.focus()
    press("Enter")
    expect(page.locator(".map-card")).to_be_visible()
    press("Escape")
    expect(page.locator(".map-card")).to_be_hidden()
    expect(pin).to_be_focused()


def test_words_that_fit_nothing_say_what_to_do(reader: Readers) -> None:
    page = reader().open("/map/")
    page.get_by_label("名字").fill("火星基地")
    expect(heading(page)).to_have_text("0处，按市州排列")
    expect(page.get_by_text("没有符合的地方")).to_be_visible()
    page.get_by_role("button", name="清除全部条件").click()
    expect(heading(page)).to_have_text(f"{len(PLACES)}处，按市州排列")


def test_near_me_sorts_by_distance_and_a_refusal_says_what_to_do(reader: Readers) -> None:
    at_home = {"latitude": 28.19, "longitude": 112.98}
    page = reader(geolocation=at_home, permissions=["geolocation"]).open("/")
    page.get_by_role("link", name="离我最近").click()
    expect(page.get_by_text("最近的是")).to_be_visible()
    far = page.locator("#hits .far-off").all_inner_texts()
    metres = [float(re.sub(r"[^\d.]", "", text)) * (1000 if "公里" in text else 1) for text in far]
    assert len(metres) == len(PINNED)
    assert metres == sorted(metres)

    page = reader(permissions=[]).open("/map/?near=1")
    expect(page.get_by_text("没有得到定位的许可")).to_be_visible()


def test_without_its_drawing_the_map_leaves_a_list_that_still_filters(reader: Readers) -> None:
    visitor = reader()
    visitor.context.route("**/shapes.json", lambda route: route.fulfill(json={}))
    page = visitor.open("/map/")
    narrow(page, CHENZHOU)
    expect(lines(page)).to_have_count(sum(1 for row in PLACES if row["prefecture_code"] == CHENZHOU))
    expect(page.locator("#map .land")).to_be_visible()
    (said,) = visitor.complaints
    assert said.startswith("console:"), "a note to who looks, not an error"
    visitor.complaints.clear()


def free(row: dict[str, str]) -> bool | None:
    """Whether a place is free; None where nobody says."""
    return row["admission"] == "free" if row["admission"] else None


def test_what_is_not_known_is_neither_shown_as_yes_nor_dropped_as_no(reader: Readers) -> None:
    page = reader(width=390).open("/map/?admission=free")
    sure, unknown = ([row["place_id"] for row in PLACES if free(row) is said] for said in (True, None))
    expect(heading(page)).to_have_text(f"{len(sure)}处，按市州排列")
    page.get_by_label(f"把没写明的也列出来，排在后面（{len(unknown)}处）").check()
    expect(heading(page)).to_have_text(f"{len(sure)}处，按市州排列；另{len(unknown)}处没写明，排在后面")
    expect(lines(page)).to_have_count(len(sure) + len(unknown))
    expect(page.locator("#hits li.might:not([hidden])")).to_have_count(len(unknown))
    page.reload()
    expect(lines(page)).to_have_count(len(sure) + len(unknown))


def test_open_now_is_of_the_place_not_of_the_readers_clock(reader: Readers) -> None:
    """A Tuesday without holidays, 10:00 in Hunan, seen from another continent."""
    visitor = reader(width=390, timezone_id="America/New_York")
    visitor.context.clock.set_fixed_time("2026-09-15T10:00:00+08:00")
    page = visitor.open("/map/?hours=now")
    museum = page.locator('#hits li[data-id="p0069"]')  # 衡阳市博物馆: Tu-Su
    expect(museum).not_to_have_attribute("hidden", "")
    page.get_by_label("哪一天开放").fill("2026-09-14")
    page.get_by_role("combobox", name="时间").select_option("")
    expect(museum).to_have_attribute("hidden", "")


def test_nothing_left_says_which_filter_to_drop_and_what_that_gives(reader: Readers) -> None:
    page = reader(width=390).open(f"/map/?q=火星基地&prefecture={CHENZHOU}")
    inside = sum(1 for row in PLACES if row["prefecture_code"] == CHENZHOU)
    page.get_by_role("button", name=f"不限“火星基地”，有{inside}处").click()
    expect(heading(page)).to_have_text(f"{inside}处，按市州排列")


def test_distances_are_measured_from_a_place_typed_by_name(reader: Readers) -> None:
    page = reader(width=390).open("/map/")
    page.get_by_label("离哪里近").fill("天心区")
    expect(page.get_by_text("从天心区")).to_be_visible()
    expect(page).to_have_url(re.compile("from="))
    expect(page.locator("#hits .far-off")).to_have_count(len(PINNED))
    page.get_by_label("离哪里近").fill("不存在的地方")
    page.get_by_label("离哪里近").press("Tab")
    expect(page.get_by_text("没有找到“不存在的地方”")).to_be_visible()


def test_the_slider_shows_the_travelling_museum_up_to_a_year_in_map_and_list(reader: Readers) -> None:
    stops = [row for row in rows(ROOT / "datasets/exhibition-stops.csv") if row["county_code"]]
    until = [row["stop_id"] for row in stops if row["start_on"][:4] <= "2017"]
    page = reader(width=390).open("/map/")
    page.get_by_text("流动科技馆", exact=False).and_(page.locator("label")).click()
    slider = page.get_by_role("slider")
    expect(page.locator("#stops li:not([hidden])")).to_have_count(len(stops))
    slider.fill("2017")
    listed = page.locator("#stops li:not([hidden])")
    expect(listed).to_have_count(len(until))
    assert set(listed.evaluate_all("all => all.map(one => one.dataset.stop)")) == set(until)
    expect(page.locator(".stage path:is(.visited, .only, .undated)")).to_have_count(
        len({row["county_code"] for row in stops if row["stop_id"] in until})
    )
    expect(page.locator(".stage path.undated")).to_have_count(sum(1 for row in stops if not row["start_on"]))
    expect(page).to_have_url(re.compile("show=tour&until=2017"))


def test_a_framed_map_is_map_and_list_alone_and_only_it_may_be_framed(reader: Readers) -> None:
    visitor = reader(width=390)
    page = visitor.open(f"/map/?prefecture={CHENZHOU}")
    page.get_by_text("放进自己的网页").click()
    line = page.locator(".embedding code")
    expect(line).to_contain_text("iframe")
    address = re.search(r'src="[^"]*?(/map/[^"]*)"', line.inner_text())
    assert address
    page = visitor.open(address[1].replace("&amp;", "&"))
    expect(page.locator(".mark-on-map .pin").first).to_be_visible()
    expect(lines(page).first).to_be_visible()
    expect(page.locator("header.head")).to_be_hidden()
    policies = {
        path: page.request.get(page.url.partition("/map/")[0] + path).headers["content-security-policy"]
        for path in ("/map/?embed=1", "/map/", "/venues/?embed=1")
    }
    assert ["frame-ancestors *" in policies[path] for path in policies] == [True, False, False]


def test_streets_are_drawn_only_where_the_page_names_a_server(reader: Readers) -> None:
    visitor = reader(width=390)
    coded = '{"layers": ["/tiles/{z}/{x}/{y}.svg"], "credit": "底图"}'
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256"/>'
    visitor.context.route("**/tiles/**", lambda route: route.fulfill(body=picture, content_type="image/svg+xml"))
    visitor.context.route("**/map/", lambda route: tiled(route, coded))
    page = visitor.open("/map/")
    expect(page.locator(".leaflet-tile-loaded").first).to_be_attached()
    visitor.context.unroute("**/map/")
    page.reload()
    expect(page.locator(".mark-on-map .ring").first).to_be_visible()
    expect(page.locator(".leaflet-tile")).to_have_count(0)


def tiled(route: Route, coded: str) -> None:
    """The page as it is built where mkdocs.yml names a tile server."""
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.text().replace('id="atlas"', f"id=\"atlas\" data-tiles='{coded}'", 1))


def test_the_map_with_every_place_is_light(reader: Readers) -> None:
    visitor = reader(width=390)
    weights: list[int] = []
    visitor.context.on("requestfinished", lambda request: weights.append(request.sizes()["responseBodySize"]))
    page = visitor.open("/map/")
    expect(page.locator(".mark-on-map .ring").first).to_be_visible()
    assert sum(weights) <= 250_000


def test_the_english_map_keeps_what_is_chosen_and_leads_to_english_pages(reader: Readers) -> None:
    page = reader(width=390).open(f"/en/map/?prefecture={CHENZHOU}&admission=free")
    expect(heading(page)).to_have_text(re.compile(r"^\d+ places?, by prefecture$"))
    expect(page.get_by_label("Also list, last, the")).to_be_visible()
    expect(lines(page).first.get_by_role("link")).to_have_attribute("href", re.compile(r"/en/places/"))
