"""Text of others inside Markdown: it stays text, whatever it holds."""

from __future__ import annotations

import re

# What Markdown or the code host could read as more than text.
SPECIAL = re.compile(r"[^\w\s/，。：；、（）“”]|_")
# Code hosts link these even where Markdown sees plain text: mentions, mail, issue numbers, addresses.
LINKED = re.compile(r"[@#](?=\w)|:(?=//)|www(?=\.)|gh(?=-\d)", re.IGNORECASE)


def plain(text: str) -> str:
    """Text that Markdown leaves alone, and that mentions nobody and links nowhere."""
    broken = LINKED.sub(lambda found: f"{found[0]}\u200b", text)
    return SPECIAL.sub(lambda found: f"&#{ord(found[0])};", broken)


def fenced(lines: list[str], language: str) -> str:
    """Lines as a block of code, whose fence is longer than any in them."""
    fence = "`" * max(3, 1 + max(len(run) for run in re.findall("`*", "\n".join(lines))))
    return "\n".join([f"{fence}{language}", *lines, fence])
