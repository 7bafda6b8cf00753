"""The page of a place says what today holds, at the hour in China and not where the phone thinks it is."""

import pytest
from playwright.sync_api import expect

from browser.reader import Readers

# Open Tuesday to Sunday and on public holidays, as the museum itself said in 2022.
MUSEUM = "/places/p0055/"
# Open Wednesday to Sunday with a break at noon, of holidays nothing, as the press said in 2022.
HALL = "/places/p0002/"
# From 8:30 to 17:30; on which days, nobody wrote.
CAVE = "/places/p0483/"


@pytest.mark.parametrize(
    ("address", "at", "line", "weekday"),
    [
        (MUSEUM, "2026-11-24T02:00:00Z", "现在应该开着，17:00关", "周二"),
        (MUSEUM, "2026-11-23T02:00:00Z", "现在应该关着，明天9:00开", "周一"),
        (MUSEUM, "2026-11-23T23:30:00Z", "现在应该关着，9:00开", "周二"),
        (MUSEUM, "2026-10-05T02:00:00Z", "现在应该开着，17:00关", "周一"),
        (HALL, "2026-11-25T05:00:00Z", "现在应该关着，14:00开", "周三"),
        (HALL, "2026-10-05T02:00:00Z", "今天开不开，说不准今天放国庆节假，来源没写放假开不开。", "周一"),
        (HALL, "2027-03-03T02:00:00Z", "今天开不开，说不准这一天是不是放假，通知还没有收进来。", "周三"),
        (CAVE, "2026-11-24T02:00:00Z", "今天开不开，说不准来源写了几点到几点，没写哪几天开。", "周二"),
        (CAVE, "2026-11-24T14:00:00Z", "现在应该关着，明天8:30以后说不准", "周二"),
    ],
)
def test_today_in_words(reader: Readers, address: str, at: str, line: str, weekday: str) -> None:
    visitor = reader(timezone_id="America/New_York")
    visitor.page.clock.set_fixed_time(at)
    page = visitor.open(address)
    expect(page.locator("[data-now]")).to_have_text(line)
    expect(page.locator("#week [aria-current] th")).to_have_text(weekday)


def test_without_script_the_week_stands_and_nothing_claims_to_know_the_day(reader: Readers) -> None:
    page = reader(width=390, javascript=False).open(HALL)
    expect(page.locator("[data-now]")).to_be_hidden()
    expect(page.get_by_role("row", name="周三 9:00—12:00，14:00—17:00")).to_be_visible()
    expect(page.get_by_role("row", name="放假 来源没写")).to_be_visible()


def test_in_english_too(reader: Readers) -> None:
    visitor = reader(width=390)
    visitor.page.clock.set_fixed_time("2026-10-05T02:00:00Z")
    page = visitor.open("/en" + MUSEUM)
    expect(page.locator("[data-now]")).to_have_text("Should be open now, until 17:00")
    page.get_by_role("link", name="中文").click()
    expect(page.locator("[data-now]")).to_have_text("现在应该开着，17:00关")
    expect(page.locator("[data-holidays]")).to_have_text("国庆节10月1日—10月7日：9:00—17:00")
