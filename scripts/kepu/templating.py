"""One Jinja2 environment for everything the engine renders, over the shell that MkDocs and the API share."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError

from kepu.chinese import romanised
from kepu.dictionary.profile import Profiles
from kepu.exports.addresses import link
from kepu.exports.files import File, of
from kepu.formats.words import UNITS, day, day_en, number
from kepu.geo.shapes import Shapes
from kepu.geo.ways import Way, pins, searches
from kepu.holidays import holidays
from kepu.library import Library
from kepu.model import Catalog, Dataset, Field
from kepu.problems import Problem, Stop, blanks, wordings
from kepu.records import Fact, Record
from kepu.reference import Reference
from kepu.settings import settings

# The folder of pages in English.
ENGLISH = "en/"
MEGABYTE = 1_000_000
# What the shell includes and only Datasette has; looking for it on every page would take longer than the footer.
ELSEWHERE = {"_footer.html": ""}


def search_path(catalog: Catalog) -> list[Path]:
    """Where templates are found: the portal's own, then the shell."""
    return [catalog.site / "templates", catalog.site / "theme"]


class Renderer:
    """Renders a template as the page at an address relative to the root."""

    def __init__(self, library: Library, build: dict[str, Any], files: Sequence[File] = ()) -> None:
        self.library = library
        self.files = list(files)
        self._rendered: dict[tuple[str, str], str] = {}
        self.environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(search_path(library.catalog)), DictLoader(ELSEWHERE)]),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,  # templates do not change during a build
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.environment.filters.update(FILTERS)
        self.environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
        self.environment.globals.update(
            config=settings(library.catalog.root),
            catalog=library.catalog,
            library=library,
            records=library.records,
            sql=library.sql,
            build=build,
            problems=[asdict(wording) for wording in wordings(library.catalog.root).values()],
            units=UNITS,
            link=lambda target: link(library.catalog, target, ""),
            take=lambda dataset="": of(self.files, dataset),
            shapes=self.shapes,
            holidays=holidays(library),
            profile=Profiles(library),
            reference=Reference(library, self.files),
            once=self.once,
        )

    def once(self, record: Record, base_url: str, caller: Callable[[], str]) -> str:
        """The body of a call block, rendered once for a record that is shown at the addresses of all its roles."""
        key = (record.address, base_url)
        if key not in self._rendered:
            self._rendered[key] = caller()
        return self._rendered[key]

    @cached_property
    def shapes(self) -> Shapes:
        """Outlines of the divisions, drawn once."""
        divisions = self.library.catalog.role("divisions")
        parents = {r.id: str(r.role("parent")) for r in self.library.records(divisions.name)} if divisions else {}
        return Shapes(self.library.catalog, parents)

    def render(
        self, names: list[str], address: str, title: str, section: str = "", meta: dict[str, str] | None = None, **context: Any
    ) -> str:
        """The first template that exists. `address` ends with a slash, or is a file, or is empty for the front page.

        `meta` may name another language, and as `alternate` the address of the same page in the other one.
        """
        page = {"title": title, "url": address, "meta": {"lang": "zh", "section": section} | (meta or {})}
        try:
            return self.environment.select_template(names).render(page=page, base_url=root_of(address), **context)
        except TemplateError as error:
            detail = f"{address}: {error.message}" + (f" ({error.lineno})" if isinstance(error, TemplateSyntaxError) else "")
            raise Stop(Problem("site-failed", file=names[0], context={"detail": detail})) from error
        except Exception as error:  # whatever a template's own expression raises is the template's fault
            detail = f"{address}: {type(error).__name__}: {error}"
            raise Stop(Problem("site-failed", file=names[0], context={"detail": detail})) from error


def root_of(address: str) -> str:
    """The way back to the root: "." for the front page, "../.." two folders down."""
    depth = address.count("/")
    return "/".join([".."] * depth) or "."


