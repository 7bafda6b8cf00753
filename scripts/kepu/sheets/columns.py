"""A dataset's columns as its editor sees them: heading, what may stand in a cell, and how to write it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from kepu.ids import shape
from kepu.model import Dataset, Field
from kepu.sheets import choices
from kepu.sheets.choices import Choices
from kepu.trees import Tree

NUMBERS = ("integer", "number", "year")


@dataclass(frozen=True)
class Column:
    """One column. `heading` is unlike any other of its dataset."""

    field: Field
    heading: str
    choices: Choices
    numbered: bool
    linked: bool

    @property
    def required(self) -> bool:
        """True when no row may leave it empty. An id that is given on the way back may."""
        return bool(self.field.constraints.get("required")) and not self.numbered

    @property
    def numeric(self) -> bool:
        """True when a spreadsheet may keep it as a number; all else is text, so that nothing is rewritten."""
        return self.field.type in NUMBERS

    @property
    def dated(self) -> bool:
        """True for dates, whole or in part."""
        return self.field.type == "date" or self.field.format == "partial-date"

    @property
    def free(self) -> bool:
        """True for text that nothing but its reader can judge."""
        f = self.field
        return not (self.numeric or self.dated or self.choices.shown or self.linked or "pattern" in f.constraints or f.format == "phone")

    @property
    def offers(self) -> list[str]:
        """What a drop-down list offers; nothing for a list, whose cell takes several."""
        return [] if self.field.is_list else list(self.choices.shown.values())


def columns(tree: Tree, dataset: Dataset) -> list[Column]:
    """Every column of a dataset, in its order."""
    titles = Counter(f.title for f in dataset.fields)
    numbered, linked = shape(dataset) is not None, {link.field for link in dataset.links}
    return [
        Column(
            f,
            f.title if titles[f.title] == 1 else f"{f.title}（{f.name}）",
            choices.of(tree, dataset, f),
            numbered and f.name == dataset.key,
            f.name in linked,
        )
        for f in dataset.fields
    ]


# When a hint is given, and what it says in Chinese and English.
HINTS: tuple[tuple[Callable[[Column], bool], str, str], ...] = (
    (lambda c: c.field.type == "date", "写成 2021-04-10", "like 2021-04-10"),
    (
        lambda c: c.field.format == "partial-date",
        "写成 2021-04-10；只知道月份写 2021-04，只知道年份写 2021",
        "like 2021-04-10; 2021-04 if only the month is known, 2021 if only the year",
    ),
    (lambda c: bool(c.field.unit), "单位：{unit}", "in {unit}"),
    (lambda c: _limits(c) == {"minimum", "maximum"}, "{minimum} 到 {maximum}", "{minimum} to {maximum}"),
    (lambda c: _limits(c) == {"minimum"}, "不小于 {minimum}", "at least {minimum}"),
    (lambda c: _limits(c) == {"maximum"}, "不大于 {maximum}", "at most {maximum}"),
)


def hints(column: Column, lang: str) -> list[str]:
    """How a cell of this column is written, beyond what its description says."""
    values = {"unit": column.field.unit} | column.field.constraints
    return [(zh if lang == "zh" else en).format_map(values) for applies, zh, en in HINTS if applies(column)]


def _limits(column: Column) -> set[str]:
    return {"minimum", "maximum"} & set(column.field.constraints)
