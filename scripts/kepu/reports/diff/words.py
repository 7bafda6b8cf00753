"""What every format of a comparison says, in both languages, as plain text on one line."""

from __future__ import annotations

from collections.abc import Mapping

from kepu.diff import KINDS, Cell, Change, Diff, Row

MARKS = {"removed": "-", "emptied": "!", "changed": "~", "added": "+"}
COUNTED = {
    "zh": {"removed": "删除 {} 行", "emptied": "{} 行少了内容", "changed": "修改 {} 行", "added": "新增 {} 行"},
    "en": {"removed": "{} removed", "emptied": "{} with emptied cells", "changed": "{} changed", "added": "{} added"},
}
HEADS = {
    "zh": {"removed": "删除", "emptied": "少了内容", "changed": "修改", "added": "新增"},
    "en": {"removed": "removed", "emptied": "emptied", "changed": "changed", "added": "added"},
}
EMPTY = {"zh": "（空）", "en": "(empty)"}
# One broken file can have a thousand; the check lists them all.
UNREAD = 3
# A few rows show what an edit does; each as long as a line of a wide screen.
SAMPLES = 3
SAMPLE = 160
WITHHELD = {
    "zh": "表里有个人信息，改前或者改后，所以改动的内容不在这里列出",
    "en": "holds personal data, before or after the change, so what changed is not shown here",
}
ONLY = {
    "zh": {"old": "整个数据集删掉了", "new": "新的数据集"},
    "en": {"old": "the whole dataset is gone", "new": "a new dataset"},
}


def visible(text: str) -> str:
    """One line without anything that hides: control and direction characters as escapes, outer spaces as ␣."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    inner = shown.strip(" ")
    if not inner:
        return "␣" * len(shown)
    left = len(shown) - len(shown.lstrip(" "))
    return "␣" * left + inner + "␣" * (len(shown) - left - len(inner))


def counted(counts: Mapping[str, int], lang: str) -> str:
    """How many rows of each kind, those with none left out."""
    return ("，" if lang == "zh" else ", ").join(COUNTED[lang][kind].format(counts[kind]) for kind in KINDS if counts[kind])


def verdict(diff: Diff, lang: str) -> str:
    """One sentence for the whole comparison."""
    return summed(len(diff.changes), diff.counts, lang)


def summed(n: int, counts: Mapping[str, int], lang: str) -> str:
    """The same, of how many datasets differ and how many rows of each kind."""
    if not n:
        return "数据没有变化" if lang == "zh" else "No change in the data"
    rows = counted(counts, lang)
    head = f"{n} 个数据集有变化" if lang == "zh" else f"{n} dataset{'s' * (n > 1)} changed"
    return f"{head}{'：' if lang == 'zh' else ': '}{rows}" if rows else head


def between(diff: Diff, lang: str) -> str:
    """Which two trees were compared."""
    names = visible(diff.old.name), visible(diff.new.name)
    return f"从 {names[0]} 到 {names[1]}" if lang == "zh" else f"from {names[0]} to {names[1]}"


def title(change: Change, lang: str) -> str:
    """A dataset's title."""
    return visible(change.dataset.title if lang == "zh" else change.dataset.title_en)


def column(cell: Cell, lang: str) -> str:
    """A cell's heading."""
    return visible(cell.field.title if lang == "zh" else cell.field.title_en)


def about(change: Change, lang: str) -> list[str]:
    """What happened to a dataset as a whole: new or gone, its columns, and why rows were not compared."""
    said = [ONLY[lang][change.only]] if change.only else []
    lost, gained = (", ".join(f.name for f in fields) for fields in (change.lost, change.gained))
    if lost:
        said.append(f"少了列：{lost}" if lang == "zh" else f"columns lost: {lost}")
    if gained:
        said.append(f"多了列：{gained}" if lang == "zh" else f"columns gained: {gained}")
    if change.reordered:
        said.append("列的先后变了" if lang == "zh" else "columns stand in another order")
    if change.withheld is not None:
        said.append(WITHHELD[lang])
    for worded in change.unread[:UNREAD]:
        where, message = visible(worded.where), visible(worded.message(lang))
        said.append(f"没有比较，要先改好：{where}  {message}" if lang == "zh" else f"not compared until this is mended: {where}  {message}")
    return said


def name(row: Row) -> str:
    """A row's id and label."""
    return visible(row.key if row.label in ("", row.key) else f"{row.key} {row.label}")


def samples(change: Change, lang: str) -> list[str]:
    """The first few rows of a dataset, a line each."""
    return [short(" ｜ ".join([f"{MARKS[row.kind]} {name(row)}", *facts(change, row, lang)])) for row in change.rows[:SAMPLES]]


def short(text: str) -> str:
    """As much of a text as a line holds."""
    return text if len(text) <= SAMPLE else text[: SAMPLE - 1] + "…"


def facts(change: Change, row: Row, lang: str) -> list[str]:
    """What differs in a row: emptied cells first, then the others, then how far its point moved and its sources."""
    cells = [cell for cell in row.cells if not _told_elsewhere(change, row, cell)]
    said = [_cell(row, cell, lang) for cell in sorted(cells, key=lambda cell: not cell.emptied)]
    return said + [text for text in (moved(row, lang), *sources(row, lang)) if text]


def _told_elsewhere(change: Change, row: Row, cell: Cell) -> bool:
    """True for sources told by title, and for what a new or removed row is called."""
    if row.kind in ("removed", "added"):
        return cell.field.name == change.dataset.key or cell.field.role == "label"
    return cell.field.role == "sources" and bool(row.lost or row.gained)


def _cell(row: Row, cell: Cell, lang: str) -> str:
    before, after = value(cell.before.read(lang), lang), value(cell.after.read(lang), lang)
    told = before if row.kind == "removed" else after if row.kind == "added" else f"{before} → {after}"
    return f"{column(cell, lang)}{'：' if lang == 'zh' else ': '}{told}"


def value(text: str, lang: str) -> str:
    """A cell's words; an empty one says so."""
    return visible(text) if text else EMPTY[lang]


def moved(row: Row, lang: str) -> str:
    """How far a point moved; empty when it did not."""
    if row.metres is None:
        return ""
    metres = f"{row.metres:,.0f}" if row.metres >= 1 else "<1"
    return f"位置移动 {metres} 米" if lang == "zh" else f"moved {metres} m"


def sources(row: Row, lang: str) -> list[str]:
    """Sources a row lost and gained, by title."""
    both = (("少了出处", "source lost", row.lost), ("多了出处", "source gained", row.gained))
    return [f"{zh}：{visible(t)}" if lang == "zh" else f"{en}: {visible(t)}" for zh, en, titles in both for t in titles]
