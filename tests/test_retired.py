"""An id that was merged answers 301 and one withdrawn 410 with its reason, on the portal and in every format of the API."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from builds import build, small_root
from client import Client

# A merged id, one withdrawn, a chain to each, and one that went to another dataset.
WRECKS = """from_table,old_id,now,into,why
havens,h9,t2,towers,其实是灯塔
towers,t6,t9,,和雾岛旧塔是同一座
towers,t7,t8,,和石角旧塔是同一座
towers,t8,t1,,和石角灯塔是同一座
towers,t9,,,沉没了
"""
COLUMN = {
    "name": "into", "type": "string", "title": "新表", "description": "并入了哪张表。",
    "x-kepu": {"title_en": "Into", "description_en": "The dataset it was merged into.", "role": "target_dataset"},
}  # fmt: skip
# Rows that add a column to towers.
KEEPERS = {
    "name": "keepers", "title": "守塔人", "description": "一行是一座灯塔的守塔人。", "primaryKey": "tower_id",
    "foreignKeys": [{"fields": "tower_id", "reference": {"resource": "towers", "fields": "tower_id"}}],
    "fields": [
        {"name": "tower_id", "type": "string", "title": "灯塔", "description": "哪座灯塔。", "x-kepu": {"title_en": "Tower", "description_en": "The tower.", "role": "label"}},
    ],
    "x-kepu": {"title_en": "Keepers", "description_en": "One row is the keeper of a tower.", "section": "data", "unit": "位", "licence": "CC0"},
}  # fmt: skip


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """The small root with more ids retired, served."""
    root = small_root(tmp_path_factory.mktemp("retired") / "root")
    schema = json.loads((root / "schemas/wrecks.json").read_text("utf-8"))
    schema["fields"].insert(3, COLUMN)
    (root / "schemas/wrecks.json").write_text(json.dumps(schema), "utf-8")
    (root / "schemas/keepers.json").write_text(json.dumps(KEEPERS), "utf-8")
    (root / "datasets/keepers.csv").write_text("tower_id\nt1\n", "utf-8")
    (root / "datasets/wrecks.csv").write_text(WRECKS, "utf-8")
    client = Client(build(root, Path(root, "build")))
    yield client
    client.close()


# Old → new, as table/id: on the portal and in the API alike, for datasets whose names have no hyphen.
MOVED = {
    "towers/t8": "towers/t1",
    "towers/t7": "towers/t1",
    "havens/h9": "towers/t2",
    "keepers/t8": "keepers/t1",
    "keepers/t7": "keepers/t1",
}


@pytest.mark.parametrize("old", MOVED)
@pytest.mark.parametrize("ending", ["", ".json", ".geojson", ".atom", ".json?_shape=objects&x=%E5%A1%94"])
def test_a_merged_row_moves_in_the_format_it_was_asked_for(portal: Client, old: str, ending: str) -> None:
    answer = portal.get(f"/data/coast/{old}{ending}")
    assert (answer.status_code, answer.headers["location"]) == (301, f"/data/coast/{MOVED[old]}{ending}")
    assert portal.get(answer.headers["location"]).status_code in {200, 400}  # what has no points refuses GeoJSON


@pytest.mark.parametrize("old", MOVED)
def test_the_portal_leads_to_the_same_record(portal: Client, old: str) -> None:
    answer = portal.get(f"/{old}/")
    assert (answer.status_code, answer.headers["location"]) == (301, f"/{MOVED[old]}/")


@pytest.mark.parametrize(("table", "key"), [("towers", "t9"), ("towers", "t6"), ("keepers", "t9")])
def test_a_withdrawn_row_is_gone_and_says_why(portal: Client, table: str, key: str) -> None:
    said = portal.get(f"/data/coast/{table}/{key}.json")
    assert (said.status_code, said.json()["error"], said.json()["ok"]) == (410, "沉没了", False)
    for address in (f"/data/coast/{table}/{key}", f"/{table}/{key}/"):
        page = portal.get(address)
        assert (page.status_code, "沉没了" in page.text) == (410, True)
        assert page.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("address", ["/data/coast/towers/t99.json", "/data/coast/havens/t8.json", "/towers/t99/"])
def test_what_never_was_is_not_found(portal: Client, address: str) -> None:
    assert portal.get(address).status_code == 404


def test_a_living_row_answers_itself(portal: Client) -> None:
    assert portal.rows("/data/coast/towers/t1.json")[0]["tower_id"] == "t1"
