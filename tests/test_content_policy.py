"""The content policy: from here alone, but for what mkdocs.yml names."""

import pytest

from kepu.server.content import Content

TILES = {
    "credit": "底图",
    "layers": ["https://t0.example.org/vec?x={x}&y={y}&z={z}&tk=abc", "https://t0.example.org/cva?x={x}&y={y}&z={z}"],
}


def test_a_map_may_ask_the_named_host_for_pictures_and_no_other_page_may() -> None:
    content = Content({"maps": ["map/"], "tiles": TILES})
    assert "img-src 'self' https://t0.example.org;" in content.policy("/map/", set())
    assert "example" not in content.policy("/venues/", set())


@pytest.mark.parametrize("extra", [{}, {"maps": None, "tiles": None}, {"maps": ["map/"]}])
def test_without_a_named_host_nothing_is_asked_elsewhere(extra: dict) -> None:
    assert "http" not in Content(extra).policy("/map/", set())


@pytest.mark.parametrize(
    ("path", "asked", "framed"),
    [("/map/", {"embed"}, True), ("/map/", {"kind"}, False), ("/map/x", {"embed"}, False), ("/", {"embed"}, False)],
)
def test_only_a_map_that_is_asked_for_a_frame_may_stand_in_one(path: str, asked: set[str], framed: bool) -> None:
    policy = Content({"maps": ["map/"]}).policy(path, asked)
    assert ("frame-ancestors *" in policy, "frame-ancestors 'none'" in policy) == (framed, not framed)
