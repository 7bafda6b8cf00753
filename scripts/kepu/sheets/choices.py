"""What a cell of a column may be chosen from: words for the editor, codes for the file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from kepu.labels import Labels
from kepu.model import Dataset, Field, Link, Term
from kepu.trees import Tree

# A longer list is slower to look through than an id is to type.
LONGEST = 300
# How many divisions one lies in: a prefecture in the whole, a county in both.
DEPTHS = {"prefecture": 1, "county": 2}
BOOLEAN = (Term("true", "是", "Yes"), Term("false", "否", "No"))


@dataclass(frozen=True)
class Choices:
    """Codes with the words shown for them, and every word that stands for a code."""

    shown: Mapping[str, str] = field(default_factory=dict)
    meant: Mapping[str, str] = field(default_factory=dict)

    def show(self, found: Field, cell: str) -> str:
        """A stored cell in the editor's words; as it stands when any part of it is unknown."""
        parts = cell.split(";") if found.is_list else [cell]
        return ";".join(self.shown[part] for part in parts) if all(part in self.shown for part in parts) else cell

    def store(self, found: Field, cell: str) -> str:
        """The code for an editor's words; as they stand when any part of them is unknown."""
        parts = [part.strip() for part in (re.split("[;；]", cell) if found.is_list else [cell])]
        return ";".join(self.meant[part] for part in parts) if all(part in self.meant for part in parts) else cell


def of(tree: Tree, dataset: Dataset, found: Field) -> Choices:
    """The choices of a column; none when its values are free or too many."""
    if found.vocabulary:
        return _worded(list(found.vocabulary.values()))
    if found.type == "boolean":
        return _worded(list(BOOLEAN))
    if "enum" in found.constraints:
        return _worded([Term(str(value), str(value), str(value)) for value in found.constraints["enum"]])
    link = next((link for link in dataset.links if link.field == found.name), None)
    return _worded(_records(tree, found, link)) if link else Choices()


def _worded(terms: list[Term]) -> Choices:
    """A label alone is shown where it means one code only. Codes and what is shown win over any other word."""
    labels = Counter(term.label for term in terms)
    codes = {term.code for term in terms}
    full = {term.code: f"{term.label}（{term.code}）" if term.label != term.code else term.code for term in terms}
    plain = {term.code: term.label for term in terms if labels[term.label] == 1 and term.label not in codes - {term.code}}
    shown = full | plain
    english = {term.label_en: term.code for term in terms if sum(t.label_en == term.label_en for t in terms) == 1}
    meant = english | {word: code for words in (full, shown) for code, word in words.items()} | {code: code for code in codes}
    return Choices(shown, meant)


def _records(tree: Tree, found: Field, link: Link) -> list[Term]:
    """The records a foreign key may point at, under their names; none when they are too many."""
    target, labels = tree.catalog[link.target], Labels(tree)
    keys = _at_depth(tree, target, DEPTHS[found.role]) if found.role in DEPTHS else []
    keys = keys or [row.cells[link.target_field] for row in tree.tables[target.name].rows]
    return [Term(key, labels.record(target, key), key) for key in keys] if len(keys) <= LONGEST else []


def _at_depth(tree: Tree, target: Dataset, depth: int) -> list[str]:
    """The divisions that lie in so many others."""
    parent = target.role_of("parent")
    above = {row.cells[target.key]: row.cells[parent.name] for row in tree.tables[target.name].rows} if parent else {}
    return [key for key in above if len(_line(above, key)) == depth]


def _line(above: Mapping[str, str], key: str) -> list[str]:
    """What a division lies in, from the nearest; a circle ends where it closes."""
    found: list[str] = []
    while (key := above.get(key, "")) and key not in found:
        found.append(key)
    return found
