"""The invented land and a server for each service."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from builds import small_root
from geoservices import PROTOCOLS, World, serving

from geocode.land import FIELDS, KEEPERS, KEY, LAND, WEB, column, square
from kepu.geocode import accuracy, asking, providers


@pytest.fixture
def land(tmp_path: Path) -> Path:
    """The root of the invented land."""
    root = small_root(tmp_path / "root")
    coasts = json.loads((root / "schemas/coasts.json").read_text("utf-8"))
    more = {"short": "short_name", "tier": "level", "lon": "lon", "lat": "lat", "remark": "note"}
    coasts["fields"] += [column(name, name, role=role) for name, role in more.items()]
    (root / "schemas/coasts.json").write_text(json.dumps(coasts), "utf-8")
    keepers = {
        "name": "keepers", "title": "守塔人", "description": "一行是一位。", "primaryKey": "keeper_id",
        "fields": [column(name, title, **role) for name, (title, role) in FIELDS.items()],
        "x-kepu": {"title_en": "Keepers", "description_en": "One row is one.", "section": "data", "unit": "位", "licence": "CC0"},
    }  # fmt: skip
    (root / "schemas/keepers.json").write_text(json.dumps(keepers), "utf-8")
    marks = dict.fromkeys(accuracy.CLASSES, "hatched") | dict.fromkeys(accuracy.OWN, "solid")
    (root / "schemas/vocabularies/sureness.csv").write_text(
        "code,label,label_en,mark\n" + "".join(f"{c},{c},{c},{m}\n" for c, m in marks.items()), "utf-8"
    )
    (root / "datasets/coasts.csv").write_text(LAND, "utf-8")
    (root / "datasets/keepers.csv").write_text(KEEPERS, "utf-8")
    for file, codes in {"bays": ("A1", "A2", "B1"), "coasts": ("A", "B"), "land": ("L",)}.items():
        (root / f"datasets/boundaries/{file}.geojson").write_text(json.dumps({"features": [square(c) for c in codes]}), "utf-8")
    return root


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the waiting, and with keys."""
    monkeypatch.setattr(asking, "RETRY_WAIT", 0.01)
    monkeypatch.setattr(asking, "TIMEOUT", 0.4)
    for name, provider in list(providers.PROVIDERS.items()):
        monkeypatch.setitem(providers.PROVIDERS, name, replace(provider, delay=0.0))
        if provider.variable:
            monkeypatch.setenv(provider.variable, KEY)
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(params=WEB)
def name(request: pytest.FixtureRequest) -> str:
    """Each web service in turn."""
    return request.param


@pytest.fixture
def world(name: str) -> Iterator[World]:
    """Its server."""
    with serving(PROTOCOLS[name]) as found:
        yield found
