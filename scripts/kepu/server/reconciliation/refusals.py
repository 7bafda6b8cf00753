"""What is said of a request that cannot be answered: what is wrong, and what to send instead."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse

BAD_REQUEST, NOT_FOUND, TOO_LARGE, NOT_A_FORM = 400, 404, 413, 415
# Where requests are explained, with examples.
HELP = "/api/#reconcile"

REASONS = {
    "nothing": (BAD_REQUEST, "表单里要有 queries 或者 extend", "The form must hold queries or extend"),
    "form": (NOT_A_FORM, "请用表单的格式发来：{form}", "Send a form: {form}"),
    "unreadable": (BAD_REQUEST, "表单读不懂：要用UTF-8，百分号编码", "The form cannot be read: it must be UTF-8, percent-encoded"),
    "body": (TOO_LARGE, "太大了：一次最多{most} KB，请分几次发", "Too large: at most {most} kB, send less at a time"),
    "many": (
        TOO_LARGE,
        "一次最多{most}个名称，这里有{count}个，请分几次发",
        "At most {most} queries at a time; send these {count} in parts",
    ),
    "json": (BAD_REQUEST, "{name} 不是JSON，写法见 {help}", "{name} is not JSON: {detail}. See {help}"),
    "shape": (BAD_REQUEST, "{where} 写得不对，写法见 {help}", "{where} is wrong: {detail}. See {help}"),
    "type": (BAD_REQUEST, "没有“{name}”这个类型。最像的是 {nearest}", "There is no type “{name}”. The nearest is {nearest}"),
    "property": (BAD_REQUEST, "没有“{name}”这个属性。最像的是 {nearest}", "There is no property “{name}”. The nearest is {nearest}"),
    "record": (NOT_FOUND, "没有“{name}”这条记录。编号像 {example}", "There is no record “{name}”. Ids are like {example}"),
    "number": (BAD_REQUEST, "{name} 要写一个整数", "{name} must be a whole number"),
    "long": (BAD_REQUEST, "{name} 最多{most}个字", "{name} has at most {most} characters"),
}

# What was sent is repeated so far, enough to recognise it.
REPEATED = 100


class Wrong(Exception):
    """The reader's fault, told in Chinese and English."""

    def __init__(self, reason: str, **context: object) -> None:
        self.status, zh, en = REASONS[reason]
        said = {name: str(value)[:REPEATED] for name, value in context.items()} | {"help": HELP}
        super().__init__(f"{zh.format(**said)}。{en.format(**said)}.")


def wrong(request: Request, fault: Exception) -> JSONResponse:
    """The fault as the API tells every other."""
    assert isinstance(fault, Wrong)
    return JSONResponse({"ok": False, "error": str(fault), "status": fault.status, "title": None}, fault.status)
