"""What is said of an address that asks for what is not there: which name, and which names there are."""

from __future__ import annotations

from datasette.views.base import DatasetteError

BAD_REQUEST, NOT_FOUND = 400, 404

REASONS = {
    "ending": (NOT_FOUND, "没有 .{name} 这种格式，有的是：{names}", "There is no format .{name}; there are: {names}"),
    "column": (BAD_REQUEST, "没有“{name}”这一列，有的是：{names}", "There is no column “{name}”; there are: {names}"),
    "comparison": (BAD_REQUEST, "没有“{name}”这种比较，有的是：{names}", "There is no comparison “{name}”; there are: {names}"),
    "value": (BAD_REQUEST, "{name} 要写成这样：{example}", "{name} is written like this: {example}"),
    "no-rows": (BAD_REQUEST, "这里没有行，不能用 _shape={name}；请写上 sql=…", "There are no rows here for _shape={name}; say sql=…"),
    "no-ids": (BAD_REQUEST, "这里的行没有编号，不能用 _shape=object", "These rows have no ids, so _shape=object does not fit"),
    "no-arrays": (
        BAD_REQUEST,
        "一格里的几个值用分号隔开，不是JSON，不能用 _facet_array",
        "Several values in a cell are separated by semicolons and are no JSON, so _facet_array does not fit",
    ),
}

# What is repeated of a name nobody knows, enough to recognise it.
REPEATED = 60


class Mistaken(DatasetteError):  # type: ignore[misc]  # Datasette carries no types
    """Told in Chinese and English; a page shows the one of its language."""

    def __init__(self, reason: str, name: str = "", **context: str) -> None:
        status, zh, en = REASONS[reason]
        zh, en = (words.format(name=name[:REPEATED], **context) for words in (zh, en))
        super().__init__(f"{zh}。{en}.", error_dict={"error_zh": f"{zh}。", "error_en": f"{en}."}, status=status)
