"""What the command refuses, and what it leaves to others."""

import json
import re
import shutil
from pathlib import Path

from geoservices import PROTOCOLS, serving
from support import ENGINE, rows

from geocode.land import KEEPERS, ask, codes, geocode
from kepu.commands.geocode import NAMES
from kepu.geocode import providers


def test_a_dataset_without_addresses_or_points_is_refused_by_name(land: Path) -> None:
    status, output = geocode(land, "--dataset", "logbook")
    assert (status, codes(output)) == (2, {"geocode-dataset"})
    assert "keepers" in output


def test_only_the_named_dataset_is_asked_about(land: Path) -> None:
    schema = json.loads((land / "schemas/keepers.json").read_text("utf-8")) | {"name": "pilots", "title": "领航员"}
    (land / "schemas/pilots.json").write_text(json.dumps(schema), "utf-8")
    shutil.copyfile(land / "datasets/keepers.csv", land / "datasets/pilots.csv")
    geocode(land, "--dataset", "pilots")
    assert [p.name for p in (land / "geocoding").iterdir()] == ["pilots.csv"]
    geocode(land, "--limit", "5")
    assert sum(len(rows(p)) for p in (land / "geocoding").iterdir()) == 8


def test_a_refusal_ends_the_asking_about_every_dataset(land: Path) -> None:
    schema = json.loads((land / "schemas/keepers.json").read_text("utf-8")) | {"name": "pilots"}
    (land / "schemas/pilots.json").write_text(json.dumps(schema), "utf-8")
    shutil.copyfile(land / "datasets/keepers.csv", land / "datasets/pilots.csv")
    with serving(PROTOCOLS["amap"]) as world:
        world.every = PROTOCOLS["amap"].bad_key
        assert ask(land, "amap", world)[0] == 1
        assert len(world.asked) == 1


def test_a_table_that_cannot_be_read_stops_the_work(land: Path) -> None:
    (land / "datasets/keepers.csv").write_bytes(KEEPERS.encode("gbk"))
    assert codes(geocode(land)[1]) == {"file-encoding"}
    assert not (land / "geocoding").exists()


def test_both_languages_are_spoken(land: Path) -> None:
    output = geocode(land, "--lang", "en")[1]
    assert "4 rows with an address" in output
    assert "更准" not in output


def test_the_command_offers_exactly_the_services_there_are() -> None:
    assert tuple(providers.PROVIDERS) == NAMES


def test_no_build_depends_on_the_answers() -> None:
    """The clock and the network belong to this verb alone."""
    others = [p for p in sorted((ENGINE / "kepu").rglob("*.py")) if "geocode" not in p.relative_to(ENGINE).as_posix()]
    for path in others:
        text = path.read_text("utf-8")
        assert not re.search(r"kepu\.geocode", text)
        assert "datetime.now" not in text
        assert "date.today" not in text
