"""The box that searches in the browser finds what reading every row would find, in the order a reader expects."""

from __future__ import annotations

import gzip
import json
import random
import re
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from builds import Build
from opencc import OpenCC
from pypinyin import lazy_pinyin
from support import ROOT, TESTS, rows, schemas, used, with_role

from kepu import chinese
from kepu.catalog import load
from kepu.find.documents import kinds
from kepu.find.writing import Index, Sizes
from kepu.library import Library

SCHEMAS = schemas()
SEED, PIECES, SHARDED = 20261123, 2500, 250
CONVERTER = OpenCC("t2s")
TRANSFER = 150_000  # what a phone on a slow line still waits for
Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page's own search, bundled for node."""
    out = tmp_path_factory.mktemp("find") / "ask.mjs"
    esbuild = ROOT / "node_modules" / ".bin" / "esbuild"
    subprocess.run(
        [esbuild, TESTS / "find" / "ask.js", "--bundle", "--format=esm", "--platform=node", "--log-level=error", f"--outfile={out}"],
        check=True,
    )
    return out


@pytest.fixture(scope="module")
def ask(script: Path, real: Build) -> Ask:
    """What the search answers."""

    def asked(queries: list[str], folder: Path = real.site / "assets" / "find", **more: Any) -> dict[str, Any]:
        question = json.dumps({"folder": str(folder), "queries": queries, **more})
        done = subprocess.run(["node", script], input=question, capture_output=True, text=True, encoding="utf-8", check=True)
        return dict(json.loads(done.stdout))

    return asked


def folded(text: str) -> str:
    """Full and half width, upper and lower case, traditional and simplified alike."""
    return CONVERTER.convert(unicodedata.normalize("NFKD", text).casefold())


def documents() -> dict[tuple[str, str], tuple[list[str], list[str]]]:
    """(dataset, id) → names, other searched texts; read from the tables. What a row adds to another belongs to that one."""
    divisions = {row["adcode"]: row["name"] for row in rows(ROOT / "datasets" / "divisions.csv")}
    found: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    added: list[tuple[tuple[str, str], list[str]]] = []
    for dataset, schema in SCHEMAS.items():
        searched, key = used(schema, "search"), schema["primaryKey"]
        links = {k["fields"]: k["reference"]["resource"] for k in schema.get("foreignKeys", [])}
        label, others = with_role(schema, "label"), [with_role(schema, role) for role in ("other_names", "short_name")]
        for row in rows(ROOT / "datasets" / f"{dataset}.csv") if searched and dataset != "redirects" else []:
            if key in links:
                added.append(((links[key], row[key]), [row[c] for c in searched]))
                continue
            aliases = [name.strip() for c in others if c in searched for name in row[c].split(";")]
            texts = [row[c] for c in searched if c not in (label, *others)]
            texts += [divisions[row[c]] for c, target in links.items() if target == "divisions" and dataset != "divisions" and row[c]]
            found[dataset, row[key]] = ([row[label] or row[key], *aliases], texts)
    for at, texts in added:
        found[at][1].extend(texts)
    return found


DOCUMENTS = documents()
FOLDED = {key: [[folded(text) for text in part if text] for part in parts] for key, parts in DOCUMENTS.items()}


def pieces(count: int) -> list[str]:
    """Parts of one to six characters of what the tables say, some in traditional characters or wide letters."""
    dice = random.Random(SEED)
    texts = [text for names, others in DOCUMENTS.values() for text in (*names, *others)]
    runs = [run for text in texts for run in re.findall(r'[^\s"]+', text)]
    found = []
    for _ in range(count):
        run, length = dice.choice(runs), dice.randint(1, 6)
        start = dice.randint(0, max(0, len(run) - length))
        found.append(run[start : start + length])
    return [*found, *(OpenCC("s2t").convert(piece) for piece in found[:200]), "馆", "ＰＭ", "魑魅"]


def expected(piece: str) -> set[tuple[str, str]]:
    """The documents that hold it, found by reading all of them."""
    sought = folded(piece)
    return {key for key, parts in FOLDED.items() if any(sought in text for part in parts for text in part)}


