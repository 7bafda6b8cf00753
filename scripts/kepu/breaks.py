"""Two catalogues → what breaks a program that reads the data. The rule is written out on the portal, at /api/stability/."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kepu import git
from kepu.model import Catalog, Dataset, Declared, Field
from kepu.problems import Problem

RELEASES = "v[0-9]*"
WORDS = {
    "dataset": ("整个数据集没有了", "the whole dataset is gone"),
    "key": ("编号列从 {before} 换成了 {after}", "the key was {before} and is now {after}"),
    "column": ("少了这一列", "the column is gone"),
    "type": ("类型从 {before} 变成了 {after}", "the type was {before} and is now {after}"),
    "unit": ("单位从 {before} 变成了 {after}", "the unit was {before} and is now {after}"),
    "options": ("少了选项 {before}", "choices are gone: {before}"),
}


@dataclass(frozen=True)
class Break:
    """One change that programs must follow; without a column it is the whole dataset's."""

    dataset: Dataset
    column: str
    what: str
    before: str = ""
    after: str = ""

    @property
    def words(self) -> tuple[str, str]:
        """What changed, in Chinese and English."""
        zh, en = (text.format(before=self.before, after=self.after) for text in WORDS[self.what])
        return zh, en

    def problem(self, code: str, since: str) -> Problem:
        """That nobody declared it; before the first release there is nowhere to."""
        name, names = self.column or self.dataset.name, self.dataset.by_name.get(self.column, self.dataset)
        context = {"title": names.title, "title_en": names.title_en, "what": self.words[0], "what_en": self.words[1], "since": since}
        context |= {"line": f"{self.dataset.name},{self.column},{since}," if since else ""}
        return Problem(code, self.dataset.name, self.dataset.schema_file, column=self.column, value=name, context=context)


def found(old: Catalog, new: Catalog) -> Iterator[Break]:
    """Every break, in the order of the old catalogue. What was added breaks nothing."""
    for before in old:
        after = new.datasets.get(before.name)
        if not after:
            yield Break(before, "", "dataset")
            continue
        if before.key != after.key:
            yield Break(before, "", "key", before.key, after.key)
        for field in before.fields:
            yield from _column(before, field, after.by_name.get(field.name))


def _column(dataset: Dataset, before: Field, after: Field | None) -> Iterator[Break]:
    if not after:
        yield Break(dataset, before.name, "column")
        return
    if _type(before) != _type(after):
        yield Break(dataset, before.name, "type", _type(before), _type(after))
    if before.unit != after.unit:
        yield Break(dataset, before.name, "unit", before.unit or "-", after.unit or "-")
    gone = [code for code in _options(before) if code not in _options(after)]
    if gone and _options(after):
        yield Break(dataset, before.name, "options", ", ".join(gone))


def _type(field: Field) -> str:
    """The type as a program meets it: a cell of several values is read in another way than a cell of one."""
    return f"{field.type} ({field.format})" if field.format else field.type


def _options(field: Field) -> list[str]:
    return list(field.vocabulary) or [str(value) for value in field.constraints.get("enum", [])]


def declared(catalog: Catalog, since: str) -> list[Declared]:
    """The rows of schemas/breaks.csv about the release that follows `since`."""
    return [row for row in catalog.breaks if row.until == since]


def last_release(root: Path) -> str:
    """The nearest tag of a release behind what is checked out; empty before the first."""
    return git.said(root, "describe", "--tags", "--abbrev=0", f"--match={RELEASES}")


def undeclared(old: Catalog, new: Catalog, since: str) -> Iterator[Problem]:
    """A problem for each break since a release that no row of schemas/breaks.csv owns up to."""
    return (one.problem("break-undeclared", since) for one in _untold(old, new, since))


def made(old: Catalog, new: Catalog) -> Iterator[Problem]:
    """The same of one change, told to its author long before a release refuses it."""
    since = last_release(new.root).removeprefix("v")
    return (one.problem("break-made", since) for one in _untold(old, new, since))


def _untold(old: Catalog, new: Catalog, since: str) -> Iterator[Break]:
    told = {(row.dataset, row.column) for row in declared(new, since)}
    return (one for one in found(old, new) if (one.dataset.name, one.column) not in told)
