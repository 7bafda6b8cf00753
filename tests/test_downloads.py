"""What is offered to take away: whole, checkable, and readable without a network."""

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin
from zipfile import ZipFile

import pytest
from builds import Build
from client import Client
from support import rows, schemas, tags

SCHEMAS = schemas()
HERE = "http://portal/"


def valid(folder: Path) -> str:
    """What `frictionless validate` says against the descriptor in a folder; empty when nothing."""
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""


def test_the_checksums_are_right_and_cover_every_file(real: Build) -> None:
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=real.downloads, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    named = {line.split(": ")[0] for line in done.stdout.splitlines()}
    assert named == {path.name for path in real.downloads.iterdir()} - {"SHA256SUMS"}


def test_frictionless_finds_nothing_to_correct(real: Build) -> None:
    assert valid(real.downloads) == ""


def test_the_zip_is_whole_valid_and_explains_itself_offline(real: Build, tmp_path: Path) -> None:
    with ZipFile(real.downloads / "science-hunan.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path)
    folder = tmp_path / "science-hunan"
    assert valid(folder) == ""
    for name in [*(f"{name}.csv" for name in SCHEMAS), "science-hunan.db"]:
        assert (folder / name).read_bytes() == (real.downloads / name).read_bytes()
    assert schemas(folder) == SCHEMAS
    page = (folder / "README.html").read_text("utf-8")
    links = {a["href"] for _, a in tags(page, "a") if not a["href"].startswith("http")}
    ids = {a["id"] for _, a in tags(page) if "id" in a}
    assert {f"{name}.csv" for name in SCHEMAS} <= links
    assert [link for link in links if not (link[1:] in ids if link.startswith("#") else (folder / link).is_file())] == []
    assert {f"{name}.{field['name']}" for name, schema in SCHEMAS.items() for field in schema["fields"]} <= ids


def test_the_data_page_offers_every_file_with_its_size(real: Build) -> None:
    page = real.page("catalog")
    offered = dict(re.findall(r'<li><a href="\.\./downloads/([^"]+)" download>[^<]*</a><span class="sub">([\d.]+ [KM]B)，', page))
    sizes = {path.name: path.stat().st_size for path in real.downloads.iterdir()}
    assert set(offered) == set(sizes)
    for name, shown in offered.items():
        number, unit = shown.split()
        exact = sizes[name] / {"KB": 1000, "MB": 1_000_000}[unit]
        assert abs(float(number) - exact) <= max(0.5 if unit == "KB" else 0.05, 1 - exact), name


@pytest.mark.parametrize("name", [name for name in SCHEMAS if name != "redirects"])
def test_a_list_page_offers_every_file_of_its_dataset(real: Build, name: str) -> None:
    own = {path.name for path in real.downloads.iterdir() if path.name.partition(".")[0] == name}
    links = {a["href"].removeprefix("../downloads/") for _, a in tags(real.page(name), "a") if a["href"].startswith("../downloads/")}
    assert links == own


@pytest.mark.parametrize(
    ("name", "media"),
    [
        ("places.csv", "text/csv; charset=utf-8"),
        ("places.geojson", "application/geo+json"),
        ("places.parquet", "application/vnd.apache.parquet"),
        ("science-hunan.db", "application/vnd.sqlite3"),
        ("science-hunan.zip", "application/zip"),
        ("catalog.jsonld", "application/ld+json"),
        ("openapi.json", "application/vnd.oai.openapi+json;version=3.1"),
        ("SHA256SUMS", "text/plain; charset=utf-8"),
    ],
)
def test_a_file_is_sent_as_what_it_is(client: Client, name: str, media: str) -> None:
    assert client.get(f"/downloads/{name}").headers["content-type"] == media


def test_llms_txt_names_every_dataset_and_its_links_lead_somewhere(client: Client) -> None:
    answer = client.get("/llms.txt")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text.startswith("# 科普湖南")
    assert all(f"· {schema['title']}\n" in answer.text for schema in SCHEMAS.values())
    links = set(re.findall(r"\]\(([^)]+)\)", answer.text))
    assert {f"downloads/{name}.parquet" for name in SCHEMAS} <= links
    assert [link for link in sorted(links) if client.get(urljoin(HERE, link)).status_code != 200] == []
    assert "&amp;" not in answer.text


def test_once_the_portal_has_an_address_what_travels_names_it(small: Path) -> None:
    settings = small / "mkdocs.yml"
    from builds import build

    assert not (build(small, small / "before").site / "sitemap.xml").exists()
    settings.write_text(settings.read_text("utf-8") + "site_url: https://coast.example/open/\n", "utf-8")
    made = build(small, small / "build")
    out = made.downloads
    assert '"https://coast.example/open/downloads/towers.parquet"' in (out / "catalog.jsonld").read_text("utf-8")
    assert '"https://coast.example/open/downloads/towers.csv"' in (out / "croissant.json").read_text("utf-8")
    assert '"url": "https://coast.example/open/"' in (out / "openapi.json").read_text("utf-8")
    assert rows(out / "towers.csv")
    assert re.findall("<loc>(.*)</loc>", (made.site / "sitemap.xml").read_text("utf-8")) == ["https://coast.example/open/sitemap-1.xml"]
    listed = re.findall("<loc>(.*)</loc>", (made.site / "sitemap-1.xml").read_text("utf-8"))
    assert [f"https://coast.example/open/towers/{row['tower_id']}/" for row in rows(out / "towers.csv")] == [
        one for one in listed if "/towers/" in one
    ]
