"""SQL knows distances, divisions and opening hours, and says unknown rather than guess."""

import json
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from builds import Build
from client import Client
from geopy.distance import geodesic, great_circle
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT, environment, rows, schemas

from kepu import distance
from kepu.catalog import load
from kepu.daysoff import DaysOff
from kepu.geo.boundaries import Boundaries
from kepu.geo.inside import beside, containing
from kepu.open_at import open_at

ROWS = rows(ROOT / "datasets" / "holidays.csv")
DAYS_OFF = DaysOff({date.fromisoformat(r["date"]): r["kind"] for r in ROWS}, frozenset(int(r["year"]) for r in ROWS))
PLACES = rows(ROOT / "datasets" / "places.csv")
OWN_POINT = [p for p in PLACES if p["location_accuracy"] in ("site", "street")]
HOURS = sorted({p["opening_hours"] for p in PLACES} - {""})
QUERIES = {name: query for schema in schemas().values() for name, query in schema["x-kepu"].get("queries", {}).items()}
ANYWHERE = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
CHINA = st.tuples(st.floats(73, 135), st.floats(18, 54))
# Whole numbers of the outlines are metres; a point this near a line may fall on either side. Metres.
ON_THE_LINE = 3
MUSEUM = "Tu-Su 09:00-17:00; Mo off"
WITH_PH = "Tu-Su,PH 09:00-17:00"


@given(ANYWHERE, ANYWHERE)
def test_a_distance_is_the_great_circle_of_another_library(one: tuple[float, float], two: tuple[float, float]) -> None:
    assert distance.metres(*one, *two) == pytest.approx(great_circle(one[::-1], two[::-1]).meters, rel=1e-6, abs=0.5)


@given(CHINA, CHINA)
def test_in_china_it_is_within_half_a_percent_of_the_ellipsoid(one: tuple[float, float], two: tuple[float, float]) -> None:
    assert distance.metres(*one, *two) == pytest.approx(geodesic(one[::-1], two[::-1]).meters, rel=0.005, abs=0.01)


@given(ANYWHERE, st.floats(0, 1e7), st.floats(0, 360))
def test_no_point_of_a_circle_lies_outside_its_box(centre: tuple[float, float], metres: float, bearing: float) -> None:
    reached = great_circle(meters=metres).destination(centre[::-1], bearing)
    east = abs((reached.longitude - centre[0] + 540) % 360 - 180)
    assert abs(reached.latitude - centre[1]) <= distance.degrees_north(metres) + 1e-6
    assert east <= distance.degrees_east(metres, centre[1]) + 1e-4 or abs(reached.latitude) > 89.9


def test_a_point_lies_in_the_division_its_boundaries_say(real: Build) -> None:
    boundaries, divisions = Boundaries.of(load(real.root)), beside(str(real.out / "hunan.db"))
    assert boundaries
    points = [(float(p["lon"]), float(p["lat"])) for p in PLACES if p["lon"]]
    points += [(108.7 + i * 0.13, 24.6 + j * 0.13) for i in range(44) for j in range(44)]
    for lon, lat in points:
        found, wanted = containing(divisions, lon, lat) or "", boundaries.containing(lon, lat)
        near = {code for code in (found, wanted) if code and boundaries.distance(code, lon, lat) <= ON_THE_LINE}
        assert found == wanted or {found, wanted} - {""} <= near, (lon, lat)


