"""A finished check → one comment below its pull request. Whose request it is, GitHub says, never the files of the check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kepu.problems import Problem, Stop
from kepu.review import archive, facts, remark
from kepu.review.facts import Facts
from kepu.review.folder import FACTS
from kepu.review.github import GitHub, patiently

# What check.yml calls the archive of the facts.
ARTIFACT = "facts"
# Who writes with a workflow's own token.
BOT = "github-actions[bot]"
SAID = {
    "told": ("写好了评论", "Comment written"),
    "quiet": ("没有值得说的，没有评论", "Nothing worth a comment"),
    "no pull": (
        "没有还开着的合并请求停在检查过的这一版，没有评论",
        "No open pull request is at the commit that was checked; no comment",
    ),
    "no facts": ("检查没有留下结果，没有评论", "The check left no facts; no comment"),
}


@dataclass(frozen=True)
class Run:
    """A finished check, as the event tells it."""

    id: int
    repository: str
    target: str
    owner: str
    branch: str
    commit: str
    origin: int
    links: remark.Links


def run_of(event: Any) -> Run | None:
    """The check of an event; None when the fork it looked at is gone."""
    run, home = event["workflow_run"], event["repository"]
    origin = run["head_repository"]
    if run["event"] != "pull_request" or origin is None:
        return None
    links = remark.Links(f"{origin['html_url']}/blob/{run['head_sha']}/", run["html_url"])
    return Run(
        run["id"],
        home["full_name"],
        home["default_branch"],
        origin["full_name"].partition("/")[0],
        run["head_branch"],
        run["head_sha"],
        origin["id"],
        links,
    )


def tell(event: Any, github: GitHub) -> str:
    """Write, renew or leave the comment of a check; what was done, as a key of SAID."""
    run = _understood(event)
    number = patiently(lambda: _pull(run, github)) if run else None
    if run is None or number is None:
        return "no pull"
    data = patiently(lambda: _archive(run, github))
    if data is None:
        return "no facts"
    found = facts.read(archive.only(data, FACTS))
    return patiently(lambda: _written(github, run, number, found))


def _understood(event: Any) -> Run | None:
    try:
        return run_of(event)
    except (LookupError, TypeError) as error:
        raise Stop(Problem("event-unknown", file="GITHUB_EVENT_PATH", context={"detail": f"{type(error).__name__} {error}"})) from None


def _pull(run: Run, github: GitHub) -> int | None:
    """The open request that stands at this very commit of this very repository. The event names none when it comes from a fork."""
    pulls = github.pages(f"/repos/{run.repository}/pulls", state="open", base=run.target, head=f"{run.owner}:{run.branch}")
    return next((int(pull["number"]) for pull in pulls if _is_of(pull, run)), None)


def _is_of(pull: Any, run: Run) -> bool:
    head, base = pull["head"], pull["base"]
    same = head["sha"] == run.commit and (head["repo"] or {}).get("id") == run.origin
    return bool(same and pull["state"] == "open" and base["repo"]["full_name"] == run.repository and base["ref"] == run.target)


def _archive(run: Run, github: GitHub) -> bytes | None:
    """The newest archive of the run; a run done again leaves several."""
    listed = github.get(f"/repos/{run.repository}/actions/runs/{run.id}/artifacts", name=ARTIFACT, per_page=100)["artifacts"]
    usable = [each for each in listed if each["name"] == ARTIFACT and not each["expired"]]
    if not usable:
        return None
    newest = max(usable, key=lambda each: int(each["id"]))
    if newest["size_in_bytes"] > archive.ARCHIVE:
        raise facts.unsafe(newest["size_in_bytes"], "B")
    return github.download(f"/repos/{run.repository}/actions/artifacts/{newest['id']}/zip", archive.ARCHIVE)


def _written(github: GitHub, run: Run, number: int, found: Facts) -> str:
    """Renew our comment, or write the first. It looks again at each attempt, so that an attempt without an answer leaves no twin."""
    comments = github.pages(f"/repos/{run.repository}/issues/{number}/comments")
    own = next((comment["id"] for comment in comments if _ours(comment)), None)
    if own is None and not _worth_telling(found):
        return "quiet"
    body = {"body": remark.render(found, run.links)}
    if own is None:
        github.send("POST", f"/repos/{run.repository}/issues/{number}/comments", body)
    else:
        github.send("PATCH", f"/repos/{run.repository}/issues/comments/{own}", body)
    return "told"


def _ours(comment: Any) -> bool:
    """The marker alone proves nothing: anybody may write it."""
    author = comment["user"] or {}
    return author.get("login") == BOT and author.get("type") == "Bot" and (comment["body"] or "").startswith(remark.MARKER)


def _worth_telling(found: Facts) -> bool:
    return bool(found["counts"]["error"] or found["counts"]["warning"] or found["changes"] is None or found["changes"]["datasets"])
