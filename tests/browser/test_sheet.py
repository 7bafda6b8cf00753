"""Printing a place begins with a sheet for its door."""

import json
import re
import subprocess
from pathlib import Path

from playwright.sync_api import expect
from support import ROOT

from browser.reader import Readers

PLACE = "/places/p0055/"


def scanned(path: str, side: int, folder: Path) -> str:
    """What a camera reads in a drawing made of one-by-one squares."""
    rows = [[0] * side for _ in range(side)]
    for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", path):
        rows[int(y)][int(x)] = 1
    out = folder / "scan.cjs"
    esbuild = ROOT / "node_modules" / ".bin" / "esbuild"
    subprocess.run(
        [esbuild, ROOT / "tests/record/scan.js", "--bundle", "--platform=node", "--log-level=error", f"--outfile={out}"], check=True
    )
    return subprocess.run(["node", out], input=json.dumps(rows), capture_output=True, text=True, check=True).stdout


def test_the_sheet_for_the_door_shows_name_hours_map_and_a_code_that_leads_to_the_page(reader: Readers, tmp_path: Path) -> None:
    visitor = reader()
    page = visitor.open(PLACE + "?from=wechat#week")
    sheet = page.locator(".door")
    expect(sheet).to_be_hidden()
    page.emulate_media(media="print")
    expect(sheet).to_be_visible()
    expect(sheet.locator(".door-name")).to_have_text("湖南博物院")
    expect(sheet).to_contain_text("长沙市开福区东风路50号")
    expect(sheet.locator("tr").nth(1)).to_have_text(re.compile("周二.*9:00—17:00"))
    code = sheet.locator(".door-code svg")
    side = int((code.get_attribute("viewBox") or "").split()[-1])
    assert scanned(code.locator("path").get_attribute("d") or "", side, tmp_path) == visitor.portal + PLACE
    height = sheet.evaluate("sheet => sheet.getBoundingClientRect().height")
    assert height < 297 / 25.4 * 96, "more than a sheet of A4"
