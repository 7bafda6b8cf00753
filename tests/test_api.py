"""The API: read only, in Chinese, with working links, and as open to `curl` as to a browser."""

import re
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from builds import Build, small_root
from client import Client
from support import ROOT, environment, kepu_command, rows, schemas, table, tags

SCHEMAS = schemas()
COUNTS = {name: len(rows(ROOT / "datasets" / f"{name}.csv")) for name in SCHEMAS}
ENDLESS = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"


def queries(client: Client) -> dict[str, dict]:
    """Every canned query the API offers."""
    return client.json("/data/-/metadata.json")["databases"]["hunan"]["queries"]


def test_health_names_commit_build_and_rows(client: Client) -> None:
    health = client.json("/-/health")
    assert health["ok"] is True
    assert health["rows"] == COUNTS
    assert re.fullmatch(r"[0-9a-f]{12}", health["build"])
    assert re.fullmatch(r"[0-9a-f]{40}|", health["commit"])


def test_the_database_lists_a_table_a_dataset(client: Client) -> None:
    tables = {t["name"]: t["count"] for t in client.json("/data/hunan.json")["tables"] if not t["hidden"]}
    assert {table(name): count for name, count in COUNTS.items()}.items() <= tables.items()
    assert set(tables) - {table(name) for name in COUNTS} == {"all_records", "record_dates", "record_sources"}


def test_one_character_finds_halls(client: Client) -> None:
    found = client.rows("/data/hunan/places.json", _search="馆", _size="max")
    assert len(found) > 100
    assert "湖南省科学技术馆" in [row["name"] for row in found]
    assert all("馆" in "".join(str(row[c] or "") for c in ("name", "other_names", "address", "host_organisation")) for row in found)


def test_facets_count_what_the_csv_counts(client: Client) -> None:
    places = rows(ROOT / "datasets" / "places.csv")
    facets = client.json("/data/hunan/places.json", _facet_size="max")["facet_results"]
    assert len(facets) >= 6
    for column in ("kind", "admission", "status"):
        found = {v["value"]: v["count"] for v in facets[column]["results"]}
        assert found == {value: sum(p[column] == value for p in places) for value in {p[column] for p in places} - {""}}


def test_there_are_the_queries_people_ask_for(client: Client) -> None:
    wanted = {"places_near", "places_in_county", "everything_of_a_place", "awards_by_year", "stops_by_date", "societies_by_discipline"}
    assert wanted <= set(queries(client))


def test_every_query_returns_rows_for_its_own_example(client: Client) -> None:
    for name, query in queries(client).items():
        assert set(query.get("params", [])) == set(re.findall(r"(?<!:):([a-z]\w*)", query["sql"])), name
        assert set(query.get("params", [])) == set(query.get("examples", {})), name
        assert client.rows(f"/data/hunan/{name}.json", **query.get("examples", {})), name


@pytest.mark.parametrize("parameters", [{}, {"_search": "湖"}, {"_sort": "name"}, {"kind": "scenic"}])
def test_following_next_reads_every_row_once(client: Client, parameters: dict[str, str]) -> None:
    page = client.json("/data/hunan/places.json", _size=60, _shape="objects", **parameters)
    total, keys = page["filtered_table_rows_count"], [row["place_id"] for row in page["rows"]]
    while page["next_url"]:
        assert page["next_url"].startswith("http://portal/data/hunan/places.json?")
        page = client.json(page["next_url"])
        keys += [row["place_id"] for row in page["rows"]]
    assert len(keys) == len(set(keys)) == total


@pytest.mark.parametrize(
    "address",
    [
        "/data/",
        "/data/hunan",
        "/data/hunan/places?_search=馆",
        "/data/hunan/places/p0001",
        "/data/hunan/awards_by_year",
        "/data/hunan?sql=select+1",
    ],
)
def test_every_link_of_an_api_page_leads_somewhere(client: Client, address: str) -> None:
    links = {a["href"].split("#")[0] for _, a in tags(client.get(address).text, "a") if a.get("href", "").startswith("/")}
    alike = {re.sub(r"=[^&]*|(?<=/)[a-z]{1,2}\d+$|\d{6}$", "", link): link for link in sorted(links)}  # one row or facet is like another
    links = set(alike.values())
    assert links
    assert not [link for link in links if link.startswith("/data/data")]
    assert [link for link in sorted(links) if client.get(link).status_code not in (200, 301, 302, 307)] == []


