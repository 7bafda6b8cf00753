"""Every link of the portal leads somewhere, and every page is one a reader and a screen reader can use."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from builds import Build
from support import tags

# Answered by the server, not by a file: test_api.py and test_search.py.
SERVED = ("/data/", "/search/", "/reconcile", "/-/")
HERE = "http://portal"
# Data is no script: no browser runs it.
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?! type=\"application/(?:ld\+)?json\"(?: id=\"[a-z]+\")?>)[^>]*>|\son[a-z]+=\"|\sstyle=\"|<style|javascript:",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Page:
    """What the tests ask of one page."""

    address: str
    text: str
    ids: list[str]
    links: list[str]
    uses: set[str]
    fields: set[str]
    described: set[str]


@pytest.fixture(scope="module")
def pages(real: Build) -> dict[str, Page]:
    """Every page by its address."""
    found = (_read("/" + path.removesuffix("index.html"), text) for path, text in real.pages())
    return {page.address: page for page in found}


def _read(address: str, text: str) -> Page:
    ids, links, uses, fields, described = [], [], set(), set(), set()
    for tag, attributes in tags(text):
        if "id" in attributes:
            ids.append(attributes["id"])
        if tag == "use":
            uses.add(attributes["href"].removeprefix("#"))
        elif tag in ("a", "link", "form", "script", "img"):
            links += [attributes[a] for a in ("href", "src", "action") if a in attributes]
        elif tag in ("input", "select", "textarea"):
            fields.add(attributes.get("id", ""))
        elif tag == "label" and "for" in attributes:
            described.add(attributes["for"])
    return Page(address, text, ids, links, uses, fields - {""}, described)


def test_every_internal_link_and_fragment_leads_somewhere(real: Build, pages: dict[str, Page]) -> None:
    targets = {page.address: set(page.ids) for page in pages.values()}
    broken = set()
    for page in pages.values():
        for link in set(page.links):
            url = urlsplit(urljoin(f"{HERE}{page.address}", link))
            if f"{url.scheme}://{url.netloc}" != HERE or url.path.startswith(SERVED):
                continue
            path, fragment = unquote(url.path), unquote(url.fragment)
            if path not in targets and not (real.site / path.lstrip("/")).is_file():
                broken.add((page.address, link, "no such page"))
            elif fragment and fragment not in targets[path]:
                broken.add((page.address, link, "no such fragment"))
    assert sorted(broken)[:20] == []


def test_every_page_can_be_reached_by_links_from_the_home_page(pages: dict[str, Page]) -> None:
    """But for the page of a role, which shows the whole of what plays it and names that page as its own, and for what stands in for a page."""
    reached, waiting = set(), ["/"]
    while waiting:
        address = waiting.pop()
        if address not in reached:
            reached.add(address)
            waiting += [urlsplit(urljoin(f"{HERE}{address}", link)).path for link in pages[address].links] if address in pages else []
    apart = {page.address for page in pages.values() if 'rel="canonical"' in page.text or 'content="noindex"' in page.text}
    assert sorted(set(pages) - reached - apart)[:20] == []


def test_every_page_names_its_language_and_has_a_title_and_one_heading(pages: dict[str, Page]) -> None:
    wrong = []
    for page in pages.values():
        lang = "en" if page.address.startswith("/en/") else "zh-CN"
        opened = re.match(rf'<!doctype html>\s*<html lang="{lang}">', page.text, re.IGNORECASE)
        titled = re.search(r"<title>\S.*</title>", page.text)
        if not (opened and titled and page.text.count("<h1") == 1):
            wrong.append(page.address)
    assert wrong[:20] == []


def test_no_page_has_inline_style_or_script(pages: dict[str, Page]) -> None:
    assert [(page.address, found.group(0)) for page in pages.values() if (found := INLINE.search(page.text))][:20] == []


def test_no_id_stands_twice_on_a_page(pages: dict[str, Page]) -> None:
    assert [(p.address, i) for p in pages.values() if len(p.ids) != len(set(p.ids)) for i in {i for i in p.ids if p.ids.count(i) > 1}][
        :20
    ] == []


def test_every_drawing_that_is_used_is_on_the_page(pages: dict[str, Page]) -> None:
    assert [(page.address, page.uses - set(page.ids)) for page in pages.values() if page.uses - set(page.ids)][:20] == []


def test_every_label_has_its_field_and_every_named_field_a_label(pages: dict[str, Page]) -> None:
    assert [(page.address, page.fields ^ page.described) for page in pages.values() if page.fields ^ page.described][:20] == []


def test_a_page_that_is_not_found_keeps_its_styles_wherever_it_is_asked_for(pages: dict[str, Page]) -> None:
    assert [link for link in pages["/404.html"].links if not link.startswith(("/", "http", "#"))] == []


def test_no_template_leaves_its_own_words_on_a_page(pages: dict[str, Page]) -> None:
    left = re.compile(r"\{\{|\{%|\bNone\b|Undefined|&lt;(?:span|a|svg)\b")
    assert [(page.address, found.group(0)) for page in pages.values() if (found := left.search(page.text))][:20] == []
