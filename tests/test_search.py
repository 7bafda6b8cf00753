"""`?_search=` finds what a reader of Chinese would find by eye, and never fails."""

import random
import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from builds import Build
from client import Client
from opencc import OpenCC
from support import ROOT, rows, schemas, table, used

from kepu.server.sql.functions import register

SCHEMAS = schemas()
SEARCHED = [name for name, schema in SCHEMAS.items() if used(schema, "search") and name != "redirects"]
SEED, ASKED, COMPARED = 20251122, 6, 250  # pieces for each dataset: over HTTP, and in the database
ODD = {
    "quote": '馆"', "quotes": '"馆', "apostrophe": "馆'", "star": "馆*", "only a star": "*", "brackets": "((馆", "near": "NEAR(馆 湖)",
    "and": "AND", "or": "馆 OR", "not": "NOT 馆", "minus": "-馆", "column": "name:馆", "caret": "^馆", "plus": "馆+湖", "semicolon": "馆;",
    "comment": "馆--", "percent": "%", "underscore": "_", "emoji": "🏛️", "family": "👨‍👩‍👧", "control": "\x01\x1f\x7f", "surrogate free": "\ufffe",
    "line ends": "馆\r\n湖", "space": "   ", "full width": "ＡＢＣ", "right to left": "\u202e馆", "combining": "e\u0301", "long": "a" * 10_000, "long and wide": "湖" * 7_000,
    "many words": "湖 南 " * 500, "braces": "{馆}", "slash": "馆/湖", "backslash": "馆\\", "sql": "'; drop table places; --",
}  # fmt: skip

CONVERTER = OpenCC("t2s")

ADDRESSES = [
    ("/data/hunan/places.json", "_search"),
    ("/data/hunan/places", "_search"),
    ("/data/hunan/all_records.json", "_search"),
    ("/search/", "q"),
]


def folded(text: str) -> str:
    """Full and half width, upper and lower case, traditional and simplified alike."""
    return CONVERTER.convert(unicodedata.normalize("NFKD", text).casefold())


def cut(name: str, count: int) -> list[str]:
    """Pieces of one to six characters, punctuation and all, from what the dataset really says."""
    chance = random.Random(f"{SEED} {name}")
    cells = [row[column] for row in rows(ROOT / "datasets" / f"{name}.csv") for column in used(SCHEMAS[name], "search")]
    runs = [run for cell in cells for run in re.findall(r"\S+", cell)]
    pieces = []
    for _ in range(count):
        run, length = chance.choice(runs), chance.randint(1, 6)
        start = chance.randint(0, max(0, len(run) - length))
        pieces.append(run[start : start + length])
    return [*pieces, pieces[0][::-1], "馆", "魑魅"]


