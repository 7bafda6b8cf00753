"""The real data read once, and the small root's workbook."""

import shutil

import openpyxl
import pytest
from builds import copy_root
from support import ROOT, TESTS

from kepu import trees
from sheet.workbooks import exported


@pytest.fixture(scope="session")
def real_tree() -> trees.Tree:
    return trees.read("real", ROOT)


@pytest.fixture(scope="session")
def towers(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    """The workbook of the small root's towers."""
    root = tmp_path_factory.mktemp("towers") / "root"
    copy_root(root, TESTS / "examples" / "_root")
    shutil.copytree(ROOT / "schemas" / "meta", root / "schemas" / "meta")
    return openpyxl.load_workbook(exported(root, "towers"))
