"""What `kepu geocode` says: a line a dataset, and the proposal as the same diff that reviewers read."""

from __future__ import annotations

from dataclasses import replace

from kepu import changes
from kepu.geocode import cache
from kepu.geocode.work import Work
from kepu.model import Catalog
from kepu.reading import Row, Table
from kepu.reports.diff import terminal
from kepu.trees import Tree

WORDS = {
    "zh": {
        "head": "{title}：{count} 行有地址，还没有自己的点",
        "": "没问过 {}",
        cache.BETTER: "查到更准的 {}",
        cache.NOT_BETTER: "不比现在准 {}",
        cache.OUTSIDE: "落在界外 {}",
        cache.UNKNOWN_LEVEL: "不知道多准 {}",
        cache.NOTHING: "没查到 {}",
        cache.REJECTED: "不采用 {}",
        cache.APPLIED: "已写入 {}",
        "review": "查询记录在 {file}。不采用的，把 verdict 改成 rejected；都看过了，加上 --apply 写进表格",
        "written": "{count} 行写进了 {file}。再运行 kepu check",
        "stopped": "停下了。问到的都在 geocoding 文件夹里，再运行一次接着问",
        "now": "现在",
        "then": "建议",
    },
    "en": {
        "head": "{title}: {count} rows with an address and no point of their own",
        "": "not asked {}",
        cache.BETTER: "better found {}",
        cache.NOT_BETTER: "no better {}",
        cache.OUTSIDE: "outside {}",
        cache.UNKNOWN_LEVEL: "of unknown accuracy {}",
        cache.NOTHING: "not found {}",
        cache.REJECTED: "turned down {}",
        cache.APPLIED: "written {}",
        "review": "The answers are in {file}. Write rejected over the verdict of those you turn down; then --apply writes the rest",
        "written": "{count} rows written to {file}. Now run kepu check",
        "stopped": "Stopped. All answers are in the folder geocoding; run it again to go on",
        "now": "now",
        "then": "proposed",
    },
}


def summary(work: Work, lang: str) -> str:
    """How the rows of a dataset stand with one provider."""
    words, counts, dataset = WORDS[lang], work.counts(), work.table.dataset
    head = words["head"].format(title=dataset.title if lang == "zh" else dataset.title_en, count=len(work.candidates))
    parts = [words[verdict].format(counts[verdict]) for verdict in ("", *cache.VERDICTS) if counts[verdict]]
    return ("；" if lang == "zh" else "; ").join([head, *parts])


def proposal(catalog: Catalog, tables: dict[str, Table], works: list[Work], lang: str) -> str:
    """The rows that would change, cell by cell, with the metres their points move."""
    after = tables | {work.table.dataset.name: _proposed(work) for work in works}
    trees = (Tree(WORDS[lang][name], catalog, found) for name, found in (("now", tables), ("then", after)))
    return terminal.render(changes.compare(*trees), lang)


def _proposed(work: Work) -> Table:
    cells = work.changed(work.proposed())
    return replace(work.table, rows=[Row(row.line, new) for row, new in zip(work.table.rows, cells, strict=True)])
