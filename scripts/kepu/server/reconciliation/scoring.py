"""How likely a record is the one that was meant: what speaks for it, one number, and whether that settles it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from kepu.server.reconciliation.names import Name

# What an equality is worth. Each step proves less than the one before, and all more than any likeness.
ID, NAME, OTHER_NAME, SHORTENED, BARE = 100.0, 100.0, 98.0, 96.0, 94.0
LIKE = 90.0
# Less than this is no candidate: two names share so much by chance.
LEAST = 25.0
# A name inside the other, or around it, counts for half at least: people leave out the beginning or the end.
INSIDE, LEAST_INSIDE = 45.0, 2
# Other columns weigh a quarter: they part namesakes and never make up for another name.
OTHERS = 0.25
# What is settled leads by one step, and no column speaks against it.
STEP, AGAINST = 2.0, 50.0


@dataclass(frozen=True)
class Score:
    """0 to 100, with the features it was made of; `equal` when some form of the name, or the id, is the same."""

    value: float
    features: dict[str, float | bool]
    equal: bool


def compare(asked: Name, names: list[Name]) -> tuple[float, dict[str, float | bool]]:
    """The worth of a name against all names of a record, its own first; and why."""
    own, *others = names
    features: dict[str, float | bool] = {
        "name": asked.plain == own.plain,
        "other-name": asked.plain in {n.plain for n in others},
        "abbreviation": asked.short in {n.short for n in names},
        "without-endings": asked.bare in {n.bare for n in names},
        "inside": any(_inside(asked.bare, n.bare) for n in names),
        "likeness": round(max(_likeness(asked, n) for n in names), 1),
    }
    for feature, worth in (("name", NAME), ("other-name", OTHER_NAME), ("abbreviation", SHORTENED), ("without-endings", BARE)):
        if features[feature]:
            return worth, features
    likeness = features["likeness"] / 100
    return LIKE * likeness + (INSIDE * (1 - likeness) if features["inside"] else 0), features


def score(asked: Name, names: list[Name], by_id: bool, agreements: dict[str, float]) -> Score:
    """All evidence together. Without a name only the other columns count."""
    features: dict[str, float | bool] = {"id": by_id}
    worth = None
    if asked.plain:
        worth, compared = compare(asked, names)
        features |= compared
    if by_id:
        worth = ID
    features |= {name: round(value, 1) for name, value in agreements.items()}
    rest = sum(agreements.values()) / len(agreements) if agreements else None
    equal = worth is not None and worth >= BARE
    return Score(round(_mixed(worth, rest), 1), features, equal and all(value >= AGAINST for value in agreements.values()))


def settled(scores: Iterable[Score]) -> bool:
    """True when the first, of scores in falling order, is the one: equal, and a step ahead of the next."""
    first, second = [*scores, Score(0, {}, False), Score(0, {}, False)][:2]
    return first.equal and first.value - second.value >= STEP * (1 - OTHERS)


def _mixed(name: float | None, rest: float | None) -> float:
    if name is None or rest is None:
        return name or rest or 0.0
    return name * (1 - OTHERS) + rest * OTHERS


def _likeness(one: Name, other: Name) -> float:
    """In whichever form they are most alike: a slip inside a word hides its abbreviation."""
    return max(ratio(one.plain, other.plain), ratio(one.short, other.short), ratio(one.bare, other.bare))


def _inside(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= LEAST_INSIDE and short in long
