"""WCAG 2.2 AA by axe: no violation on any kind of page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from support import ROOT

from browser import kinds
from browser.reader import Readers

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# rule → the parts of the page that break it, with axe's reason
VIOLATIONS = """async only => {
  const found = await axe.run(document, {runOnly: only, resultTypes: ['violations']});
  return found.violations.flatMap(one => one.nodes.slice(0, 3).map(node => `${one.id}: ${node.target} ${node.failureSummary}`.replace(/\\s+/g, ' ').slice(0, 300)));
}"""


def violations(page: Page) -> list[str]:
    """What axe finds by day; by night only colours are others, and test_contrast.py measures those."""
    page.evaluate(AXE)
    return list(page.evaluate(VIOLATIONS, {"type": "tag", "values": STANDARD}))


@pytest.mark.parametrize("group", kinds.GROUPS)
def test_axe_finds_nothing(reader: Readers, group: str) -> None:
    visitor = reader(width=390, height=844)
    found = {address: violations(visitor.open(address, kinds.status(address))) for address in kinds.GROUPS[group]}
    wrong = [f"{address} {part}" for address, parts in found.items() for part in parts]
    assert wrong == [], "\n".join(wrong)
