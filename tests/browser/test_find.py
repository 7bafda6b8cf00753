"""The box on every page: suggestions while one types, by keyboard alone, with and without a server."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote

import pytest
from builds import Build
from playwright.sync_api import Page, expect

from browser.reader import Reader, Readers

CHANGSHA = {"latitude": 28.2, "longitude": 112.97}


def typed(page: Page, words: str) -> None:
    """Reach the box by its key, and type."""
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.insert_text(words)
    expect(page.locator("#found")).to_be_visible()


def active(page: Page) -> str:
    """The text of the suggestion that a screen reader would read."""
    return str(page.evaluate("document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.innerText || ''"))


def test_a_page_is_reached_by_keyboard_alone(reader: Readers) -> None:
    page = reader(390, 844).open("/about/")
    typed(page, "天文")
    expect(page.locator("#find")).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text="找到")).to_have_count(1)
    groups = page.get_by_role("listbox").get_by_role("group")
    expect(groups.first).to_have_accessible_name(re.compile(r"^地点 \d+$"))
    assert active(page) == ""
    page.keyboard.press("ArrowDown")
    first = active(page)
    assert "天文" in first
    page.keyboard.press("ArrowDown")
    assert active(page) not in ("", first)
    page.keyboard.press("ArrowUp")
    assert active(page) == first
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(first.split("\n")[0].split(" ")[0])


def test_escape_closes_the_list_and_the_arrows_go_round(reader: Readers) -> None:
    page = reader().open("/about/")
    typed(page, "天文")
    page.keyboard.press("ArrowUp")
    assert "看全部" in active(page)
    page.keyboard.press("ArrowDown")
    assert active(page) == ""
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator("#find")).to_have_value("天文")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q="))
    expect(page.locator("main .row mark").first).to_have_text("天文")


def test_the_key_types_a_stroke_where_one_is_writing(reader: Readers) -> None:
    page = reader().open("/places/")
    page.locator("#q").focus()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_have_value("/")


def test_a_slip_is_offered_what_was_meant(reader: Readers) -> None:
    page = reader().open("/about/")
    typed(page, "科技管")
    offer = page.get_by_role("option", name="是不是找“科技馆”")
    offer.click()
    expect(page.locator("main .row h3").first).to_contain_text("科")
    page = reader().open("/search/?q=科技管")
    page.get_by_role("link", name="“科技馆”").click()
    expect(page.locator("main .row mark").first).to_have_text("科技馆")


@pytest.mark.parametrize(("address", "said"), [("/en/", "See all"), ("/data/hunan/places?_lang=en", "See all"), ("/data/hunan", "看全部")])
def test_the_box_speaks_the_language_of_its_page(reader: Readers, address: str, said: str) -> None:
    page = reader().open(address)
    typed(page, "湿地")
    expect(page.get_by_role("listbox", name=re.compile("找到的|Found")).get_by_role("option").last).to_contain_text(said)
    page.keyboard.press("Enter")
    expect(page.locator("main .row mark").first).to_have_text("湿地")
    assert str(page.evaluate("document.documentElement.lang"))[:2] == ("en" if said == "See all" else "zh")


def test_after_one_button_everything_says_how_far_it_is(reader: Readers) -> None:
    page = reader(permissions=["geolocation"], geolocation=CHANGSHA).open("/search/?q=馆")
    expect(page.locator("main .row").first).to_be_visible()
    page.get_by_role("button", name="由近到远").click()
    expect(page.get_by_role("button", name="由近到远")).to_have_attribute("aria-pressed", "true")
    far = [metres(text) for text in page.locator("main .row .meta:first-of-type").all_inner_texts()]
    known = [one for one in far if one is not None]
    assert len(known) > 5
    assert far[: len(known)] == sorted(known)
    page.goto(page.url.partition("/search/")[0] + "/about/")
    typed(page, "湖南博物院")  # its own point is known
    expect(page.get_by_role("listbox")).to_contain_text(re.compile(r"\d(公里|米)"))


def metres(text: str) -> float | None:
    found = re.search(r"([\d.]+)(公里|米)$", text.strip())
    return float(found[1]) * (1000 if found[2] == "公里" else 1) if found else None


def test_a_missing_address_is_searched_for(reader: Readers) -> None:
    page = reader().open(f"/places/{quote('湖南省科学技术馆')}/", 404)
    link = page.get_by_role("link", name="湖南省科学技术馆", exact=True).first
    expect(link).to_be_visible()
    expect(page.locator("#find")).to_have_value("湖南省科学技术馆")
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("湖南省科学技术馆")


@pytest.mark.parametrize(("address", "heading"), [("/search/", "搜索"), ("/en/search/", "Search")])
def test_without_script_the_server_answers(reader: Readers, address: str, heading: str) -> None:
    page = reader(javascript=False).open(address)
    page.locator("#find").fill("湿地")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    expect(page.locator("main .row mark").first).to_have_text("湿地")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


@pytest.fixture
def files(real: Build) -> Iterator[str]:
    """The portal as files in a folder of a plain web server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=real.out))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_folder_of_files_is_searched_as_well(reader: Readers, files: str) -> None:
    visitor: Reader = reader()
    visitor.portal = files
    page = visitor.open("/site/places/p0001/")
    typed(page, "yueyanglou")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/site/search/\?q=yueyanglou"))
    expect(page.locator("main .row mark").first).to_have_text("岳阳楼")
    page.locator("main .row h3 a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("岳阳")
