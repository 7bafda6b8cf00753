"""Law 6: no page loads anything from another host."""

import re

import pytest
from builds import Build
from client import Client
from support import tags

# Tag → attributes whose address a browser fetches or sends to by itself; <a href> waits for a reader.
LOADS = {
    "script": ("src",), "img": ("src", "srcset"), "iframe": ("src",), "embed": ("src",), "object": ("data",), "source": ("src", "srcset"),
    "video": ("src", "poster"), "audio": ("src",), "track": ("src",), "use": ("href", "xlink:href"), "image": ("href", "xlink:href"),
    "input": ("src",), "form": ("action",), "base": ("href",), "body": ("background",),
}  # fmt: skip
FOREIGN = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
# Named in scripts, and never asked for.
NAMED = {
    "http://www.w3.org/2000/svg",  # what an SVG element is
    "https://leafletjs.com",  # Leaflet's own line, a link
    "http://www.topografix.com/GPX/1/1",  # what a GPX element is
}


def loaded(page: str) -> list[str]:
    """Every address a browser would fetch for a page."""
    found = [attributes[a] for tag, attributes in tags(page, *LOADS) for a in LOADS[tag] if a in attributes]
    found += [attributes["href"] for _, attributes in tags(page, "link") if attributes.get("rel") not in ("canonical", "alternate")]
    return found + re.findall(r"url\(\s*['\"]?(.*?)['\"]?\s*\)", page) + re.findall(r"@import\s+['\"](.*?)['\"]", page)


def test_no_page_of_the_portal_loads_from_elsewhere(real: Build) -> None:
    pages = [(path, loaded(page)) for path, page in real.pages()]
    assert all(found for _, found in pages)
    assert [(path, address) for path, found in pages for address in found if FOREIGN.match(address)] == []


def test_no_style_sheet_loads_from_elsewhere(real: Build) -> None:
    sheets = sorted(real.site.rglob("*.css"))
    assert sheets
    assert [(s.name, address) for s in sheets for address in loaded(s.read_text("utf-8")) if FOREIGN.match(address)] == []


def test_no_script_names_another_host(real: Build) -> None:
    scripts = sorted(real.site.rglob("*.js"))
    assert scripts
    named = {
        (s.name, address)
        for s in scripts
        for address in re.findall(r"(?:https?:|wss?:)?//[\w.-]+\.[a-z]{2,}[\w./-]*", s.read_text("utf-8"))
    }
    assert {(name, address) for name, address in named if address not in NAMED} == set()


@pytest.mark.parametrize(
    "address", ["/data/", "/data/hunan", "/data/hunan/places", "/data/hunan/places/p0001", "/data/hunan?sql=select+1", "/search/?q=湖"]
)
def test_no_page_of_the_server_loads_from_elsewhere(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    own = [a for a in loaded(answer.text) if not a.startswith("#")]
    assert own
    assert [a for a in own if FOREIGN.match(a)] == []
    for sheet in (a for a in own if a.endswith((".css", ".js"))):
        assert client.get(sheet if sheet.startswith("/") else f"/search/{sheet}").status_code == 200
