"""From a word to the page of what it names."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from support import ROOT, rows

from browser.reader import Readers

WITH_AND_WITHOUT_SCRIPT = pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])


def find(page: Page, words: str) -> None:
    """Type into the search box of the page and press enter."""
    page.get_by_label("找地方、路线、奖项、学会").fill(words)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q="))


@WITH_AND_WITHOUT_SCRIPT
def test_a_word_typed_on_the_front_page_leads_to_the_page_of_a_hall(reader: Readers, javascript: bool) -> None:
    page = reader(javascript=javascript).open("/")
    find(page, "博物馆")
    named = {row["place_id"] for row in rows(ROOT / "datasets/places.csv") if "博物馆" in row["name"]}
    while page.get_by_role("button", name="再看一些").count():
        page.get_by_role("button", name="再看一些").click()
    links = page.locator("main .row h3 a")
    expect(links.first).to_be_visible()
    found = {str(link.get_attribute("href")).rstrip("/").rpartition("/")[2] for link in links.all()}
    assert named <= found
    name = links.first.inner_text()
    links.first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.get_by_role("heading", name="出处")).to_be_visible()


def test_every_dataset_named_in_the_results_lists_as_many_as_it_says(reader: Readers) -> None:
    page = reader(javascript=False).open("/search/?q=长沙")
    said = {str(chip.get_attribute("href")): int(chip.locator("span").inner_text()) for chip in page.locator("main .chip").all()[1:]}
    assert said
    listed = {}
    for address in said:
        page.goto(page.url.partition("?")[0] + address)
        listed[address] = page.locator("main .row").count()
    assert listed == said


@WITH_AND_WITHOUT_SCRIPT
def test_a_word_found_nowhere_gets_a_way_on(reader: Readers, javascript: bool) -> None:
    page = reader(javascript=javascript).open("/")
    find(page, "火星基地")
    expect(page.get_by_text("没有找到“火星基地”")).to_be_visible()
    page.get_by_role("link", name="欢迎补一条").click()
    expect(page).to_have_url(re.compile("/contribute/edit/$"))
