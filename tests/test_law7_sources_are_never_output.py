"""Law 7: site/ holds sources only; whatever is made goes to build/."""

import yaml
from builds import Watched
from support import ROOT, fingerprint, kepu

# Held while a build runs, so that no second one starts. It cannot lie inside a folder that is replaced whole.
LOCK = ".build.lock"


def test_mkdocs_reads_below_site_and_writes_below_build() -> None:
    """Its default output folder is site/, which it wipes."""
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    assert settings["docs_dir"].startswith("site/")
    assert settings["site_dir"].startswith("build/")


def test_a_build_changes_no_source_and_writes_only_into_build(watched: Watched) -> None:
    after = {path: digest for path, digest in fingerprint(watched.root).items() if not path.startswith("build/") and path != LOCK}
    assert after == watched.before


def test_a_build_into_another_folder_leaves_the_root_as_it_was(small, tmp_path) -> None:
    before = fingerprint(small)
    assert kepu("build", "--root", small, "--out", tmp_path / "out").returncode == 0
    assert fingerprint(small) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == [".out.lock", "out", "root"]
