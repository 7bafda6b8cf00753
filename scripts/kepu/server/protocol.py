"""HTTP as people type it: `curl …?_search=馆` sends raw UTF-8, which the standard wants percent-encoded."""

from __future__ import annotations

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

ASCII = 128  # bytes from here on must be encoded
# The longest address there can be, bytes: a little less than the parser takes, and room for SQL of the longest, percent-encoded.
LONGEST = 65_000


class TolerantProtocol(HttpToolsProtocol):
    """Encodes non-ASCII bytes of a request line before the parser, which would refuse them, sees it."""

    def data_received(self, data: bytes) -> None:
        """Only the line that opens a request is touched; headers and bodies pass as they are."""
        if self.cycle is None or self.cycle.response_complete:
            line, end, rest = data.partition(b"\r\n")
            if end and not line.isascii():
                data = b"".join(bytes([b]) if b < ASCII else b"%%%02X" % b for b in line) + end + rest
        super().data_received(data)

    def on_url(self, url: bytes) -> None:
        """One byte too many is kept, to be seen that it is too long."""
        self.url = (self.url + url)[: LONGEST + 1]
