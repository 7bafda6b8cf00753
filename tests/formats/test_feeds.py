"""Our feeds as a reader's program reads them."""

import sqlite3
from itertools import pairwise

import feedparser
import pytest
from builds import Build
from client import Client
from support import table, tags, with_role

from formats.data import DATA, SCHEMAS


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_feed_reader_reads_every_feed_newest_first(client: Client, real: Build, name: str) -> None:
    path = real.downloads / f"{name}.atom"
    if not path.exists():
        assert client.get(f"/data/hunan/{table(name)}.atom").status_code == 400
        return
    for data in (path.read_bytes(), client.get(f"/data/hunan/{table(name)}.atom").content):
        feed = feedparser.parse(data)
        assert not feed.bozo
        assert (feed.version, feed.feed.title) == ("atom10", SCHEMAS[name]["title"])
        assert all(one.updated >= two.updated for one, two in pairwise(feed.entries))
        assert not feed.entries or feed.feed.updated == feed.entries[0].updated
        keys = [entry.id for entry in feed.entries]
        assert len(keys) == len(set(keys)) == min(100, newsworthy(real, name))
        assert {key.rpartition("/")[2] for key in keys} <= {row[SCHEMAS[name]["primaryKey"]] for row in DATA[name]}


def newsworthy(real: Build, name: str) -> int:
    """How many rows have a day in git's history, a date of their own, or a source that has one."""
    with sqlite3.connect(real.out / "hunan.db") as built:
        changed = {
            key for (key,) in built.execute("select record_id from record_dates where dataset = ? and changed_on is not null", [name])
        }
    schema, registry = SCHEMAS[name], {s["source_id"]: s for s in DATA["sources"]}
    own = [with_role(schema, role) for role in ("as_of", "published", "read", "start")]
    cited = with_role(schema, "sources")
    dated = {key for key, source in registry.items() if source["published_on"] or source["read_on"]}
    return sum(
        row[schema["primaryKey"]] in changed or any(row[c] for c in own if c) or bool(cited and dated & set(row[cited].split(";")))
        for row in DATA[name]
    )


def test_links_of_a_feed_lead_to_pages(client: Client, real: Build) -> None:
    filed = feedparser.parse((real.downloads / "museums.atom").read_bytes())
    asked = feedparser.parse(client.get("/data/hunan/museums.atom").content)
    assert [entry.link for entry in filed.entries] == [entry.link.replace("http://portal/", "../") for entry in asked.entries]
    assert all((real.downloads / entry.link / "index.html").is_file() for entry in filed.entries)
    assert asked.feed.links[0].href == "http://portal/data/hunan/museums.atom"


def test_the_front_page_offers_one_feed_of_everything(real: Build) -> None:
    offered = {a["href"] for _, a in tags(real.page(""), "link") if a.get("rel") == "alternate" and a.get("type") == "application/atom+xml"}
    assert offered == {"./downloads/changes.atom"}
    feed = feedparser.parse((real.downloads / "changes.atom").read_bytes())
    assert not feed.bozo
    assert len(feed.entries) == 100
    assert all(one.updated >= two.updated for one, two in pairwise(feed.entries))


def test_a_feed_is_of_the_filter_it_was_asked_with(client: Client) -> None:
    feed = feedparser.parse(client.get("/data/hunan/places.atom", kind="museum").content)
    kinds = {row["place_id"]: row["kind"] for row in DATA["places"]}
    assert feed.entries
    assert {kinds[entry.id.rpartition("/")[2]] for entry in feed.entries} == {"museum"}
    assert feed.feed.id != feedparser.parse(client.get("/data/hunan/places.atom").content).feed.id
