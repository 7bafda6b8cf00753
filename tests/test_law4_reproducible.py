"""Law 4: a build depends on its inputs alone."""

from builds import Build, Watched
from support import fingerprint, kepu


def test_two_builds_of_one_tree_are_byte_equal(real: Build, watched: Watched) -> None:
    """The second was built in another folder, year, time zone, hash seed and locale."""
    first, second = fingerprint(real.out), fingerprint(watched.out)
    assert set(first) == set(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_a_build_needs_no_network(watched: Watched) -> None:
    """The watched build could reach none, and was stopped at the first attempt."""
    assert (watched.site / "index.html").is_file()
    assert watched.opened


def test_an_earlier_build_leaves_no_trace(small, tmp_path) -> None:
    fresh, used = tmp_path / "fresh", tmp_path / "used"
    towers = small / "datasets" / "towers.csv"
    last = towers.read_text("utf-8")
    towers.write_text(last + "t4,孤石灯塔,A,,,,,,,,,,,,,,,,c1\n", "utf-8")
    assert kepu("build", "--root", small, "--out", used).returncode == 0
    assert (used / "site" / "towers" / "t4").is_dir()
    for stray in (used / "stray.txt", used / "site" / "stray.html", used / "site" / "downloads" / "stray.csv"):
        stray.write_text("left over", "utf-8")
    towers.write_text(last, "utf-8")
    assert kepu("build", "--root", small, "--out", used).returncode == 0
    assert kepu("build", "--root", small, "--out", fresh).returncode == 0
    assert fingerprint(used) == fingerprint(fresh)
