"""Giving others their turn: one process answers everybody, so nobody's long page may keep it for itself."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from jinja2 import Template

# Seconds at a stretch. An ordinary answer is made in some twenty steps, and may wait this long before each.
STRETCH = 0.004
# Seconds between two stretches: room for several steps of somebody else.
REST = 0.002


class Turn:
    """The progress of one long piece of work."""

    def __init__(self, long: asyncio.Lock) -> None:
        self.long = long
        self.since = time.monotonic()
        self.held = False

    async def over(self) -> None:
        """Between two steps: rest when the stretch is over, from then on only while no other long work is going on."""
        if time.monotonic() - self.since < STRETCH:
            return
        if not self.held:
            await self.long.acquire()
            self.held = True
        await asyncio.sleep(REST)
        self.since = time.monotonic()


class Turns:
    """What is short goes ahead at once; of what is long, one goes on at a time."""

    def __init__(self) -> None:
        self.long = asyncio.Lock()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[Turn]:
        """A piece of work that says `over` between its steps."""
        turn = Turn(self.long)
        try:
            yield turn
        finally:
            if turn.held:
                self.long.release()


class Considerate(Template):
    """A template whose long pages are rendered by turns."""

    async def render_async(self, *args: Any, **kwargs: Any) -> str:
        """As Jinja's own, a piece after the other."""
        pieces: list[str] = []
        async with self.globals["turns"].turn() as turn:
            async for piece in self.generate_async(*args, **kwargs):
                pieces.append(str(piece))
                await turn.over()
        return "".join(pieces)