@pytest.mark.parametrize(
    ("hours", "at", "answer"),
    [
        # ordinary days
        (MUSEUM, "2026-11-24T10:00", "open"),
        (MUSEUM, "2026-11-24T08:59", "closed"),
        (MUSEUM, "2026-11-23T10:00", "closed"),
        ("We-Su 09:00-12:00,14:00-17:00; Mo,Tu off", "2026-11-25T13:00", "closed"),
        ("Fr 22:00-02:00", "2026-11-28T01:00", "open"),
        ("24/7", "2026-11-24T03:00", "open"),
        # months
        ("Apr-Oct 08:00-18:00; Nov-Mar 08:30-17:30", "2026-04-01T08:15", "open"),
        ("Apr-Oct 08:00-18:00; Nov-Mar 08:30-17:30", "2026-11-02T08:15", "closed"),
        # what the hours themselves do not know
        ('09:00-17:00 unknown "哪几天开放，来源没写"', "2026-11-24T10:00", "unknown"),
        ('09:00-17:00 unknown "哪几天开放，来源没写"', "2026-11-24T20:00", "closed"),
        ("每天九点到五点", "2026-11-24T10:00", "unknown"),
        ("Mo-Fr 09:00-17:00; SH off", "2026-11-24T10:00", "unknown"),
        ("PH 1 day off; Mo-Su 09:00-17:00", "2026-11-24T10:00", "unknown"),
        ('Tu-Su 09:00-17:00 "PH照常"', "2026-11-24T10:00", "open"),
        # National Day, a Thursday; 5 October 2026 is a Monday inside the days off
        (WITH_PH, "2026-10-01T10:00", "open"),
        (WITH_PH, "2026-10-05T10:00", "open"),
        (WITH_PH, "2026-10-05T18:00", "closed"),
        (MUSEUM, "2026-10-05T10:00", "unknown"),
        (MUSEUM, "2026-10-01T10:00", "unknown"),
        ("Mo-Su 08:00-18:00", "2026-10-01T20:00", "unknown"),
        ('Tu-Su 09:00-17:00 "PH照常"', "2026-10-01T10:00", "unknown"),
        ("Mo-Fr 09:00-17:00; PH off", "2026-10-01T10:00", "closed"),
        ("Mo-Su 09:00-17:00; PH 10:00-12:00", "2026-10-01T09:30", "closed"),
        ("Mo-Su 09:00-17:00; PH 10:00-12:00", "2026-10-08T09:30", "open"),
        ("PH 22:00-02:00", "2026-10-08T01:00", "open"),
        # the Saturday after, on which offices work
        (MUSEUM, "2026-10-10T10:00", "open"),
        (WITH_PH, "2026-10-10T10:00", "open"),
        ("Mo-Fr 09:00-17:00", "2026-10-10T10:00", "unknown"),
        ("Mo-Fr 09:00-17:00", "2026-10-10T20:00", "closed"),
        ("Sa,Su 09:00-17:00", "2026-10-10T10:00", "unknown"),
        ("Mo-Fr 09:00-17:00; Sa,Su 09:00-20:00", "2026-10-10T18:00", "unknown"),
        ("Mo-Fr 09:00-17:00; Sa,Su 09:00-20:00", "2026-10-11T18:00", "open"),
        # a Sunday worked, before the days off; and New Year that begins in December
        ("Mo-Fr 09:00-17:00", "2026-09-20T10:00", "unknown"),
        (WITH_PH, "2022-12-31T10:00", "open"),
        # years without a notice
        (MUSEUM, "2027-06-15T10:00", "unknown"),
        (WITH_PH, "2027-10-01T10:00", "unknown"),
        ("24/7", "2021-06-15T10:00", "unknown"),
        ("off", "9999-12-31T10:00", "unknown"),
        (WITH_PH, "2026-12-24T10:00", "open"),
        (WITH_PH, "2026-12-25T10:00", "unknown"),
        (WITH_PH, "2025-12-25T10:00", "open"),
    ],
)
def test_opening_hours_answer_for_a_time(hours: str, at: str, answer: str) -> None:
    assert open_at(hours, datetime.fromisoformat(at), DAYS_OFF) == answer


@given(st.sampled_from([*HOURS, "24/7", "off", WITH_PH]), st.datetimes())
def test_a_year_without_a_notice_is_unknown(hours: str, moment: datetime) -> None:
    if moment.year not in DAYS_OFF.years:
        assert open_at(hours, moment, DAYS_OFF) == "unknown"


