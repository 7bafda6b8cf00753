"""The API's pages speak Chinese and English; `?_lang=en` is kept by every link, without script and without a cookie."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from client import Client
from support import schemas, table, tags

PAGES = [
    "/data/",
    "/data/hunan",
    "/data/hunan/places",
    "/data/hunan/museums",
    "/data/hunan/places_roles",
    "/data/hunan/all_records",
    "/data/hunan/record_sources",
    "/data/hunan?sql=drop+table+places",
    "/data/hunan/places/p0001",
    "/data/hunan?sql=select+place_id,name+from+places+limit+3",
    "/data/hunan?sql=select+nothing",
    "/data/hunan/places_near?lon=112.98&lat=28.20&km=10",
    "/data/hunan/nothing",
]
SCHEMAS = schemas()
SLOW = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"


def english(address: str) -> str:
    """The same page in English."""
    return address + ("&" if "?" in address else "?") + "_lang=en"


def links(text: str) -> list[str]:
    """Where a page leads within the API, but to files and to itself in the other language."""
    found = [a["href"] for tag, a in tags(text) if tag == "a" and a.get("hreflang") is None and "href" in a]
    paths = ((link, urlsplit(html.unescape(link)).path) for link in found)
    return [link for link, path in paths if path.startswith("/data/") and "." not in path.rpartition("/")[2]]


@pytest.mark.parametrize("address", PAGES)
def test_every_link_of_an_english_page_leads_to_an_english_one(client: Client, address: str) -> None:
    found = links(client.get(english(address)).text)
    assert found
    assert not [link for link in found if parse_qs(urlsplit(html.unescape(link)).query).get("_lang") != ["en"]]
    assert not [link for link in links(client.get(address).text) if "_lang" in link]


@pytest.mark.parametrize("address", PAGES)
def test_the_switch_leads_to_the_same_page_in_the_other_language_and_back(client: Client, address: str) -> None:
    for asked, lang, other in ((address, "zh-CN", "en"), (english(address), "en", "zh-CN")):
        text = client.get(asked).text
        assert f'<html lang="{lang}">' in text
        (switch,) = {a["href"] for tag, a in tags(text) if tag == "a" and a.get("hreflang") == other}
        assert f'<html lang="{other}">' in client.get(html.unescape(switch)).text
        assert urlsplit(switch).path == urlsplit(address).path


@pytest.mark.parametrize("address", PAGES)
def test_an_english_page_holds_no_chinese_of_its_own(client: Client, address: str) -> None:
    """Names and labels of the data stay as they are; forms, headings and buttons do not."""
    text = re.sub(r"<(td|dd|pre|header class=\"head\"|footer|ul class=\"pick-one\").*?</\1?.*?>", "", client.get(english(address)).text)
    own = re.findall(r"<(?:h1|h2|h3|summary|label|button|option|th)[^>]*>([^<]*[\u4e00-\u9fff][^<]*)<", text)
    own += re.findall(r"(?:aria-label|placeholder)=\"([^\"：:]*[\u4e00-\u9fff][^\"：:]*)\"", text)
    names = {record for record in own if address.startswith("/data/hunan/places/p")}
    assert not [words for words in own if words not in names]


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_column_is_headed_by_its_title_in_the_language_of_the_page(client: Client, name: str) -> None:
    for address, titles in (
        (f"/data/hunan/{table(name)}", [f["title"] for f in SCHEMAS[name]["fields"]]),
        (f"/data/hunan/{table(name)}?_lang=en", [f["x-kepu"]["title_en"] for f in SCHEMAS[name]["fields"]]),
    ):
        listed = re.findall(r"<dt>(.*?)</dt><dd><code>", client.get(address).text.partition('id="columns"')[2])
        assert [html.unescape(found) for found in listed if found] != []
        assert all(html.unescape(found).startswith(title) for found, title in zip(listed, titles, strict=True))


def test_every_ready_made_query_is_explained_in_both_languages(client: Client) -> None:
    for address, chinese in (("/data/hunan", True), ("/data/hunan?_lang=en", False)):
        told = re.findall(
            r'<span class="sub">(.+)</span></li>', client.get(address).text.partition('id="queries"')[2].partition("</ul>")[0]
        )
        assert len(told) > 10
        assert all(bool(re.search(r"[\u4e00-\u9fff]", text)) == chinese for text in told)


def test_a_number_is_headed_by_its_unit(client: Client) -> None:
    assert "建筑面积（平方米）" in client.get("/data/hunan/science_museums").text
    assert "Floor area (m²)" in client.get("/data/hunan/science_museums?_lang=en").text


def test_a_foreign_key_is_named_and_leads_to_its_row_and_its_page(client: Client) -> None:
    row = client.rows("/data/hunan/science_museums.json", _size=1)[0]
    place = client.rows(f"/data/hunan/places/{row['place_id']}.json")[0]
    for address in ("/data/hunan/science_museums?_size=1", "/data/hunan?sql=select+place_id+from+science_museums+limit+1"):
        text = client.get(address).text
        assert f'href="/data/hunan/places/{row["place_id"]}"' in text or f'href="/data/hunan/science_museums/{row["place_id"]}"' in text
        assert f'href="/places/{row["place_id"]}/"' in text
    assert f">{place['name']}</a> <code>{row['place_id']}</code>" in text


def test_a_limit_is_explained_in_the_language_of_the_page(client: Client) -> None:
    zh, en = (client.get("/data/hunan", sql=SLOW, **more).text for more in ({}, {"_lang": "en"}))
    for text, said, not_said in ((zh, "查得太久", "The statement was stopped"), (en, "The statement was stopped", "查得太久")):
        alert = text.partition('role="alert"')[2].partition("</div>")[0]
        assert said in alert
        assert not_said not in alert
        assert 'href="/catalog/"' in alert


def test_every_example_on_the_sql_page_finds_rows(client: Client) -> None:
    text = client.get("/data/hunan").text.partition('id="examples"')[2].partition("</details>")[0]
    found = re.findall(r'href="([^"]+)"', text)
    assert len(found) > 4
    for link in found:
        sql = parse_qs(urlsplit(html.unescape(link)).query)["sql"][0]
        assert client.rows("/data/hunan.json", sql=sql)
