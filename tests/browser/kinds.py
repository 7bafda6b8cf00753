"""Addresses of every kind of page; of lists the shorter ones, since a long one only takes longer."""

from __future__ import annotations

from support import ROOT, has_pages, rows, schemas

FORM = ["/contribute/edit/", "/contribute/edit/?dataset=places"]
HANDWRITTEN = [
    "/contribute/",
    "/contribute/editing/",
    "/contribute/guide/",
    "/contribute/commands/",
    "/contribute/problems/",
    "/about/",
    "/api/",
    "/api/guide/",
]
PORTAL = [
    "/",
    "/map/",
    "/venues/",
    "/routes/",
    "/routes/plan/?in=430100&days=2&from=2026-03-09",
    "/directory/",
    "/ledger/",
    "/plan/",
    "/catalog/",
    "/search/?q=湿地",
    "/search/?q=火星基地",
]
DICTIONARIES = ["/catalog/science-museums/", "/catalog/societies/", "/catalog/redirects/"]
LISTS = ["/museums/", "/exhibition-stops/", "/caravan-outings/", "/awards/", "/local-associations/"]
# One of each that has a template of its own, and two of all the others, which share one.
OWN = sorted(path.stem.removeprefix("record-") for path in (ROOT / "site" / "templates").glob("record-*.html") if path.stem != "record-en")
SHARED = [name for name, schema in schemas().items() if has_pages(schema) and name not in OWN][:2]
RECORDS = [f"/{name}/{rows(ROOT / f'datasets/{name}.csv')[0][schemas()[name]['primaryKey']]}/" for name in (*OWN, *SHARED)]
DIVISIONS = ["/divisions/430800/", "/divisions/430121/"]
ENGLISH = [
    "/en/",
    "/en/about/",
    "/en/routes/plan/?in=430100",
    "/en/search/?q=湿地",
    "/en/api/",
    "/en/api/guide/",
    "/en/contribute/",
    "/en/contribute/commands/",
    "/en/contribute/problems/",
    "/en/contribute/edit/?dataset=science-museums",
    "/data/?_lang=en",
    "/data/hunan?_lang=en",
    "/data/hunan/science_museums?_lang=en",
    "/data/hunan/places/p0001?_lang=en",
    "/data/hunan?sql=select+*+from+places+limit+3&_lang=en",
]
TABLES = ["/data/", "/data/hunan", "/data/hunan/caravan_outings", "/data/hunan/places/p0001"]
QUERIES = ["/data/hunan?sql=select+*+from+places+limit+3", "/data/hunan/everything_of_a_place?place_id=p0001"]
REFUSED = {"/nowhere/": 404, "/data/hunan/nothing": 404, "/data/hunan?sql=select+nothing": 400}

GROUPS = {
    "portal": PORTAL, "dictionaries": DICTIONARIES, "form": FORM, "handwritten": HANDWRITTEN, "lists": LISTS, "records": [*RECORDS, *DIVISIONS],
    "English": ENGLISH, "API": [*TABLES, *QUERIES], "refused": [*REFUSED],
}  # fmt: skip
ONE_OF_EACH = ["/", "/map/", "/map/?show=tour", "/en/map/", "/search/?q=湿地", "/museums/", "/exhibition-stops/", "/places/p0001/", "/divisions/430800/", "/catalog/", DICTIONARIES[0], "/contribute/", "/contribute/edit/?dataset=places&id=p0001", "/en/", *TABLES[1:], *QUERIES, *REFUSED]  # fmt: skip


def status(address: str) -> int:
    """What it is answered with."""
    return REFUSED.get(address, 200)
