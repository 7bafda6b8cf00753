"""`?_search=` finds what a reader of Chinese would find by eye, and never fails."""

import random
import re
import unicodedata

import pytest
from builds import Build
from client import Client
from support import ROOT, rows, schemas, table, used

SCHEMAS = schemas()
SEARCHED = [name for name, schema in SCHEMAS.items() if used(schema, "search") and name != "redirects"]
SEED, QUERIES = 20251122, 16  # for each dataset
ODD = {
    "quote": '馆"', "quotes": '"馆', "apostrophe": "馆'", "star": "馆*", "only a star": "*", "brackets": "((馆", "near": "NEAR(馆 湖)",
    "and": "AND", "or": "馆 OR", "not": "NOT 馆", "minus": "-馆", "column": "name:馆", "caret": "^馆", "plus": "馆+湖", "semicolon": "馆;",
    "comment": "馆--", "percent": "%", "underscore": "_", "emoji": "🏛️", "family": "👨‍👩‍👧", "control": "\x01\x1f\x7f", "surrogate free": "\ufffe",
    "line ends": "馆\r\n湖", "space": "   ", "full width": "ＡＢＣ", "right to left": "\u202e馆", "combining": "e\u0301", "long": "a" * 10_000, "long and wide": "湖" * 7_000,
    "many words": "湖 南 " * 500, "braces": "{馆}", "slash": "馆/湖", "backslash": "馆\\", "sql": "'; drop table places; --",
}  # fmt: skip

ADDRESSES = [
    ("/data/hunan/places.json", "_search"),
    ("/data/hunan/places", "_search"),
    ("/data/hunan/all_records.json", "_search"),
    ("/search/", "q"),
]


def folded(text: str) -> str:
    """Full and half width, upper and lower case alike."""
    return unicodedata.normalize("NFKC", text).casefold()


def cut(name: str) -> list[str]:
    """Pieces of one to six characters, letters and figures only, from what the dataset really says."""
    chance = random.Random(f"{SEED} {name}")
    cells = [row[column] for row in rows(ROOT / "datasets" / f"{name}.csv") for column in used(SCHEMAS[name], "search")]
    runs = [run for cell in cells for run in re.findall(r"[^\W_]+", cell)]
    pieces = []
    for _ in range(QUERIES):
        run, length = chance.choice(runs), chance.randint(1, 6)
        start = chance.randint(0, max(0, len(run) - length))
        pieces.append(run[start : start + length])
    return [*pieces, pieces[0][::-1], "馆", "魑魅"]


@pytest.mark.parametrize("name", SEARCHED)
def test_it_finds_exactly_the_rows_that_contain_the_word(client: Client, name: str) -> None:
    key, columns = SCHEMAS[name]["primaryKey"], used(SCHEMAS[name], "search")
    cells = {row[key]: [folded(row[column]) for column in columns] for row in rows(ROOT / "datasets" / f"{name}.csv")}
    for piece in cut(name):
        expected = [k for k, texts in sorted(cells.items()) if any(folded(piece) in text for text in texts)]
        found = client.rows(f"/data/hunan/{table(name)}.json", _search=piece, _size="max", _sort=key, _col=key)
        assert [row[key] for row in found] == expected, piece


def test_several_words_must_all_be_there(client: Client) -> None:
    found = {row["place_id"] for row in client.rows("/data/hunan/places.json", _search="长沙 博物馆", _size="max")}
    each = [{row["place_id"] for row in client.rows("/data/hunan/places.json", _search=w, _size="max")} for w in ("长沙", "博物馆")]
    assert found == each[0] & each[1]
    assert len(found) > 3


def test_width_and_case_make_no_difference(client: Client) -> None:
    found = [client.rows("/data/hunan/local_associations.json", _search=word, _size="max") for word in ("科协", "科协 ", "　科协")]
    assert found[0] == found[1] == found[2]
    wide = [
        client.rows("/data/hunan/sources.json", _search=word, _size="max", _col="source_id")
        for word in ("helloworld", "ＨｅｌｌｏＷｏｒｌｄ")
    ]
    assert wide[0] == wide[1] != []


@pytest.mark.parametrize("typed", ODD.values(), ids=ODD)
def test_whatever_is_typed_is_answered(client: Client, typed: str) -> None:
    for path, parameter in ADDRESSES:
        assert client.get(path, **{parameter: typed}).status_code == 200, path
    assert client.get("/data/hunan/places.json", _search=typed, _searchmode="raw").status_code < 500


def test_what_is_typed_comes_back_as_text(client: Client) -> None:
    page = client.get("/search/", q="<script>alert(1)</script>馆").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize("word", ["馆", "长沙", "博物馆"])
def test_the_one_search_box_counts_what_it_finds(client: Client, real: Build, word: str) -> None:
    found = client.rows("/data/hunan/all_records.json", _search=word, _size="max")
    page = client.get("/search/", q=word).text
    total = re.search(r"全部 <span>([\d,]+)</span>", page)
    assert total
    assert int(total.group(1).replace(",", "")) == len(found)
