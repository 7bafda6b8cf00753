"""The gazetteer needs no service: it places an address by the divisions it names."""

import csv
import io
import json
from pathlib import Path

import pytest
from builds import copy_root
from click.testing import CliRunner

from geocode.land import LAND, answers, geocode
from kepu.cli import main
from kepu.geocode import providers
from kepu.geocode.divisions import Division, Divisions
from kepu.geocode.gazetteer import Gazetteer


def test_the_gazetteer_is_the_default_and_needs_no_key_and_no_network(land: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for provider in providers.PROVIDERS.values():
        monkeypatch.delenv(provider.variable or "X", raising=False)
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("asked the network"))
    assert geocode(land)[0] == 0
    found = {key: (row["provider"], row["accuracy"], row["verdict"]) for key, row in answers(land).items()}
    assert found == {
        "k1": ("gazetteer", "county", "better"),
        "k2": ("gazetteer", "county", "not-better"),
        "k3": ("gazetteer", "county", "better"),
        "k6": ("gazetteer", "county", "not-better"),
    }
    assert (answers(land)["k3"]["lon"], answers(land)["k3"]["lat"]) == ("100.25000", "30.50000")
    assert answers(land)["k3"]["matched"] == "东湾县，取中间的点"


DIVISIONS = Divisions(
    Division(code, label, short, parent, level, (float(lon), float(lat)), note)
    for code, label, parent, short, level, lon, lat, note in list(csv.reader(io.StringIO(LAND)))[1:]
)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("雾海省甲海州东湾县港口路", "东湾县"),
        ("雾海甲海东湾码头", "东湾县"),  # short names, one after another
        ("位于甲海州西湾县内", "西湾县"),
        ("东湾码头", "东湾县"),
        ("甲海州东湾路3号", "甲海州"),  # a road named after a bay runs anywhere
        ("甲海州东湾中路3号", "甲海州"),
        ("乙海州开往东湾的码头", "乙海州"),  # a short name in the middle of a sentence
        ("东湾县西湾县交界", "甲海州"),
        ("甲海州乙海州", "雾海省"),
        ("港口路5号", None),
        ("", None),
    ],
)
def test_the_gazetteer_takes_names_where_they_are_names(text: str, label: str | None) -> None:
    found = Gazetteer(DIVISIONS).geocode(text)
    assert (found.address if found else None) == label


def test_the_real_datasets_stay_right_when_the_gazetteer_is_applied(tmp_path: Path) -> None:
    root = copy_root(tmp_path / "root")
    assert geocode(root, "--apply")[0] == 0
    done = CliRunner().invoke(main, ["check", "--root", str(root), "--format", "json"])
    assert json.loads(done.output)["counts"]["error"] == 0