def size(count: int) -> str:
    """How large a file is: 812 → 1 KB; 1450000 → 1.5 MB."""
    kilobytes = max(1, round(count / 1000))
    return f"{count / MEGABYTE:.1f} MB" if count >= MEGABYTE else f"{kilobytes} KB"


def grouped(records: list[Record], key: Callable[[Record], Any] | str) -> list[tuple[Any, list[Record]]]:
    """Records in runs of one key, in the order of first appearance. A name means that column."""
    of = key if callable(key) else (lambda r: r[key])
    order: dict[Any, list[Record]] = {}
    for record in records:
        order.setdefault(of(record), []).append(record)
    return list(order.items())


def by_prefecture(records: list[Record]) -> list[tuple[Record | None, list[Record]]]:
    """Records by prefecture in code order; those without one come last."""
    groups = grouped(records, lambda r: r.prefecture)
    return sorted(groups, key=lambda group: (group[0] is None, group[0].id if group[0] else ""))


def sections(records: list[Record], dataset: Dataset) -> list[tuple[Record | None, list[Record]]]:
    """A list in parts a reader can jump to.

    By what the dataset is sorted by first, if that is a link; by prefecture, if most records have one; else in one piece.
    """
    first = dataset.sort[0].lstrip("-")
    if first != dataset.key and any(link.field == first for link in dataset.links):
        return grouped(records, lambda r: r.linked(first))
    if sum(r.prefecture is not None for r in records) * 2 > len(records):
        return by_prefecture(records)
    return [(None, records)]


def runs(items: list[Any], key: str) -> list[tuple[Any, list[Any]]]:
    """Consecutive items with the same value of a key."""
    return [(value, list(rows)) for value, rows in groupby(items, key=lambda item: item[key])]


def tally(records: list[Record], field: Field) -> list[tuple[Any, int]]:
    """Each value of a column with its count, most frequent first; None last."""
    counts: dict[Any, int] = {}
    for record in records:
        for value in field.split(str(record[field.name])) if record[field.name] is not None else [None]:
            counts[value] = counts.get(value, 0) + 1
    return sorted(counts.items(), key=lambda item: (item[0] is None, -item[1], str(item[0])))


def having(records: list[Record], column: str, value: Any) -> list[Record]:
    """The records with this value in a column."""
    return [record for record in records if record[column] == value]


def filled(records: list[Record], column: str) -> int:
    """How many records have a value in a column."""
    return sum(record[column] is not None for record in records)


def cited(fact: Fact, numbers: list[Record]) -> list[int]:
    """Numbers, in a page's list of sources, of those that state this one value."""
    order = {source.id: n for n, source in enumerate(numbers, 1)}
    return sorted({order[s.id] for row in fact.attributions for s in row.sources if s.id in order})


def cited_row(record: Record, numbers: list[Record]) -> list[int]:
    """Numbers of the sources of a whole row."""
    order = {source.id: n for n, source in enumerate(numbers, 1)}
    return [order[s.id] for s in record.sources if s.id in order]


def shown(dataset: Dataset) -> list[Field]:
    """The columns of a list row, in column order."""
    return dataset.used("list")


def ways(record: Record) -> list[Way]:
    """Links into the maps people have: a pin on its own point, else a search for its name where it lies."""
    if record.point and record.pinned:
        return pins(record.label, record.role("address") or "", *record.point)
    return searches(record.label, record.prefecture.label if record.prefecture else "")


def english(record: Record) -> str:
    """Where a record is shown with English labels, relative to the root; its own address when it has no page."""
    home = record.base or record
    return f"{ENGLISH}{home.address}" if home.dataset.page else home.address


FILTERS: dict[str, Callable[..., Any]] = {
    "blanks": blanks,
    "number": number,
    "size": size,
    "day": day,
    "day_en": day_en,
    "english": english,
    "pinyin": romanised,
    "grouped": grouped,
    "by_prefecture": by_prefecture,
    "runs": runs,
    "sections": sections,
    "tally": tally,
    "filled": filled,
    "having": having,
    "cited": cited,
    "cited_row": cited_row,
    "shown": shown,
    "ways": ways,
}