@pytest.mark.parametrize(
    "sql",
    [
        "delete from places",
        "update places set name = 'x'",
        "insert into places (place_id) values ('p9999')",
        "drop table places",
        "create table t (a)",
        "attach database '/tmp/x.db' as x",
        "pragma journal_mode = wal",
        "select load_extension('x')",
        "select writefile('/tmp/x', 'x')",
        "select 1; delete from places",
        "vacuum into '/tmp/x.db'",
    ],
)
def test_nothing_can_be_written_by_sql(client: Client, real: Build, sql: str) -> None:
    before = (real.out / "hunan.db").read_bytes()
    assert client.get("/data/hunan.json", sql=sql).status_code == 400
    assert (real.out / "hunan.db").read_bytes() == before


@pytest.mark.parametrize(
    "sql",
    [
        "select * from PrAgMa_DaTaBaSe_LiSt()",
        "select sqlite_source_id()",
        "select hex(randomblob(9))",
    ],
)
def test_no_statement_lifts_a_limit_or_looks_at_the_machine(client: Client, sql: str) -> None:
    answer = client.get("/data/hunan.json", sql=sql)
    assert answer.status_code == 400
    assert "not authorized" in answer.json()["error"] or "prohibited" in answer.json()["error"]


@pytest.mark.parametrize(
    "address", ["/data/hunan/places", "/data/hunan/places/p0001", "/data/hunan", "/data/hunan/places/-/insert", "/data/-/create"]
)
def test_nothing_can_be_posted(client: Client, address: str) -> None:
    assert client.post(address, name="x").status_code == 405


def test_a_readers_mistake_is_no_traceback_in_the_log(client: Client, capfd: pytest.CaptureFixture[str]) -> None:
    for address in (
        "/data/hunan/nothing", "/data/hunan/places?_sort=nothing", "/data/hunan?sql=selekt", "/data/hunan/places.json?_facet=nothing",
        "/data/hunan.csv?sql=" + ENDLESS.replace("+", "%2B"), "/data/hunan/places.json?_facet_array=name", "/data/hunan/places.json?_facet_date=nothing", "/data/hunan/places.json?_through=x",
    ):  # fmt: skip
        assert 400 <= client.get(address).status_code < 500, address
    logged = "".join(capfd.readouterr())
    assert [word for word in ("Traceback", "ERROR", "never awaited") if word in logged] == []


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("/data/hunan.json?sql=select+'%00'", "空字符"),
        ("/data/hunan/places?a%00b=1", "空字符"),
        ("/data/hunan/places.json?_facet={'kind'}", "没有“{'kind'}”这一列"),
        ("/data/hunan.csv", "sql="),
        ("/data/hunan/places.json?_through=x", "_through 要写成这样"),
        ("/data/hunan/places.json?name__in=[", "name__in 要写成这样"),
        ("/data/hunan/places.json?_facet_array=name", "不是JSON"),
        ("/data/hunan/places.json?_timelimit=x", "_timelimit 要写成这样"),
        ("/data/hunan/places.json?_json_infinity=x", "_json_infinity 要写成这样"),
        ("/data/hunan/museums_with_places.json?_next=x", "_next 要写成这样"),
        ("/data/hunan.json?_shape=array", "没有行"),
        ("/data/hunan.json?sql=select+1&_shape=object", "没有编号"),
    ],
)
def test_what_would_make_datasette_fail_is_refused_with_a_reason(client: Client, address: str, reason: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400
    assert reason in (answer.json()["error"] if ".json" in address else answer.text)


@pytest.mark.parametrize(
    ("address", "status", "zh", "en"),
    [
        ("places.json?nothing=x", 400, "没有“nothing”这一列，有的是：place_id, name,", "no column “nothing”; there are: place_id, name,"),
        ("places.json?_sort=nothing", 400, "没有“nothing”这一列", "no column “nothing”"),
        ("places.json?_facet=nothing", 400, "没有“nothing”这一列", "no column “nothing”"),
        ("museums_with_places.json?nothing__gt=1", 400, "没有“nothing”这一列", "no column “nothing”"),
        ("places.json?name__almost=x", 400, "没有“almost”这种比较，有的是：exact, not,", "no comparison “almost”; there are: exact, not,"),
        ("places.xls", 404, "没有 .xls 这种格式，有的是：.atom,", "no format .xls; there are: .atom,"),
        ("places/p0001.xls", 404, "没有 .xls 这种格式", "no format .xls"),
    ],
)
def test_what_does_not_exist_is_answered_with_what_does(client: Client, address: str, status: int, zh: str, en: str) -> None:
    answer = client.get(f"/data/hunan/{address}")
    assert answer.status_code == status
    for lang, said in (("zh", zh), ("en", en)):
        page = client.get(f"/data/hunan/{address.replace('.json', '')}", _lang=lang) if ".json" not in address else answer
        assert said in (page.json()["error"] if ".json" in address else page.text)


def test_a_page_shows_the_mistake_in_its_own_language(client: Client) -> None:
    english = client.get("/data/hunan/places", nothing="x", _lang="en").text
    assert "no column “nothing”" in english
    assert "没有“nothing”" not in english


def test_an_endless_query_is_stopped(client: Client) -> None:
    answer = client.get("/data/hunan.json", sql=ENDLESS)
    assert answer.status_code == 400
    assert answer.elapsed.total_seconds() < 10


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nothing/", 404),
        ("/places/p9999/", 404),
        ("/data/nothing", 404),
        ("/data/hunan/nothing", 404),
        ("/data/hunan/places/p9999", 404),
        ("/data/hunan?sql=selekt", 400),
        ("/data/hunan/places?_sort=nothing", 400),
        ("/../../etc/passwd", 404),
        ("/%2e%2e/%2e%2e/build.json", 404),
    ],
)
def test_what_is_not_there_is_said_so_on_a_page_of_ours(client: Client, address: str, status: int) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert 'lang="zh-CN"' in answer.text
    assert "Traceback" not in answer.text


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_table_and_row_has_a_page(client: Client, name: str) -> None:
    page = client.get(f"/data/hunan/{table(name)}").text
    assert "<title>" + SCHEMAS[name]["title"] in page
    for row in client.rows(f"/data/hunan/{table(name)}.json", _size=1):
        assert client.get(f"/data/hunan/{table(name)}/{row[SCHEMAS[name]['primaryKey']]}").status_code == 200


