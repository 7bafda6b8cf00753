"""List pages: whole without script, narrower with it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

import pytest
from playwright.sync_api import Locator, Page, expect
from support import ROOT, rows, schemas, table

from browser.reader import Readers

SCHEMAS = schemas()
PLACES = rows(ROOT / "datasets/places.csv")
MUSEUMS = {row["place_id"] for row in PLACES if row["kind"] == "museum"}


def shown(page: Page) -> Locator:
    """The rows of a list that are not filtered out."""
    return page.locator("[data-list] .row:visible")


def ids(page: Page) -> set[str]:
    """Their records."""
    return set(shown(page).evaluate_all("all => all.map(one => one.id)"))


def count(page: Page) -> Locator:
    """What the list says of itself."""
    return page.locator("[data-count]")


@pytest.mark.parametrize("name", ["places", "museums", "societies", "award-recipients"])
def test_without_script_a_list_links_to_every_record_and_its_facets_to_as_many_rows_as_they_say(reader: Readers, name: str) -> None:
    page = reader(javascript=False).open(f"/{name}/")
    records = rows(ROOT / f"datasets/{name}.csv")
    links = page.locator("[data-list] .row h3 a:visible").evaluate_all("all => all.map(one => one.href)")
    assert len(links) == len(records)
    assert {PurePosixPath(link).name for link in links} == {row[SCHEMAS[name]["primaryKey"]] for row in records}
    expect(count(page)).to_have_text(re.compile(rf"^{len(records):,}\D"))
    expect(page.locator(".find-in")).to_be_hidden()

    picks = page.locator("a[data-field]").evaluate_all(
        "all => all.map(one => [one.href, Number(one.querySelector(':scope > span').textContent)])"
    )
    assert picks
    for address, said in picks:
        path, _, query = address.partition("?")
        answer = page.request.get(f"{path}.json?{query}&_size=0").json()
        assert (address, answer["filtered_table_rows_count"]) == (address, said)


def test_without_script_a_facet_opens_the_table_in_the_database(reader: Readers) -> None:
    page = reader(javascript=False).open("/places/")
    page.get_by_text("筛选", exact=True).click()
    page.get_by_text("种类", exact=True).click()
    page.locator("a[data-field=kind][data-value=museum]").click()
    expect(page).to_have_url(re.compile(rf"/data/hunan/{table('places')}\?kind=museum"))
    expect(page.locator("main")).to_contain_text(f"{len(MUSEUMS)}")


def test_without_script_the_map_page_lists_every_place_as_a_link(reader: Readers) -> None:
    page = reader(javascript=False).open("/map/")
    links = page.locator("#hits li[data-id]:not([hidden]) a").evaluate_all("all => all.map(one => one.href)")
    assert sorted(PurePosixPath(link).name for link in links) == sorted(row["place_id"] for row in PLACES)
    expect(page.locator("#filters")).to_be_hidden()
    page.locator("summary", has_text="怀化").click()
    expect(page.locator("[data-prefecture='431200'] li").first).to_be_visible()


def test_typing_and_picking_narrow_a_list_and_the_address_keeps_both(reader: Readers) -> None:
    page = reader().open("/places/")
    page.get_by_role("searchbox").fill("长沙")
    expect(count(page)).not_to_have_text(f"{len(PLACES)}处")
    typed = ids(page)
    assert typed >= {row["place_id"] for row in PLACES if "长沙" in row["name"]}
    expect(count(page)).to_have_text(f"{len(typed)}处")

    page.locator("a[data-field=kind][data-value=museum]").click()
    expect(page.locator("a[data-field=kind][aria-current]")).to_have_attribute("data-value", "museum")
    both = ids(page)
    assert both == typed & MUSEUMS
    assert both
    assert both < typed
    expect(count(page)).to_have_text(f"{len(both)}处")
    assert page.locator("[data-group]:visible").count() == len({row["prefecture_code"] for row in PLACES if row["place_id"] in both})

    page.reload()
    assert ids(page) == both
    expect(page.get_by_role("searchbox")).to_have_value("长沙")
    page.locator("a[data-field=kind][aria-current]").click()
    page.get_by_role("searchbox").fill("")
    expect(shown(page)).to_have_count(len(PLACES))
    expect(page).to_have_url(re.compile("/places/$"))


def test_a_list_narrowed_to_nothing_says_what_to_do(reader: Readers) -> None:
    page = reader().open("/societies/?q=火星")
    expect(shown(page)).to_have_count(0)
    expect(page.get_by_text("没有符合的记录。换个词")).to_be_visible()


def test_numbers_on_the_front_page_are_those_their_links_show(reader: Readers) -> None:
    page = reader().open("/")
    said = page.locator("main a:is([href*='map/?'], [href*='places/?'])").evaluate_all(
        "all => all.map(one => [one.href, (one.textContent.match(/\\d+/) || [''])[0]])"
    )
    numbers = {address: {int(number) for at, number in said if at == address and number} for address, _ in said}
    one_a_filter = {address.partition("=")[0]: address for address, found in numbers.items() if found}
    assert len(one_a_filter) >= 3
    for address in one_a_filter.values():
        page.goto(address)
        of_list = page.locator("#hits-count, [data-count]").first.inner_text()
        assert (address, numbers[address]) == (address, {int(re.sub(r"\D", "", of_list))})
