"""What GitHub and its likes read of this repository: who may do what, and that the documented command is the one that runs."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from builds import small_root
from repository import commit, git
from support import ROOT, TESTS, environment, kepu_command

from kepu.review.facts import read
from kepu.review.telling import ARTIFACT

HOST = ROOT / ".github"
WORKFLOWS = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted((HOST / "workflows").glob("*.yml"))}
FORMS = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted((HOST / "ISSUE_TEMPLATE").glob("*.yml"))}
CONFIG = FORMS.pop("config")
PAGE = ROOT / "site" / "pages" / "contribute" / "reviewing.md"
SETTINGS = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
COMMAND = re.compile(r"kepu review --base (\S+) --out (\S+)")
# What GitHub's own documents allow in a form beyond its published schema: an id is this and unique.
ID = re.compile(r"[A-Za-z0-9_-]+")


def steps(name: str) -> list[dict]:
    """The steps of a workflow's one job."""
    (job,) = WORKFLOWS[name]["jobs"].values()
    return job["steps"]


def granted(name: str) -> dict[str, str]:
    """What the token of a workflow may do."""
    (job,) = WORKFLOWS[name]["jobs"].values()
    return job.get("permissions", WORKFLOWS[name]["permissions"])


def trigger(name: str) -> dict[str, Any]:
    """YAML takes the key `on` for a truth value."""
    return WORKFLOWS[name][True]


def lint(*arguments: object) -> subprocess.CompletedProcess[str]:
    """A linter of the environment that runs these tests."""
    program, *others = map(str, arguments)
    return subprocess.run([Path(sys.executable).with_name(program), *others], cwd=ROOT, capture_output=True, text=True, check=False)


def test_only_the_comment_may_write_and_only_comments() -> None:
    assert {name: {right for right, how in granted(name).items() if how == "write"} for name in WORKFLOWS} == {
        "check": set(),
        "comment": {"pull-requests"},
        "whole": set(),
    }


def test_what_runs_a_strangers_code_has_no_secret_and_keeps_no_token() -> None:
    for name in ("check", "whole"):
        text = (HOST / "workflows" / f"{name}.yml").read_text("utf-8")
        assert "pull_request" in trigger(name)
        assert not re.search(r"secrets\.|github\.token|GITHUB_TOKEN|pull_request_target", text)


def test_every_checkout_forgets_its_token() -> None:
    checkouts = [step for name in WORKFLOWS for step in steps(name) if step.get("uses", "").startswith("actions/checkout@")]
    assert len(checkouts) == len(WORKFLOWS)
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_the_comment_follows_the_check_and_takes_nothing_of_the_request() -> None:
    assert trigger("comment") == {"workflow_run": {"workflows": [WORKFLOWS["check"]["name"]], "types": ["completed"]}}
    (checkout,) = (step["with"]["ref"] for step in steps("comment") if "checkout" in step.get("uses", ""))
    assert checkout == "${{ github.event.repository.default_branch }}"
    assert not [step for step in steps("comment") if "download" in step.get("uses", "")]
    assert [step["run"] for step in steps("comment") if "run" in step] == ["make setup", ".venv/bin/kepu comment"]


def test_the_token_is_seen_by_one_step_alone() -> None:
    holders = [step["run"] for step in steps("comment") if "github.token" in json.dumps(step)]
    assert holders == [".venv/bin/kepu comment"]


def test_the_check_hands_over_the_one_file_that_the_comment_asks_for() -> None:
    handed = {step["with"]["name"]: step["with"]["path"] for step in steps("check") if "upload" in step.get("uses", "")}
    assert handed == {"review": "build/review", ARTIFACT: "build/review/review.json"}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_are_pinned_to_a_commit_and_say_which_version_it_is(name: str) -> None:
    text = (HOST / "workflows" / f"{name}.yml").read_text("utf-8")
    used = re.findall(r"uses: (.*)", text)
    assert used
    assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each) for each in used)


@pytest.mark.parametrize(("workflow", "event"), [("check", "pull_request"), ("comment", "workflow_run")])
def test_every_word_of_the_event_that_a_workflow_uses_is_in_the_payload(workflow: str, event: str) -> None:
    text = (HOST / "workflows" / f"{workflow}.yml").read_text("utf-8")
    wanted = {path.removeprefix("github.event.") for path in re.findall(r"github\.event\.[\w.]+", text)}
    assert wanted
    for name in ("fork", "same-repository"):
        payload = json.loads((TESTS / "events" / f"{event}.{name}.json").read_text("utf-8"))
        for path in wanted:
            found = payload
            for part in path.split("."):
                found = found[part]
            assert found not in (None, "")


