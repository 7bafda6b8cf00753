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
]
PORTAL = ["/", "/map/", "/venues/", "/routes/", "/directory/", "/catalog/", "/search/?q=湿地", "/search/?q=火星基地"]
LISTS = ["/museums/", "/exhibition-stops/", "/caravan-outings/"]
RECORDS = [
    f"/{name}/{rows(ROOT / f'datasets/{name}.csv')[0][schema['primaryKey']]}/" for name, schema in schemas().items() if has_pages(schema)
]
DIVISIONS = ["/divisions/430800/", "/divisions/430121/"]
ENGLISH = [
    "/en/",
    "/en/about/",
    "/en/api/",
    "/en/contribute/",
    "/en/contribute/commands/",
    "/en/contribute/problems/",
    "/en/contribute/edit/?dataset=science-museums",
]
TABLES = ["/data/", "/data/hunan", "/data/hunan/caravan_outings", "/data/hunan/places/p0001"]
QUERIES = ["/data/hunan?sql=select+*+from+places+limit+3", "/data/hunan/everything_of_a_place?place_id=p0001"]
REFUSED = {"/nowhere/": 404, "/data/hunan/nothing": 404, "/data/hunan?sql=select+nothing": 400}

GROUPS = {
    "portal": PORTAL, "form": FORM, "handwritten": HANDWRITTEN, "lists": LISTS, "records": [*RECORDS, *DIVISIONS],
    "English": ENGLISH, "API": [*TABLES, *QUERIES], "refused": [*REFUSED],
}  # fmt: skip
ONE_OF_EACH = ["/", "/map/", "/search/?q=湿地", "/museums/", "/exhibition-stops/", "/places/p0001/", "/divisions/430800/", "/catalog/", "/contribute/", "/contribute/edit/?dataset=places&id=p0001", "/en/", *TABLES[2:], *QUERIES, *REFUSED]  # fmt: skip


def status(address: str) -> int:
    """What it is answered with."""
    return REFUSED.get(address, 200)
