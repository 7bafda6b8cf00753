"""CSV for Excel is the file byte for byte, with Chinese headings and no formula."""

import csv
import io

import pytest
from builds import Build
from client import Client
from support import table

from formats.data import SCHEMAS


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_csv_for_excel_is_the_file_byte_for_byte(client: Client, real: Build, name: str) -> None:
    answer = client.get(f"/data/hunan/{table(name)}.excel")
    assert answer.content == (real.downloads / f"{name}.excel.csv").read_bytes()
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}.excel.csv"'


def test_a_query_for_excel_has_chinese_headings_and_runs_no_formula(client: Client) -> None:
    sql = "select place_id, opening_hours, '=1+1' as sum, -5 as n, x'ff' as blob from places limit 1"
    answer = client.get("/data/hunan.excel", sql=sql)
    found = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert found == [["place_id", "开放时间", "sum", "n", "blob"], ["p0001", "", "'=1+1", "-5", "ff"]]
