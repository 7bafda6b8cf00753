"""The plan, target by target: each has its place on the page, and its state is what the figures say, worked out here once more."""

from __future__ import annotations

import re

import pytest
from builds import Build
from support import ROOT, rows

TARGETS = rows(ROOT / "datasets/policy-targets.csv")
FIGURES = {row["indicator_id"]: row for row in rows(ROOT / "datasets/indicators.csv")}
SERIES = {row["target_id"]: row["series_id"] for row in rows(ROOT / "datasets/target-indicators.csv") if row["relation"] == "measures"}
LINE = re.compile(r'<li class="row" id="(pt\d+)">.*?<p class="meta">(.*?)</p>', re.DOTALL)


@pytest.fixture(scope="module")
def said(real: Build) -> dict[str, str]:
    """Target → what its line says below the name."""
    return dict(LINE.findall(real.page("plan")))


def test_every_target_has_its_place(said: dict[str, str]) -> None:
    assert set(said) == {row["target_id"] for row in TARGETS}


@pytest.mark.parametrize("target", TARGETS, ids=lambda row: row["target_id"])
def test_a_state_is_what_the_figures_say(said: dict[str, str], target: dict[str, str]) -> None:
    assert said[target["target_id"]].startswith(state(target))


def state(target: dict[str, str]) -> str:
    """By the rule of the page: the whole of a range must pass, and a figure later than the deadline does not count."""
    if target["measurable"] == "no":
        return "没写要达到的数"
    goal, beyond, found = float(target["target_value"] or 0), target["compared_as"] == "above", []
    for row in FIGURES.values():
        year = int(row["to_year"] or row["year"])
        deadline = int(target["by_year"] or year)
        if row["series_id"] != SERIES.get(target["target_id"]) or row["area"] != target["area"] or row["population"] != "全体":
            continue
        if row["value_kind"] not in ("actual", "revised"):
            continue
        low = float(row["value"]) if row["bound"] in ("exact", "at-least", "above", "between") else None
        high = {"exact": row["value"], "below": row["value"], "between": row["value_high"]}.get(row["bound"])
        reached = low is not None and (low > goal or (low == goal and (not beyond or row["bound"] == "above")))
        missed = high is not None and (float(high) < goal or (float(high) == goal and beyond))
        if reached and year <= deadline:
            found.append("做到了")
        elif missed and year == deadline:
            better = low is not None and bool(target["baseline_value"]) and low > float(target["baseline_value"])
            found.append("比原来好，还没到" if better else "没做到")
    return next((word for word in ("做到了", "比原来好，还没到", "没做到") if word in found), "没有公布的数")
