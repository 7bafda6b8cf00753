"""What came with a request: parameters of its address, or a form in its body, each within bounds."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request

from kepu.exports.openapi.matching import SUGGESTIONS, TEXT
from kepu.server.reconciliation.refusals import Wrong

# Bytes of a form: a full batch of long names with other columns, percent-encoded.
BODY, FIELDS = 1_000_000, 20
FORM = "application/x-www-form-urlencoded"
# A list below a box of text.
DEFAULT, FURTHEST = 10, 10_000


async def sent(request: Request) -> dict[str, str]:
    """The parameters of a GET, the form of a POST."""
    if request.method != "POST":
        return dict(request.query_params)
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise Wrong("form", form=FORM)
    try:
        return dict(parse_qsl((await _body(request)).decode(), keep_blank_values=True, errors="strict", max_num_fields=FIELDS))
    except ValueError:
        raise Wrong("unreadable") from None


async def _body(request: Request) -> bytes:
    """The body, given up as soon as it is too long."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > BODY:
            raise Wrong("body", most=BODY // 1000)
    return body


def typed(request: Request) -> tuple[str, int, int]:
    """What somebody is typing, how many suggestions to skip, and how many to give."""
    prefix = request.query_params.get("prefix", "").strip()
    if len(prefix) > TEXT:
        raise Wrong("long", name="prefix", most=TEXT)
    return prefix, number(request, "cursor", 0, FURTHEST), number(request, "limit", DEFAULT, SUGGESTIONS)


def number(request: Request, name: str, default: int, most: int) -> int:
    """A whole number of the address, held below `most`."""
    text = request.query_params.get(name, "")
    if text and not (text.isascii() and text.isdecimal()):
        raise Wrong("number", name=name)
    return min(int(text[:9]), most) if text else default
