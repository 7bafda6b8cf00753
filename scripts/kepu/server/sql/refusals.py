"""Why a statement was not answered: which limit, in both languages, and where the data is without limits."""

from __future__ import annotations

from datasette.views.base import DatasetteError

from kepu.server.sql import limits

BAD_REQUEST, TOO_MANY = 400, 429
# Where every table is a file; no limit holds there.
DOWNLOADS = "/catalog/"

REASONS = {
    "time": (
        BAD_REQUEST,
        "查得太久，停下了：一句查询最多 {seconds:g} 秒。加条件，或者少连几张表",
        "The statement was stopped after {seconds:g} s, the most one may take. Add conditions or join fewer tables",
    ),
    "memory": (
        BAD_REQUEST,
        f"要用的内存太多：一句查询最多 {limits.HEAP >> 20} MB。加条件，或者少排序、少合并几行",
        f"The statement needs more than {limits.HEAP >> 20} MB of memory. Add conditions, or sort and group fewer rows",
    ),
    "bytes": (
        BAD_REQUEST,
        f"结果太大：一次最多 {limits.ANSWER // 1_000_000} MB。少取几列，或者加上 limit",
        f"The answer is larger than {limits.ANSWER // 1_000_000} MB. Ask for fewer columns or add a limit",
    ),
    "busy": (
        TOO_MANY,
        "慢的查询正在排队，这一句没有轮到。过几秒再试；快的查询不受影响",
        "Slow statements are queueing and this one found no place. Try again in a few seconds; quick ones are not affected",
    ),
    "many": (
        TOO_MANY,
        f"同时在跑的慢查询太多：每人最多 {limits.EACH} 句。等前面的查完再来",
        f"You have {limits.EACH} slow statements running, the most one client may. Wait until they are done",
    ),
    "spent": (
        TOO_MANY,
        f"慢查询的时间用完了：每秒补回 {limits.REGAINED:g} 秒。过一会儿再来；快的查询不受影响",
        f"Your time for slow statements is used up; {limits.REGAINED:g} s return each second. Quick ones are not affected",
    ),
}


class Refused(DatasetteError):  # type: ignore[misc]  # Datasette carries no types
    """A limit was reached. `error_dict` is part of the JSON answer."""

    def __init__(self, limit: str, seconds: float = 0) -> None:
        self.limit = limit
        status, zh, en = REASONS[limit]
        zh, en = zh.format(seconds=seconds), en.format(seconds=seconds)
        title = zh.partition("：")[0]
        zh, en = f"{zh}；整张表可以从 {DOWNLOADS} 下载，在自己的电脑上查没有上限。", f"{en}; whole tables are at {DOWNLOADS}."
        said = {"limit": limit, "downloads": DOWNLOADS, "error_zh": zh, "error_en": en}
        super().__init__(zh + en, title=title, error_dict=said, status=status)
