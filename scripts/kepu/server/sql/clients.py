"""What each client has taken of the slow lane lately. Quick statements cost nothing."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from kepu.server.sql import limits
from kepu.server.sql.refusals import Refused

# The address a request came from; the application sets it before anything asks the database.
client: ContextVar[str] = ContextVar("client", default="")

# Clients remembered; the one not seen for longest is forgotten first, and has regained its time by then.
REMEMBERED = 10_000


@dataclass
class _Account:
    left: float = limits.SAVED
    since: float = field(default_factory=time.monotonic)
    turns: int = 0

    def regain(self) -> None:
        now = time.monotonic()
        self.left = min(limits.SAVED, self.left + (now - self.since) * limits.REGAINED)
        self.since = now


class Clients:
    """Accounts by client address."""

    def __init__(self) -> None:
        self.accounts: OrderedDict[str, _Account] = OrderedDict()

    def _account(self) -> _Account:
        account = self.accounts.setdefault(client.get(), _Account())
        self.accounts.move_to_end(client.get())
        if len(self.accounts) > REMEMBERED:
            self.accounts.popitem(last=False)
        account.regain()
        return account

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold one of the client's places among the slow; refused when it has none left, or no time."""
        account = self._account()
        if account.turns >= limits.EACH:
            raise Refused("many")
        if account.left <= 0:
            raise Refused("spent")
        account.turns += 1
        try:
            yield
        finally:
            account.turns -= 1

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Take the time from the client's account."""
        account, start = self._account(), time.monotonic()
        try:
            yield
        finally:
            account.left -= time.monotonic() - start
