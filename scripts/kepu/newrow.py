"""An empty row with an id that was never used."""

from __future__ import annotations

from kepu import ids
from kepu.model import Dataset
from kepu.problems import Stop
from kepu.sheets import guide
from kepu.sheets.columns import columns
from kepu.trees import Tree
from kepu.writing import as_csv, canonical, write


class NewRow:
    """A row of a dataset, empty but for its id; without one where ids come from elsewhere and none was given."""

    def __init__(self, tree: Tree, dataset: Dataset, key: str) -> None:
        self.tree, self.dataset, self.table = tree, dataset, tree.tables[dataset.name]
        if not self.table.whole:
            raise Stop(self.table.problems[0])
        if key in ids.used(tree.catalog, tree.tables, dataset):
            raise Stop(self.table.problem("key-repeated", column=dataset.key, value=key))
        number = key or next(ids.free(tree.catalog, tree.tables, dataset), "")
        self.cells = {f.name: number if f.name == dataset.key else "" for f in dataset.fields}

    def comments(self, lang: str) -> list[str]:
        """What each column means."""
        return guide.comments(self.dataset, columns(self.tree, self.dataset), lang)

    def csv(self) -> str:
        """The header and the row."""
        return as_csv(self.dataset, [self.cells]).decode("utf-8")

    def add(self) -> None:
        """Put the row into its dataset's file. Without an id it would be no row."""
        if not self.cells[self.dataset.key]:
            raise Stop(self.table.problem("key-missing", column=self.dataset.key))
        rows = [*(row.cells for row in self.table.rows), self.cells]
        write(self.dataset.path, canonical(self.dataset, rows))
