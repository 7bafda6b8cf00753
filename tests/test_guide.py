"""The guide for a first change is walked as it stands; what it shows is what there is."""

from __future__ import annotations

import re
import zlib

import pictures
import pytest
from documents import PAGES, page
from walk import GUIDE, Walk


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Walk, list[tuple[str, str]]]:
    """The guide, walked to its end; what it shows beside what there was."""
    walk = Walk(tmp_path_factory.mktemp("guide"))
    return walk, list(walk.screens())


def test_the_guide_shows_what_a_reader_sees(walked: tuple[Walk, list[tuple[str, str]]]) -> None:
    screens = walked[1]
    assert len(screens) >= 6
    for shown, real in screens:
        assert shown == real


def test_the_mistake_is_stopped_and_the_practice_hall_arrives(walked: tuple[Walk, list[tuple[str, str]]]) -> None:
    walk, screens = walked
    practice = walk.terminal.folder
    assert practice.name == "practice"
    assert [bool(re.search(r"^✗ ", real, re.MULTILINE)) for _, real in screens].count(True) == 1
    assert "练习馆" in (practice / "datasets" / "places.csv").read_text("utf-8")
    assert "练习馆" not in (practice.parent / "science-hunan-main" / "datasets" / "places.csv").read_text("utf-8")


def test_no_practice_record_is_published() -> None:
    assert not [path.name for path in (PAGES.parent.parent / "datasets").glob("*.csv") if "练习馆" in path.read_text("utf-8")]


@pytest.mark.parametrize("name", pictures.WIDTHS)
def test_a_picture_is_small_said_in_words_and_shows_the_page_of_today(walked: tuple[Walk, list[tuple[str, str]]], name: str) -> None:
    walk, picture = walked[0], (pictures.IMAGES / name).read_bytes()
    assert len(picture) <= 150_000
    said = "\n".join(part.text for part in page(GUIDE))
    width, height = (int.from_bytes(picture[at : at + 4]) for at in (16, 20))
    assert f'="../images/{name}" width="{width}" height="{height}"' in said  # so that the text does not jump when it arrives
    assert re.search(r'<img [^>]*alt="[^"]{10,}"', said)
    today = pictures.digest(walk.steady((walk.sheets / "diff.html").read_text("utf-8")))
    assert pictures.stamp(picture) == today, "python tests/pictures.py takes the pictures anew"
    assert _sound(picture)


def _sound(picture: bytes) -> bool:
    """True when every chunk of a PNG has its right checksum."""
    at = 8
    while at < len(picture):
        size = int.from_bytes(picture[at : at + 4])
        if zlib.crc32(picture[at + 4 : at + 8 + size]).to_bytes(4) != picture[at + 8 + size : at + 12 + size]:
            return False
        at += 12 + size
    return True
