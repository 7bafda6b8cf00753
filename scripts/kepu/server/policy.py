"""What holds for every answer: security headers, reading from other sites, no crawling of queries, no pages for debugging."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kepu.exports.openapi import reconciliation
from kepu.server.content import Content
from kepu.server.protocol import LONGEST
from kepu.server.sql.clients import client

SECURITY = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "geolocation=(self), camera=(), microphone=()",
}
# Anyone may read from any page; there is nothing to write and nobody to log in.
READING = {"access-control-allow-origin": "*", "access-control-expose-headers": "Link, Retry-After"}
READS = ("GET", "HEAD", "OPTIONS")
# A batch of names is too long for an address, so it is posted; it is a question all the same.
ASKS = ("POST", (reconciliation.ADDRESS, reconciliation.ADDRESS + "/"))
TOO_MANY, RETRY_AFTER = 429, "5"

TOO_LONG = "地址太长，最多{most}字节。The address is too long: at most {most} bytes.\n"

# Datasette's own pages about itself: they name folders, versions and threads, or try out permissions.
INSIDE = re.compile(r"^/data/-/(?!metadata(\.json)?$|static/)")
# Parameters of Datasette that show its insides.
DEBUG = {"_trace", "_context"}


class Policy:
    """Wraps the whole application."""

    def __init__(self, app: ASGIApp, content: Content) -> None:
        self.app = app
        self.content = content

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse to write and what is not shown, then add the headers to whatever is answered."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        client.set((scope.get("client") or ("", 0))[0])
        asked = parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["content-security-policy"] = self.content.policy(scope["path"], {name for name, _ in asked})
                _headers(headers, message["status"], bool(asked))
            await send(message)

        inside = INSIDE.match(scope["path"]) or DEBUG & {name for name, _ in asked}
        app = self.app
        if inside:
            app = PlainTextResponse("这里不对外开放。Not public.\n", 404)
        if len(scope.get("raw_path", b"")) + len(scope.get("query_string", b"")) >= LONGEST:
            app = PlainTextResponse(TOO_LONG.format(most=LONGEST), 414)
        if scope["method"] not in READS and not (scope["method"] == ASKS[0] and scope["path"] in ASKS[1]):
            app = PlainTextResponse("只能读取。Read only.\n", 405, {"allow": ", ".join(READS)})
        await app(scope, receive, answered)


def _headers(headers: MutableHeaders, status: int, parameters: bool) -> None:
    for name, value in (SECURITY | READING).items():
        headers[name] = value
    if parameters:
        headers["x-robots-tag"] = "noindex, nofollow"
    if status == TOO_MANY:
        headers["retry-after"] = RETRY_AFTER