def test_other_sites_may_read_the_api(client: Client) -> None:
    assert client.get("/data/hunan/places.json").headers["access-control-allow-origin"] == "*"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A small root behind a real `kepu serve`, which builds it first; its port."""
    root = small_root(tmp_path_factory.mktemp("served") / "root")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = kepu_command("serve", "--root", root, "--port", port)
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True, encoding="utf-8") as running:
        assert running.stdout
        said = iter(running.stdout.readline, "")
        assert any(line.startswith(f"http://127.0.0.1:{port}/") for line in said)
        yield port
        running.terminate()


def ask(port: int, line: str) -> tuple[int, str, str]:
    """Status, headers and body for a request line sent byte for byte as typed."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(f"{line} HTTP/1.1\r\nHost: portal\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), head.decode("latin-1").lower(), body.decode("utf-8", "replace")


def test_raw_chinese_in_a_request_line_is_understood(served: int) -> None:
    status, _, body = ask(served, "GET /data/coast/towers.json?_search=角&_shape=array")
    assert status == 200
    assert '"tower_id": "t1"' in body
    assert '"t2"' not in body


def test_a_very_long_request_does_no_harm(served: int) -> None:
    assert ask(served, "GET /data/coast/towers.json?_search=" + "塔" * 10_000)[0] < 500
    assert ask(served, "GET /-/health")[0] == 200


def test_a_merged_record_moves_and_a_withdrawn_one_is_gone(served: int) -> None:
    status, head, _ = ask(served, "GET /towers/t8/")
    assert (status, "location: /towers/t1/" in head) == (301, True)
    status, _, body = ask(served, "GET /towers/t9/")
    assert (status, "沉没了" in body) == (410, True)


@pytest.mark.parametrize(
    "address", ["/data/coast/towers.csv", "/data/coast/towers.excel", "/downloads/towers.csv", "/downloads/towers.excel.csv"]
)
def test_true_and_false_are_written_as_the_edited_file_has_them(served: int, address: str) -> None:
    body = ask(served, f"GET {address}")[2]
    assert [word in body for word in (",true,LH1,", ",false,LH2,", ",1,LH1,", ",0,LH2,")] == [True, True, False, False]


def test_a_head_request_has_no_body(served: int) -> None:
    status, _, body = ask(served, "HEAD /towers/")
    assert (status, body) == (200, "")


def test_a_second_start_with_nothing_changed_builds_nothing(served: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The folder of the running server is started again on another port: same build, at once."""
    root = Path(tmp_path_factory.getbasetemp())
    found = next(root.glob("served*/root/build/build.json"))
    before = found.stat()
    command = kepu_command("serve", "--root", found.parent.parent, "--port", served + 1)
    with subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True, encoding="utf-8") as running:
        assert running.stdout
        assert running.stdout.readline().startswith("http://")
        running.terminate()
    assert found.stat().st_mtime_ns == before.st_mtime_ns
    assert found.stat().st_ino == before.st_ino


def test_a_page_may_be_sorted_by_a_column_it_does_not_show(client: Client) -> None:
    page = client.json("/data/hunan/places.json", _sort="kind", _col="name", _size=5)
    assert len(page["rows"]) == 5
    assert client.get(page["next_url"]).status_code == 200
