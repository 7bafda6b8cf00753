"""`kepu` answers with 0, 1 or 2 and one clear message; whatever goes wrong, the last good build stays."""

import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from builds import small_root
from click.testing import CliRunner
from support import ENGINE, environment, fingerprint, kepu, kepu_command

from kepu.cli import main


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small root with its build; copy it before you break it."""
    root = small_root(tmp_path_factory.mktemp("good") / "root")
    assert kepu("build", "--root", root).returncode == 0
    return root


def write(root: Path, file: str, data: str | bytes) -> None:
    """Overwrite a file."""
    (root / file).write_bytes(data.encode("utf-8") if isinstance(data, str) else data)


def replace_in(root: Path, file: str, old: str, new: str) -> None:
    """Change a file."""
    text = (root / file).read_text("utf-8")
    assert old in text
    write(root, file, text.replace(old, new))


def folder_for_file(root: Path, file: str) -> None:
    """Put a folder where a file belongs."""
    (root / file).unlink()
    (root / file).mkdir()


BROKEN: dict[str, tuple[str, Callable[[Path], None]]] = {
    "a dataset is missing": ("file-missing", lambda root: (root / "datasets/towers.csv").unlink()),
    "a header is misspelt": ("header-misspelt", lambda root: replace_in(root, "datasets/towers.csv", "tower_name", "tower_nmae")),
    "a dataset is GBK": ("file-encoding", lambda root: write(root, "datasets/charts.csv", (root / "datasets/charts.csv").read_text("utf-8").encode("gbk"))),
    "a dataset is a folder": ("system", lambda root: folder_for_file(root, "datasets/logbook.csv")),
    "a schema is no JSON": ("schema-not-json", lambda root: write(root, "schemas/towers.json", "{")),
    "a schema is GBK": ("schema-not-json", lambda root: write(root, "schemas/charts.json", (root / "schemas/charts.json").read_text("utf-8").encode("gbk"))),
    "the metadata is missing": ("file-missing", lambda root: (root / "metadata.json").unlink()),
    "a boundary file is missing": ("file-missing", lambda root: (root / "datasets/boundaries/bays.geojson").unlink()),
    "a boundary file is broken": ("schema-not-json", lambda root: write(root, "datasets/boundaries/bays.geojson", '{"features": [')),
    "a vocabulary has a column too many": ("schema-invalid", lambda root: replace_in(root, "schemas/vocabularies/tower-kinds.csv", "tone,mark", "tone,mrak")),
    "a vocabulary is GBK": ("schema-invalid", lambda root: write(root, "schemas/vocabularies/tower-kinds.csv", "code,label\nx,塔\n".encode("gbk"))),
    "a vocabulary is empty": ("schema-invalid", lambda root: write(root, "schemas/vocabularies/tower-kinds.csv", "")),
    "a vocabulary has a cell too many": ("schema-invalid", lambda root: replace_in(root, "schemas/vocabularies/tower-kinds.csv", "stone,", "stone,,")),
    "a vocabulary lacks its labels": ("schema-invalid", lambda root: write(root, "schemas/vocabularies/tower-kinds.csv", "code,label\nx,塔\n")),
    "the settings are missing": ("site-failed", lambda root: (root / "mkdocs.yml").unlink()),
    "the settings are no YAML": ("site-failed", lambda root: write(root, "mkdocs.yml", "site_name: [")),
    "a template has a syntax error": ("site-failed", lambda root: write(root, "site/templates/list.html", "{% if %}")),
    "a template asks for an unknown column": ("site-failed", lambda root: write(root, "site/templates/record.html", '{{ record["nothing"] }}')),
    "a template divides by zero": ("site-failed", lambda root: write(root, "site/templates/record.html", "{{ 1 / 0 }}")),
    "a template is missing": ("site-failed", lambda root: (root / "site/templates/list.html").unlink()),
    "a script has a syntax error": ("site-failed", lambda root: write(root, "site/assets/tower/main.js", "let = ;")),
    "the schemas are missing": ("root-invalid", lambda root: shutil.rmtree(root / "schemas")),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_when_something_is_broken_it_is_named_and_the_last_good_build_stays(good: Path, tmp_path: Path, what: str) -> None:
    root = shutil.copytree(good, tmp_path / "root")
    code, spoil = BROKEN[what]
    spoil(root)
    done = CliRunner().invoke(main, ["build", "--root", str(root)], catch_exceptions=False)
    assert done.exit_code == 1
    assert f"[{code}]" in done.stdout
    assert done.stderr == ""
    assert fingerprint(root / "build") == fingerprint(good / "build")
    assert sorted(path.name for path in root.iterdir() if path.name.startswith("build")) == ["build"]


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["check"], 0),
        (["check", "--lang", "en"], 0),
        (["--help"], 0),
        (["check", "--format", "pdf"], 2),
        (["check", "--lang", "fr"], 2),
        (["check", "--root", "nowhere"], 2),
        (["check", "--colour"], 2),
        (["serve", "--port", "many"], 2),
        (["chekc"], 2),
    ],
)
def test_the_exit_code_tells_clean_from_usage(good: Path, arguments: list[str], status: int) -> None:
    done = kepu(*arguments, cwd=good)
    assert done.returncode == status
    assert "Traceback" not in done.stderr


def test_warnings_alone_are_no_failure_and_errors_are(small: Path) -> None:
    replace_in(small, "datasets/towers.csv", "雾岛灯塔", "雾岛灯塔 ")
    assert kepu("check", "--root", small).returncode == 0
    replace_in(small, "datasets/towers.csv", ",stone,", ",straw,")
    assert kepu("check", "--root", small).returncode == 1


def test_json_has_the_shape_of_the_contract(small: Path) -> None:
    replace_in(small, "datasets/towers.csv", "stone,2,", "stone,两,")
    replace_in(small, "datasets/towers.csv", "雾岛灯塔", "雾岛灯塔 ")
    report = json.loads(kepu("check", "--root", small, "--format", "json").stdout)
    assert set(report) == {"problems", "counts"}
    assert report["counts"] == {"error": 1, "warning": 1, "note": 0}
    first = report["problems"][0]
    assert set(first) == {
        "code", "severity", "dataset", "file", "line", "column", "value", "message_zh", "message_en", "fix_zh", "fix_en", "help",
    }  # fmt: skip
    assert (first["code"], first["severity"], first["dataset"]) == ("type-integer", "error", "towers")
    assert (first["file"], first["line"], first["column"], first["value"]) == ("datasets/towers.csv", 2, "lamps", "两")
    assert all(first[key] for key in ("message_zh", "message_en", "fix_zh", "fix_en"))


def test_json_stays_json_when_nothing_can_be_read(small: Path) -> None:
    write(small, "schemas/towers.json", "{")
    report = json.loads(kepu("check", "--root", small, "--format", "json").stdout)
    assert [p["code"] for p in report["problems"]] == ["schema-not-json"]


@pytest.mark.parametrize("form", ["terminal", "github", "markdown", "html", "sarif"])
def test_no_cell_can_speak_in_a_report(small: Path, form: str) -> None:
    evil = "x\n::error::owned|<script>alert(1)</script>`@all\x1b[31m"
    replace_in(small, "datasets/towers.csv", "LH2", f'"{evil}"')
    report = kepu("check", "--root", small, "--format", form).stdout
    assert "owned" in report
    assert "\x1b" not in report
    assert not [line for line in report.splitlines() if line.startswith("::error::owned")]
    if form == "sarif":
        assert json.loads(report)["runs"][0]["results"][0]["ruleId"] == "cell-control"
    if form in ("markdown", "html"):
        assert "<script>" not in report
    if form == "markdown":
        assert {line.count("|") for line in report.splitlines() if line.startswith("|")} == {4}


def test_a_second_build_of_the_same_folder_waits_for_nobody(good: Path, tmp_path: Path) -> None:
    root = shutil.copytree(good, tmp_path / "root")
    with (root / ".build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = kepu("build", "--root", root)
    assert (done.returncode, done.stderr) == (1, "")
    assert "[build-running]" in done.stdout
    assert fingerprint(root / "build") == fingerprint(good / "build")


def test_a_missing_bundler_is_named(good: Path, tmp_path: Path) -> None:
    """The engine alone, far from any node_modules."""
    shutil.copytree(ENGINE, tmp_path / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
    root = shutil.copytree(good, tmp_path / "root")
    there = environment(PYTHONPATH=str(tmp_path / "scripts"))
    done = subprocess.run(kepu_command("build", "--root", root), env=there, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (1, "")
    assert "[tools-missing]" in done.stdout
    assert fingerprint(root / "build") == fingerprint(good / "build")


def test_a_port_in_use_is_named_before_any_work_is_done(small: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = kepu("serve", "--root", small, "--port", taken.getsockname()[1])
    assert (done.returncode, done.stderr) == (1, "")
    assert "已被占用" in done.stdout
    assert "[port-taken]" in done.stdout
    assert not (small / "build").exists()


def test_a_killed_build_leaves_the_old_one_and_the_next_clears_up(good: Path, tmp_path: Path) -> None:
    root = shutil.copytree(good, tmp_path / "root")
    replace_in(root, "datasets/towers.csv", "雾岛灯塔", "云岛灯塔")
    running = subprocess.Popen(kepu_command("build", "--root", root), env=environment(), stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        deadline = time.monotonic() + 60
        while not (root / "build.new" / "coast.db").exists() and time.monotonic() < deadline:
            time.sleep(0.005)
    finally:
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
    assert (root / "build.new").exists()
    assert fingerprint(root / "build") == fingerprint(good / "build")
    assert kepu("build", "--root", root).returncode == 0
    assert "云岛灯塔" in (root / "build" / "site" / "towers" / "index.html").read_text("utf-8")
    assert sorted(path.name for path in root.iterdir() if path.name.startswith("build")) == ["build"]