@given(st.sampled_from([h for h in HOURS if "PH" not in h]), st.sampled_from(sorted(DAYS_OFF.kinds)), st.times())
def test_hours_that_do_not_speak_of_holidays_are_unknown_on_one(hours: str, day: date, time: object) -> None:
    moment = datetime.combine(day, time)  # type: ignore[arg-type]
    if DAYS_OFF.off(day):
        assert open_at(hours, moment, DAYS_OFF) == "unknown"


@given(st.text(max_size=40), st.sampled_from(sorted(DAYS_OFF.kinds)))
def test_any_text_has_an_answer(text: str, day: date) -> None:
    assert open_at(text, datetime.combine(day, datetime.min.time()), DAYS_OFF) in {"open", "closed", "unknown"}


def test_what_is_worked_is_a_weekend_and_every_day_belongs_to_its_notice() -> None:
    for row in ROWS:
        day = date.fromisoformat(row["date"])
        assert row["kind"] == "holiday" or day.weekday() >= 5, row
        assert int(row["year"]) in {day.year, (day + timedelta(days=7)).year}, row
    assert {year: sum(int(r["year"]) == year for r in ROWS) for year in DAYS_OFF.years}.keys() == set(range(2022, 2027))


SQL = "/data/hunan.json"


@pytest.mark.parametrize(
    "call", ["distance_m(1, 2, null, 3)", "distance_m('', 2, 1, 3)", "degrees_lat(null)", "degrees_lon(5, null)", "division_of(null, 28)", "division_of(0, 0)"]
)  # fmt: skip
def test_nothing_in_is_nothing_out(client: Client, call: str) -> None:
    assert client.rows(SQL, sql=f"select {call} as answer") == [{"answer": None}]


@pytest.mark.parametrize(
    "call", ["is_open(null, '2026-11-24T10:00')", "is_open('24/7', null)", "is_open('24/7', '')", "is_open(5, '2026-11-24T10:00')"]
)
def test_unstated_hours_are_unknown(client: Client, call: str) -> None:
    assert client.rows(SQL, sql=f"select {call} as answer") == [{"answer": "unknown"}]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("is_open('24/7', '明天')", "is_open：明天 不是时间，写成 2026-10-01T10:00。明天 is no time; write 2026-10-01T10:00."),
        ("is_open('24/7', '2026-11-24')", "is_open：2026-11-24 不是时间"),
        ("is_open('24/7', '2026-11-24T25:00')", "is_open：2026-11-24T25:00 不是时间"),
        ("is_open('24/7', '9999-12-31T23:59-23:59')", "不是时间"),
        ("distance_m(28.2, 112.98, 28.1, 112.9)", "distance_m：112.98 不是 -90 到 90 的数，经度写在纬度前面。112.98 is no number"),
        ("distance_m('x', 1, 2, 3)", "distance_m：x 不是 -180 到 180 的数"),
        ("degrees_lon(9e999, 28)", "degrees_lon：inf 不是"),
        ("division_of(x'ff', 28)", "division_of：b'\\xff' 不是"),
    ],
)
def test_a_wrong_argument_is_told_what_to_write(client: Client, call: str, words: str) -> None:
    answer = client.get(SQL, sql=f"select {call}")
    assert answer.status_code == 400
    assert words in answer.json()["error"]


def test_an_offset_is_converted_to_chinese_time(client: Client) -> None:
    sql = "select is_open('Mo-Su 10:00-11:00', '2026-11-24T02:30Z') as utc, is_open('Mo-Su 10:00-11:00', '2026-11-24T10:30') as own"
    assert client.rows(SQL, sql=sql) == [{"utc": "open", "own": "open"}]