def records(answer: dict[str, Any]) -> list[tuple[str, str]]:
    return [(kind, key) for kind, key, _ in answer["hits"] if kind != "pages"]


def letters(piece: str) -> bool:
    """Letters may be pinyin of a name besides."""
    return re.fullmatch(r"[a-z]{2,}", folded(piece)) is not None


def test_thousands_of_pieces_are_found_exactly_where_they_stand(ask: Ask) -> None:
    compared = 0
    for answer in ask(pieces(PIECES))["answers"]:
        found, wanted = set(records(answer)), expected(answer["query"])
        assert len(answer["hits"]) == answer["total"]
        if letters(answer["query"]):
            assert wanted <= found, answer["query"]
        else:
            assert found == wanted, answer["query"]
            compared += 1
    assert compared > PIECES * 0.9


@pytest.fixture(scope="module")
def sharded(real: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same records as an index of many small files, as a hundred times as many would have it."""
    folder = tmp_path_factory.mktemp("sharded") / "find"
    library = Library(load(ROOT), real.out / "hunan.db")
    Index(kinds(library), Sizes(whole=0)).write(folder)
    return folder


def test_an_index_in_many_files_finds_the_same_and_loads_little_of_it(ask: Ask, sharded: Path) -> None:
    asked = [*pieces(SHARDED), "长沙 博物馆", "湖南 湿地 公园", "kejiguan", "kjg", "zhangjiaj", "changsha bowuguan"]
    whole = {answer["query"]: set(records(answer)) for answer in ask(asked)["answers"]}
    for answer in ask(asked, sharded)["answers"]:
        assert set(records(answer)) == whole[answer["query"]], answer["query"]
    total = sum(len(gzip.compress(path.read_bytes())) for path in sharded.iterdir())
    for answer in ask(asked[-12:], sharded, want={"each": 3, "most": 12}, fresh=True)["answers"]:
        assert set(records(answer)) <= whole[answer["query"]], answer["query"]
        assert bool(answer["hits"]) == bool(whole[answer["query"]])
        assert answer["loaded"] < total / 3


def test_what_is_named_so_comes_before_what_begins_so_before_what_holds_it(ask: Ask) -> None:
    asked = ["长沙", "长沙市", "湖南", "科技馆", "博物馆", "湿地公园", "岳阳市", "科普", "湖南省科学技术馆", "天文"]
    for answer in ask(asked)["answers"]:
        word = answer["query"]
        ranks = [rank(word, *FOLDED[key]) for key in records(answer)]
        assert ranks == sorted(ranks), word
        assert len(set(ranks)) > 1


def rank(word: str, names: list[str], texts: list[str]) -> int:
    """0 is named so, 1 begins so, 2 holds it in a name, 3 elsewhere."""
    return [word in names, any(n.startswith(word) for n in names), any(word in n for n in names), any(word in t for t in texts)].index(True)


@pytest.mark.parametrize(("typed", "named"), [("kejiguan", "科技馆"), ("KeJiGuan", "科技馆"), ("kjg", "科技馆"), ("hnskx", "湖南省科学"), ("zhangjiaj", "张家界"), ("changsha", "长沙")])  # fmt: skip
def test_names_are_found_by_pinyin_in_full_half_typed_and_by_initials(ask: Ask, typed: str, named: str) -> None:
    (answer,) = ask([typed])["answers"]
    wanted = {key for key, (names, _) in DOCUMENTS.items() if any(named in name for name in names)}
    assert wanted
    assert wanted <= set(records(answer))


def test_every_place_is_found_by_the_pinyin_of_its_name(ask: Ask) -> None:
    named = {
        key: names[0] for key, (names, _) in DOCUMENTS.items() if key[0] == "places" and re.fullmatch(r"[\u4e00-\u9fff]{4,12}", names[0])
    }
    chosen = random.Random(SEED).sample(sorted(named), 150)
    answers = ask(["".join(lazy_pinyin(named[key])) for key in chosen])["answers"]
    assert [key for key, answer in zip(chosen, answers, strict=True) if key not in records(answer)] == []


@pytest.mark.parametrize(("typed", "meant"), [("科技管", "科技馆"), ("科记馆", "科技馆"), ("张家介", "张家界"), ("岳阳楼扁", "岳阳楼"), ("kejigaun", "科技馆")])  # fmt: skip
def test_a_slip_is_answered_with_what_was_meant(ask: Ask, typed: str, meant: str) -> None:
    (answer,) = ask([typed])["answers"]
    assert answer["total"] == 0
    assert answer["meant"][0].startswith(meant)


def test_nothing_is_offered_for_what_resembles_nothing(ask: Ask) -> None:
    assert [answer["meant"] for answer in ask(["魑魅魍魉", "qqqqqq", "龘"])["answers"]] == [[], [], []]


def test_characters_fold_as_on_the_server(ask: Ask) -> None:
    occurring = {char for parts in DOCUMENTS.values() for part in parts for text in part for char in text}
    folds = {chinese.fold(char) for char in occurring}
    points = (chr(point) for point in range(0x20, 0x30000) if not 0xD800 <= point < 0xE000)
    alike = [char for char in points if chinese.fold(char) in folds]
    assert len(alike) > len(occurring)
    theirs = ask([], texts=alike)["folded"]
    assert [(char, mine) for char, mine in zip(alike, theirs, strict=True) if mine != chinese.fold(char)] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_phone_loads_the_whole_search_in_less_than_it_waits_for(ask: Ask, real: Build, lang: str) -> None:
    own = len(gzip.compress((real.site / "assets" / "find.js").read_bytes()))
    assert ask([], lang=lang)["opened"] + own < TRANSFER


def handwritten(folder: str) -> Iterator[tuple[str, str]]:
    """(address, a few Chinese or English words that stand on the page)."""
    dice = random.Random(SEED)
    for path in sorted((ROOT / "site" / "pages").rglob("*.md")):
        name = path.relative_to(ROOT / "site" / "pages").with_suffix("").as_posix()
        if name.startswith("en/") != (folder == "en"):
            continue
        text = re.sub(r"^---.*?^---|\{[^}]*\}|\([^)]*\)", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
        words = re.findall(r"[\u4e00-\u9fff]{2,8}" if folder == "zh" else r"[A-Z][a-z]+ [a-z]+ [a-z]+", text)
        address = name.removesuffix("index").rstrip("/") + "/"
        yield from ((address.lstrip("/"), word) for word in dice.sample(words, min(8, len(words))))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_words_of_the_hand_written_pages_lead_to_them_in_the_readers_language(ask: Ask, real: Build, lang: str) -> None:
    asked = list(handwritten(lang))
    assert len({address for address, _ in asked}) > 4
    for (address, word), answer in zip(asked, ask([word for _, word in asked], lang=lang)["answers"], strict=True):
        pages = {key.partition("#")[0] for kind, key, _ in answer["hits"] if kind == "pages"}
        assert address in pages, word
        assert all(page.startswith("en/") == (lang == "en") for page in pages)
    anchors = {
        key for answer in ask([word for _, word in asked], lang=lang)["answers"] for kind, key, _ in answer["hits"] if kind == "pages"
    }
    for key in anchors:
        address, _, anchor = key.partition("#")
        assert not anchor or f'id="{anchor}"' in real.page(address), key


def test_every_hit_leads_to_a_page_that_is_there(ask: Ask, real: Build) -> None:
    manifest = json.loads((real.site / "assets" / "find" / "index.json").read_text("utf-8"))
    addresses = {kind["name"]: kind["address"] for kind in manifest["kinds"]}
    (answer,) = ask(["湖"])["answers"]
    for kind, key, _ in answer["hits"][::7]:
        address, _, anchor = addresses[kind].replace("{}", key).partition("#")
        assert not anchor or re.search(rf'id="{re.escape(anchor)}"', real.page(address)), (kind, key)


def test_a_pair_dropped_in_is_found(ask: Ask, invented: Build) -> None:
    (answer,) = ask(["璇玑社"], invented.site / "assets" / "find")["answers"]
    assert records(answer) == [("observatories", "ob01")]


def test_every_page_has_the_one_box(real: Build) -> None:
    boxes = {path: page.count('id="find"') for path, page in real.pages() if "<main" in page}
    assert len(boxes) > 1000
    assert {path: n for path, n in boxes.items() if n != 1} == {}
