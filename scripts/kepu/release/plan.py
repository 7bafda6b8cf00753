"""What a release is of: version, day, commit, and the release before it. Everything comes from git."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from kepu import breaks, git, history
from kepu.digest import commit, committed
from kepu.problems import Misused, Problem
from kepu.trees import PARTS, require

# The day, and a number for a further release of the same day.
VERSION = re.compile(r"\d{4}\.\d{2}\.\d{2}(\.[1-9]\d*)?")
SHOWN = 5


@dataclass(frozen=True)
class Plan:
    """One release of the commit checked out at `root`; `since` is a revision, empty for the first release."""

    root: Path
    version: str
    day: str
    commit: str
    since: str

    @property
    def tag(self) -> str:
        """The name git will know it by."""
        return f"v{self.version}"

    @property
    def last(self) -> str:
        """The version before, as its readers write it."""
        return self.since.removeprefix("v")


def plan(root: Path, version: str, since: str) -> Plan:
    """Fill in what was not said: the version is the day of the commit, the release before is git's nearest tag."""
    require("HEAD", root)
    day = committed(root)
    version = version or day.replace("-", ".")
    if not VERSION.fullmatch(version):
        raise Misused(Problem("release-version", file=str(root), value=version, context={"example": day.replace("-", ".")}))
    return Plan(root, version, day, commit(root), since or breaks.last_release(root))


def obstacles(plan: Plan) -> Iterator[Problem]:
    """What in the repository stands in the way: a name already given, work not committed, history not fetched."""
    if _tagged(plan.root, plan.version):
        day = plan.day.replace("-", ".")
        free = next(v for v in chain([day], (f"{day}.{n}" for n in count(1))) if not _tagged(plan.root, v))
        yield Problem("release-exists", file=plan.tag, value=plan.version, context={"tag": plan.tag, "free": free})
    changed = git.said(plan.root, "diff", "--name-only", "--relative", "HEAD").splitlines()
    changed += git.said(plan.root, "ls-files", "--others", "--exclude-standard", "--", *PARTS).splitlines()
    if changed:
        shown = "、".join(changed[:SHOWN]) + ("……" if len(changed) > SHOWN else "")
        yield Problem("release-dirty", file=changed[0], value=shown, context={"count": len(changed)})
    if not history.whole(plan.root):
        yield Problem("release-shallow", file=".git")


def _tagged(root: Path, version: str) -> bool:
    return bool(git.said(root, "rev-parse", "--verify", "--quiet", f"refs/tags/v{version}"))