def brute(lon: float, lat: float) -> list[tuple[float, str]]:
    """Every place with a point of its own by its distance, as another library measures."""
    return sorted((great_circle((lat, lon), (float(p["lat"]), float(p["lon"]))).km, p["place_id"]) for p in OWN_POINT)


@pytest.mark.parametrize(
    ("lon", "lat", "km"), [(112.98, 28.2, 10), (110.48, 29.13, 60), (113, 26, 5000), (112.98, 28.2, 0), (0, 0, 10), (180, 90, 9)]
)
def test_places_near_are_those_within_the_circle(client: Client, lon: float, lat: float, km: float) -> None:
    found = [row["place_id"] for row in client.rows("/data/hunan/places_near.json", lon=lon, lat=lat, km=km)]
    wanted = [key for far, key in brute(lon, lat) if far <= km][:100]
    assert sorted(found) == sorted(wanted)


@pytest.mark.parametrize(("lon", "lat"), [(112.98, 28.2), (110.48, 29.13), (113.9, 24.7), (116.4, 39.9), (-70, -30), (0, 90)])
@pytest.mark.parametrize("n", [1, 7, 100])
def test_the_nearest_are_the_nearest(client: Client, lon: float, lat: float, n: int) -> None:
    found = [row["km"] for row in client.rows("/data/hunan/places_nearest.json", lon=lon, lat=lat, n=n)]
    assert found == pytest.approx([far for far, _ in brute(lon, lat)][:n], abs=0.011)


@pytest.mark.parametrize("n", ["-1", "0", "x", ""])
def test_no_number_of_places_is_none(client: Client, n: str) -> None:
    assert client.rows("/data/hunan/places_nearest.json", lon=112.98, lat=28.2, n=n) == []


@pytest.mark.parametrize("name", ["places_near", "places_nearest"])
def test_distances_are_asked_of_the_r_tree(client: Client, name: str) -> None:
    plan = [row["detail"] for row in client.rows(SQL, sql=f"explain query plan {QUERIES[name]['sql']}", **QUERIES[name]["params"])]
    assert [step for step in plan if step.startswith("SCAN r VIRTUAL TABLE INDEX 2:")]
    assert all(step != "SCAN r VIRTUAL TABLE INDEX 2:" for step in plan)
    assert not [step for step in plan if step.startswith("SCAN p")]


@pytest.mark.parametrize(("at", "prefecture"), [("2026-10-01T10:00", "430100"), ("2026-11-24T10:00", ""), ("2030-01-01T10:00", "")])
def test_open_comes_before_unknown_and_nothing_closed_is_listed(client: Client, at: str, prefecture: str) -> None:
    found = client.rows("/data/hunan/places_open_at.json", at=at, prefecture_code=prefecture)
    listed = [p for p in PLACES if not p["status"] and prefecture in ("", p["prefecture_code"])]
    answers = {
        p["place_id"]: open_at(p["opening_hours"], datetime.fromisoformat(at), DAYS_OFF) if p["opening_hours"] else "unknown"
        for p in listed
    }
    assert {row["place_id"]: row["answer"] for row in found} == {key: answer for key, answer in answers.items() if answer != "closed"}
    assert [row["answer"] for row in found] == sorted(row["answer"] for row in found)


def test_a_database_without_a_calendar_knows_no_day(small: Path) -> None:
    code = "import sys; from kepu.server.sql.worker import connect, ask; print(ask(connect(sys.argv[1]), sys.argv[2], (), 1000, 9)[2])"
    empty = small / "empty.db"
    empty.touch()
    done = subprocess.run(
        [sys.executable, "-c", code, empty, "select is_open('24/7', '2026-11-24T10:00')"],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[('unknown',)]\n"


def test_a_process_that_answers_sql_starts_without_what_few_statements_need() -> None:
    code = "import json, sys; import kepu.server.sql.worker; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True)
    assert not {"opening_hours", "shapely", "numpy", "geopy", "datasette"} & set(json.loads(done.stdout))