def brute(name: str, pieces: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Each piece with the keys of the rows that contain it, found by reading all of them."""
    key, columns = SCHEMAS[name]["primaryKey"], used(SCHEMAS[name], "search")
    cells = {row[key]: "\n".join(folded(row[column]) for column in columns) for row in rows(ROOT / "datasets" / f"{name}.csv")}
    for piece in pieces:
        sought = folded(piece)
        yield piece, [k for k, text in sorted(cells.items()) if sought in text]


@pytest.mark.parametrize("name", SEARCHED)
def test_it_finds_exactly_the_rows_that_contain_the_word(client: Client, name: str) -> None:
    key = SCHEMAS[name]["primaryKey"]
    for piece, expected in brute(name, cut(name, ASKED)):
        found = client.rows(f"/data/hunan/{table(name)}.json", _search=piece, _size="max", _sort=key, _col=key)
        assert [row[key] for row in found] == expected, piece


def test_thousands_of_pieces_are_found_as_by_reading_every_row(real: Build) -> None:
    """The same question Datasette asks of the database, without the way there."""
    connection = sqlite3.connect(real.out / "hunan.db")
    register(connection)
    compared = 0
    for name in SEARCHED:
        key, own = SCHEMAS[name]["primaryKey"], table(name)
        sql = f"select {key} from {own} where rowid in (select rowid from {own}_fts where {own}_fts match escape_fts(?)) order by 1"
        for piece, expected in brute(name, cut(name, COMPARED)):
            found = [k for (k,) in connection.execute(sql, [piece])]
            if re.fullmatch(r"[a-z]{2,}", folded(piece)):  # letters may be pinyin of a name besides
                assert set(expected) <= set(found), (name, piece)
            else:
                assert found == expected, (name, piece)
                compared += 1
    assert compared > 5000


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


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("kejiguan", "科技馆"),
        ("KeJiGuan", "科技馆"),
        ("kjg", "科技馆"),
        ("hnskx", "湖南省科学"),
        ("changsha", "长沙"),
        ("zhangjiaj", "张家界"),
        ("chang沙", ""),
    ],
)
def test_names_are_found_by_pinyin(client: Client, typed: str, named: str) -> None:
    found = {row["place_id"] for row in client.rows("/data/hunan/places.json", _search=typed, _size="max")}
    if not named:
        assert found == set()
        return
    alike = {row["place_id"] for row in client.rows("/data/hunan/places.json", _search=named, _size="max") if named in row["name"]}
    assert alike
    assert alike <= found


@pytest.mark.parametrize(("typed", "same"), [("科學技術館", "科学技术馆"), ("岳陽", "岳阳"), ("Ａ級", "a级"), ("ＰＭ２", "pm2")])
def test_traditional_and_full_width_forms_find_the_same(client: Client, typed: str, same: str) -> None:
    for path in ("/data/hunan/places.json", "/data/hunan/sources.json", "/data/hunan/tourism_sites.json"):
        assert client.rows(path, _search=typed, _size="max") == client.rows(path, _search=same, _size="max")


def test_spaces_count_between_quotes(client: Client) -> None:
    texts = {row["source_id"]: folded(row["title"] + "\n" + row["publisher"]) for row in rows(ROOT / "datasets" / "sources.csv")}
    piece = next(m[0] for text in texts.values() if (m := re.search(r"\w{2} \w{2}", text)))
    found = {row["source_id"] for row in client.rows("/data/hunan/sources.json", _search=f'"{piece}"', _size="max")}
    assert found == {key for key, text in texts.items() if piece in text}


def test_one_address_searches_every_dataset(client: Client) -> None:
    """Against every searchable cell and the names of the divisions a row is in."""
    names = {row["adcode"]: row["name"] for row in rows(ROOT / "datasets" / "divisions.csv")}
    chance = random.Random(SEED)
    texts = dict(searchable(names))
    read = {key: "\n".join(map(folded, cells)) for key, cells in texts.items()}
    for piece in [cut(chance.choice(SEARCHED), 1 + n)[n] for n in range(40)]:
        sought = folded(piece)
        answer = client.json(f"/data/hunan/search.json?q={quote(piece)}&limit=1000")
        expected = {key for key, text in read.items() if sought in text}
        assert answer["count"] == sum(answer["counts"].values()) == len(expected), piece
        found = {(hit["dataset"], hit["id"]) for hit in answer["results"]}
        assert found <= expected
        assert len(found) == min(1000, len(expected)), piece
        for hit in answer["results"][:50]:
            assert hit["matches"], (piece, hit)
            for match in hit["matches"]:
                (start, end), *_ = match["spans"]
                assert folded(match["snippet"][start:end]) == sought
                assert match["snippet"].strip("…") in "\n".join(texts[hit["dataset"], hit["id"]])


def searchable(names: dict[str, str]) -> Iterator[tuple[tuple[str, str], list[str]]]:
    for dataset, schema in SCHEMAS.items():
        columns = used(schema, "search")
        links = [k["fields"] for k in schema.get("foreignKeys", []) if k["reference"]["resource"] == "divisions" and dataset != "divisions"]
        for row in rows(ROOT / "datasets" / f"{dataset}.csv") if columns and dataset != "redirects" else []:
            yield (dataset, row[schema["primaryKey"]]), [row[c] for c in columns] + [names[row[c]] for c in links if row[c]]


def test_the_named_record_comes_first(client: Client) -> None:
    first = client.json("/data/hunan/search.json?q=湖南省科学技术馆")["results"][0]
    assert (first["dataset"], first["label"]) == ("places", "湖南省科学技术馆")
    assert client.get(first["url"]).status_code == client.get(first["api_url"]).status_code == 200


@pytest.mark.parametrize(
    "query", ["q=馆&limit=-1", "q=馆&limit=x&offset=x", "q=馆&offset=99999999999999999999", "q=馆&type=nothing", "limit=5", "q=%00%ff"]
)
def test_odd_parameters_of_the_search_are_answered(client: Client, query: str) -> None:
    assert client.get(f"/data/hunan/search.json?{query}").status_code < 500