def test_the_linters_of_workflows_find_nothing() -> None:
    for arguments in (
        ("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *(HOST / "workflows").glob("*.yml")),
        ("zizmor", "--offline", "--strict-collection", "--persona", "auditor", HOST),
    ):
        done = lint(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_linter_finds_what_it_is_there_for(tmp_path: Path) -> None:
    text = (HOST / "workflows" / "comment.yml").read_text("utf-8")
    bad = tmp_path / ".github" / "workflows" / "comment.yml"
    bad.parent.mkdir(parents=True)
    bad.write_text(text.replace("run: .venv/bin/kepu comment", "run: echo ${{ github.event.workflow_run.head_branch }}"), "utf-8")
    done = lint("zizmor", "--offline", tmp_path)
    assert "template-injection" in done.stdout


@pytest.mark.parametrize("name", FORMS)
def test_a_form_keeps_githubs_rules(name: str) -> None:
    done = lint("check-jsonschema", "--builtin-schema", "vendor.github-issue-forms", HOST / "ISSUE_TEMPLATE" / f"{name}.yml")
    assert done.returncode == 0, done.stdout
    fields = [field for field in FORMS[name]["body"] if field["type"] != "markdown"]
    ids, labels = [field["id"] for field in fields], [field["attributes"]["label"] for field in fields]
    assert len(set(ids)) == len(ids) > 0
    assert len(set(labels)) == len(labels)
    assert all(ID.fullmatch(each) for each in ids)
    assert {field["type"] for field in fields} <= {"input", "textarea", "dropdown", "checkboxes"}


def test_the_choice_of_forms_keeps_githubs_rules() -> None:
    done = lint("check-jsonschema", "--builtin-schema", "vendor.github-issue-config", HOST / "ISSUE_TEMPLATE" / "config.yml")
    assert done.returncode == 0, done.stdout
    assert CONFIG["blank_issues_enabled"] is False


@pytest.mark.parametrize(
    ("name", "ids"), [("correct", ["record", "change", "source"]), ("add", ["name", "division", "kind", "source", "more"])]
)
def test_the_fields_that_the_portal_fills_in_keep_their_ids(name: str, ids: list[str]) -> None:
    assert [field["id"] for field in FORMS[name]["body"] if field["type"] != "markdown"] == ids


def test_names_and_labels_are_chinese_first() -> None:
    for form in FORMS.values():
        said = [form["name"], form["description"], *(f["attributes"].get("label", "中") for f in form["body"])]
        assert all(re.match(r"[\u4e00-\u9fff]", text) and re.search(r"[A-Za-z]{2}|中", text) for text in said)


def test_withdrawing_ones_name_asks_for_nothing_personal() -> None:
    said = json.dumps(FORMS["withdraw"], ensure_ascii=False)
    assert "谁都看得到" in said
    asked = {field["id"] for field in FORMS["withdraw"]["body"] if field["type"] in ("input", "textarea")}
    assert asked == {"record"}


def test_links_lead_to_pages_that_the_portal_has() -> None:
    texts = [path.read_text("utf-8") for path in HOST.rglob("*") if path.is_file()]
    links = {link for text in texts for link in re.findall(r"https://[^\s)\"']+", text)}
    start = f"{SETTINGS['extra']['repository']}/blob/main/"
    assert links
    assert all(link.startswith(start) and (ROOT / link.removeprefix(start)).is_file() for link in links)


def test_the_owners_belong_to_the_organisation_and_their_paths_exist() -> None:
    organisation = SETTINGS["extra"]["repository"].split("/")[3]
    lines = [line.split() for line in (HOST / "CODEOWNERS").read_text("utf-8").splitlines() if line and not line.startswith("#")]
    for pattern, *owners in lines:
        assert owners
        assert all(owner.startswith(f"@{organisation}/") for owner in owners)
        assert pattern == "*" or list(ROOT.glob(pattern.strip("/")))


def blocks(language: str) -> list[str]:
    """The examples of the page in one language."""
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


def test_github_gitlab_and_gitee_run_the_documented_command() -> None:
    (check,) = (step["run"] for step in steps("check") if "kepu" in step.get("run", ""))
    gitlab, gitee = map(yaml.safe_load, blocks("yaml"))
    runs = [check, gitlab["review"]["script"][-1], gitee["stages"][0]["steps"][0]["commands"][-1], *blocks("sh")]
    assert {COMMAND.search(run)[2] for run in runs} == {"build/review"}
    assert gitlab["review"]["artifacts"]["paths"] == ["build/review/"]
    assert gitee["stages"][0]["steps"][0]["artifacts"][0]["path"] == ["./build/review"]


def test_the_example_for_gitlab_keeps_gitlabs_rules(tmp_path: Path) -> None:
    (tmp_path / ".gitlab-ci.yml").write_text(blocks("yaml")[0], "utf-8")
    done = lint("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", tmp_path / ".gitlab-ci.yml")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("example", range(2))
def test_the_documented_command_works_on_a_branch_that_came_from_a_fork(tmp_path: Path, example: int) -> None:
    home = small_root(tmp_path / "home")
    commit(home)
    git(tmp_path, "clone", "--quiet", str(home), "fork")
    fork = tmp_path / "fork"
    towers = fork / "datasets" / "towers.csv"
    towers.write_text(towers.read_text("utf-8").replace("雾岛灯塔", "大雾岛灯塔").replace(",iron,1,", ",straw,1,"), "utf-8")
    commit(fork)
    program, *arguments = shlex.split(blocks("sh")[example])
    assert program == "kepu"
    done = subprocess.run(
        kepu_command(*arguments), cwd=fork, env=environment(), capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1, done.stderr
    assert "towers.csv:3" in done.stdout
    found = read((fork / "build" / "review" / "review.json").read_bytes())
    assert found["changes"]["counts"] == {"removed": 0, "emptied": 0, "changed": 2, "added": 0}
    listed = set(re.findall(r"`([\w.]+\.(?:html|json|md))`", PAGE.read_text("utf-8").partition("附件里有")[2].partition("没有整个")[0]))
    assert {path.name for path in (fork / "build" / "review").iterdir()} == listed
