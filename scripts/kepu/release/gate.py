"""What must hold before a release: the repository is in order, the data is without error, no break is hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kepu import breaks, rules, trees
from kepu.catalog import load
from kepu.diff import Diff
from kepu.model import Catalog
from kepu.problems import Problem
from kepu.reading import Table
from kepu.release.plan import Plan, obstacles
from kepu.review.looking import look


@dataclass(frozen=True)
class Passed:
    """What was looked at, and every problem; `diff` is None for the first release."""

    catalog: Catalog
    tables: dict[str, Table]
    problems: list[Problem]
    diff: Diff | None = None


def judge(plan: Plan) -> Passed:
    """Check the tree, and compare it with the release before: what was published and is lost is a problem too."""
    catalog = load(plan.root)
    before = list(obstacles(plan))
    if not plan.since:
        tables, problems = rules.check(catalog)
        return Passed(catalog, tables, [*before, *problems])
    seen = look(plan.root, plan.since)
    with trees.revision(plan.since, plan.root) as folder:
        hidden = list(breaks.undeclared(trees.described(plan.since, folder), catalog, plan.last))
    rest = (p for p in seen.problems if p.code != "break-made")  # of a release each of those is an error
    return Passed(catalog, seen.tables, [*before, *hidden, *_all(rest)], seen.diff)


def _all(problems: Iterable[Problem]) -> Iterable[Problem]:
    """Problems that stood there at the last release count as much: nobody may wait for the next."""
    return (replace(problem, earlier=False) for problem in problems)
