"""How a dataset is filled in, in words: for the help sheet, the messages beside cells, and `kepu new`."""

from __future__ import annotations

from kepu.ids import shape
from kepu.model import Dataset
from kepu.sheets.columns import Column, hints

HEAD = ["列", "列名", "必填", "是什么", "怎么写", "例子"]
# More than this many values are read in their drop-down list, not here.
LISTED = 40


def page(dataset: Dataset, columns: list[Column]) -> list[list[str]]:
    """The help sheet, line by line: what to know, then a row a column."""
    return [[line] for line in _rules(dataset)] + [[""], HEAD, *(_row(column) for column in columns)]


def _rules(dataset: Dataset) -> list[str]:
    ids = "新的一行，编号空着，交回后自动给；原有的编号不要改。" if shape(dataset) else "编号照规定填，不能重复；原有的编号不要改。"
    return [
        f"{dataset.title}（{dataset.name}）怎么填",
        dataset.description,
        "不知道就空着，不写“无”“暂无”“—”。",
        ids,
        "红底的列必填。选中一格，旁边会说明怎么填；有下拉箭头的，从列表里选名字，收回时换成代码。",
        "一格写几个值，用半角分号（;）隔开。",
        "头两行不要改，不要合并单元格，不要添列。",
        "填完存盘，把整个文件发回给您文件的人；自己装了 kepu 的，运行 kepu sheet import 文件名。",
        "原来的行删了也会留着；确实要删，告诉收文件的人。",
    ]


def _row(column: Column) -> list[str]:
    values = list(column.choices.shown.values())
    listed = "、".join(values) if len(values) <= LISTED else "从列表里选"
    how = "；".join(filter(None, [*hints(column, "zh"), listed]))
    return [column.heading, column.field.name, "必填" if column.required else "", column.field.description, how, example(column)]


def message(column: Column) -> str:
    """What a cell says when it is selected."""
    said = ["必填。" if column.required else "", column.field.description, "从列表里选。" if column.offers else "", *hints(column, "zh")]
    shown = example(column)
    return "\n".join(filter(None, [*said, f"例如：{shown}" if shown else ""]))


def example(column: Column) -> str:
    """The example of a column as its editor would see it."""
    found = column.field.example
    return "" if found is None else column.choices.show(column.field, str(found))


def comments(dataset: Dataset, columns: list[Column], lang: str) -> list[str]:
    """The columns of a CSV, one line each, with the codes that belong into the file."""
    zh = lang == "zh"
    head = f"{dataset.title}：{dataset.description}" if zh else f"{dataset.title_en}: {dataset.description_en}"
    return [head, *(_comment(column, lang) for column in columns)]


def _comment(column: Column, lang: str) -> str:
    f, zh = column.field, lang == "zh"
    title, meaning = (f.title, f.description) if zh else (f.title_en, f.description_en)
    mark = ("（必填）" if zh else " (required)") if f.constraints.get("required") else ""
    shown = "" if f.example is None else f"例如 {f.example}" if zh else f"e.g. {f.example}"
    words = filter(None, [meaning, *hints(column, lang), _codes(column, zh), shown])
    return f"{f.name}  {title}{mark}{'：' if zh else ': '}" + ("；" if zh else "; ").join(word.rstrip("。.") for word in words)


def _codes(column: Column, zh: bool) -> str:
    terms = column.field.vocabulary.values() or ()
    listed = [f"{t.code}（{t.label}）" if zh else f"{t.code} ({t.label_en})" for t in terms]
    return ("可以填：" if zh else "one of: ") + ("、" if zh else ", ").join(listed) if listed else ""
