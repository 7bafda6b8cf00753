"""Every problem code is explained on the portal, and every report leads there."""

import ast
import json
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
from builds import Build
from support import ENGINE, ROOT, rows, words
from test_check import EXAMPLES, check, mistaken

from kepu.problems import blanks

CODES = {row["code"]: row for row in rows(ROOT / "schemas" / "problems.csv")}
PAGES = {"zh": "contribute/problems", "en": "en/contribute/problems"}
PUBLIC = "https://science.example.org/portal/"


def emitted() -> Iterator[tuple[str, str]]:
    """(code, file) of every problem the engine makes by name."""
    for path in sorted((ENGINE / "kepu").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and re.search(r"problem$", _name(node.func), re.IGNORECASE):
                said = (inner.value for inner in ast.walk(node.args[0]) if isinstance(inner, ast.Constant))
                yield from ((code, path.name) for code in said if isinstance(code, str) and "{" not in code)


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def test_every_code_the_engine_makes_has_its_row() -> None:
    found = set(emitted())
    assert len(found) > 50
    assert not {(code, file) for code, file in found if code not in CODES}


@pytest.mark.parametrize("code", CODES)
def test_every_code_says_why_it_is_checked_in_both_languages_and_without_blanks(code: str) -> None:
    row = CODES[code]
    assert all(row[column] for column in ("family_zh", "family_en", "why_zh", "why_en"))
    assert "{" not in row["why_zh"] + row["why_en"]
    assert row["why_zh"].endswith("。")
    assert row["why_zh"].rstrip("。") != row["fix_zh"]


def test_the_codes_of_a_family_stand_together() -> None:
    families = [family for family, _ in groupby((row["family_zh"], row["family_en"]) for row in CODES.values())]
    assert len({zh for zh, _ in families}) == len({en for _, en in families}) == len(families)


@pytest.mark.parametrize("lang", PAGES)
def test_every_code_has_a_heading_that_says_what_to_do(real: Build, lang: str) -> None:
    page = real.page(PAGES[lang])
    parts = {found[0]: found[1] for found in re.findall(r'<h3 id="([a-z-]+)">(.*?)</dl>', page, re.DOTALL)}
    assert list(parts) == list(CODES)
    for code, row in CODES.items():
        text = words(parts[code])
        assert all(blanks(row[f"{column}_{lang}"]) in text for column in ("message", "fix", "why")), code
        assert all(row[column] in text for column in ("wrong", "right")), code
        assert not set("{}[]") & set(text), code


@pytest.mark.parametrize("code", [code for code, row in CODES.items() if row["wrong"]])
def test_what_a_page_says_to_type_instead_is_right(tmp_path: Path, code: str) -> None:
    """In the code's own example: the wrong cell is there, and with the right one nothing is left to tell."""
    root = mistaken(code, tmp_path / "root")
    wrong, right = CODES[code]["wrong"], CODES[code]["right"]
    for path in (root / file.relative_to(EXAMPLES / code) for file in (EXAMPLES / code).rglob("*.csv")):
        text, cell = path.read_text("utf-8"), re.compile(rf"(?<![^,\n]){re.escape(wrong)}(?![^,\n])")
        assert cell.search(text)
        path.write_text(cell.sub(right, text, count=1), "utf-8")
    assert check(root) == (0, "检查通过，没有问题\n")


def quoted() -> Iterator[tuple[str, str, str]]:
    """(page, sentence, code) of every line of a report that a hand-written page shows."""
    for path in [*ROOT.glob("*.md"), *(ROOT / "site" / "pages").rglob("*.md")]:
        lines = re.findall(r"^[✗!·] \S+  (.*)\n    → (.*)  \[([a-z-]+)\]$", path.read_text("utf-8"), re.MULTILINE)
        yield from ((path.name, f"{message}→{fix}", code) for message, fix, code in lines)


def test_a_report_shown_on_a_page_is_worded_as_it_is_today() -> None:
    found = list(quoted())
    assert len(found) >= 3
    for page, sentence, code in found:
        wording = re.escape(f"{CODES[code]['message_zh']}→{CODES[code]['fix_zh']}")
        assert re.fullmatch(re.sub(r"\\\{\w+\\\}", ".+", wording), sentence), (page, sentence)


def reported(root: Path, form: str, lang: str = "zh") -> str:
    """The report of a root with one problem."""
    return check(root, "--format", form, "--lang", lang)[1]


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A root with one mistake, whose portal has a public address."""
    root = mistaken("type-integer", tmp_path / "root")
    settings = root / "mkdocs.yml"
    settings.write_text(f"site_url: {PUBLIC}\n{settings.read_text('utf-8')}", "utf-8")
    return root


def test_every_report_leads_to_the_heading_of_its_code(published: Path) -> None:
    there = f"{PUBLIC}contribute/problems/#type-integer"
    assert json.loads(reported(published, "json"))["problems"][0]["help"] == there
    assert json.loads(reported(published, "sarif"))["runs"][0]["tool"]["driver"]["rules"] == [{"id": "type-integer", "helpUri": there}]
    assert f"[type-integer]({there})" in reported(published, "markdown")
    assert f'<a href="{there}">type-integer</a>' in reported(published, "html")
    assert f"{PUBLIC}en/contribute/problems/#type-integer" in reported(published, "html", "en")


def test_without_a_public_address_no_report_holds_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    root = mistaken("type-integer", tmp_path / "root")
    assert json.loads(reported(root, "json"))["problems"][0]["help"] == "/contribute/problems/#type-integer"
    assert json.loads(reported(root, "sarif"))["runs"][0]["tool"]["driver"]["rules"] == [{"id": "type-integer"}]
    assert all("type-integer" in reported(root, form) and "/contribute/" not in reported(root, form) for form in ("markdown", "html"))
