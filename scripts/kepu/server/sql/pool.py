"""Worker processes in two lanes. A statement gets a moment in the quick lane; one that needs more runs with the slow ones."""

from __future__ import annotations

import asyncio
import contextlib
import marshal
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from kepu.server.sql import limits
from kepu.server.sql.clients import Clients
from kepu.server.sql.refusals import Refused

Answer = tuple[Any, ...]
INTERRUPTED: Answer = ("interrupted",)
# Slow statements leave the processor to whoever else wants it.
NICE = 10


class Worker:
    """One process, started when first asked and again after it had to be killed."""

    def __init__(self, path: Path, niceness: int) -> None:
        self.command = [sys.executable, "-m", "kepu.server.sql.worker", str(path)]
        self.niceness = niceness
        self.process: asyncio.subprocess.Process | None = None

    async def ask(self, sql: str, parameters: Any, milliseconds: int, most: int | None) -> Answer:
        """The worker's answer; one that does not come in time is an interruption, and the end of the process."""
        question = marshal.dumps((sql, parameters, milliseconds, most))
        try:
            process = await self.start()
            return await asyncio.wait_for(_exchange(process, question), (milliseconds + limits.GRACE) / 1000)
        except TimeoutError:
            await self.stop()
            return INTERRUPTED
        except (OSError, asyncio.IncompleteReadError):  # it died, for want of memory most likely
            await self.stop()
            return ("memory",)
        except asyncio.CancelledError:  # the reader went away; what it would still say is nobody's
            await self.stop()
            raise

    async def start(self) -> asyncio.subprocess.Process:
        """The process, once it is ready to be asked."""
        if self.process is None:
            self.process = await _started(self.command, self.niceness)
        return self.process

    async def stop(self) -> None:
        """Kill the process, if there is one."""
        process, self.process = self.process, None
        if process:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()


async def _started(command: list[str], niceness: int) -> asyncio.subprocess.Process:
    """Given its niceness from outside, since starting up is what takes longest."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, limit=limits.ANSWER * 2)
    os.setpriority(os.PRIO_PROCESS, process.pid, niceness)
    assert process.stdout, "a pipe"
    await process.stdout.readexactly(1)
    return process


async def _exchange(process: asyncio.subprocess.Process, question: bytes) -> Answer:
    assert process.stdin, "both ends are pipes"
    assert process.stdout
    process.stdin.write(len(question).to_bytes(4, "big") + question)
    await process.stdin.drain()
    length = int.from_bytes(await process.stdout.readexactly(4), "big")
    return tuple(marshal.loads(await process.stdout.readexactly(length)))  # noqa: S302  # written by our own worker


class Lane:
    """Some workers and those who wait for one."""

    def __init__(self, path: Path, count: int, niceness: int) -> None:
        self.workers = [Worker(path, niceness) for _ in range(count)]
        self.free: asyncio.LifoQueue[Worker] | None = None
        self.waiting = 0
        self.restarts: set[asyncio.Task[None]] = set()

    @contextlib.asynccontextmanager
    async def worker(self) -> AsyncIterator[Worker]:
        """A free worker, the most recently used first."""
        free = self.free = self.free or self._filled()
        self.waiting += 1
        try:
            worker = await free.get()
        finally:
            self.waiting -= 1
        try:
            yield worker
        finally:
            if worker.process:
                free.put_nowait(worker)
            else:
                self._restart(worker, free)

    def _restart(self, worker: Worker, free: asyncio.LifoQueue[Worker]) -> None:
        """A killed worker comes back when it is ready; whoever is next need not wait for it."""

        async def revived() -> None:
            await worker.start()
            free.put_nowait(worker)

        task = asyncio.ensure_future(revived())
        self.restarts.add(task)
        task.add_done_callback(self.restarts.discard)

    def _filled(self) -> asyncio.LifoQueue[Worker]:
        """A queue belongs to the loop that runs when it is first used."""
        free: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        for worker in self.workers:
            free.put_nowait(worker)
        return free


class Pool:
    """Answers statements over one database."""

    def __init__(self, path: Path) -> None:
        self.quick = Lane(path, limits.QUICK_WORKERS, 0)
        self.slow = Lane(path, limits.SLOW_WORKERS, NICE)
        self.clients = Clients()

    async def ask(self, sql: str, parameters: Any, milliseconds: int, most: int | None) -> Answer:
        """The answer within `milliseconds`, or ("interrupted",). Refused when there are too many slow ones already."""
        async with self.quick.worker() as worker:
            answer = await worker.ask(sql, parameters, min(milliseconds, limits.QUICK), most)
        if answer != INTERRUPTED or milliseconds <= limits.QUICK:
            return answer
        if self.slow.waiting >= limits.WAITING:
            raise Refused("busy")
        with self.clients.turn():
            return await self._slowly(sql, parameters, milliseconds, most)

    async def _slowly(self, sql: str, parameters: Any, milliseconds: int, most: int | None) -> Answer:
        turn = self.slow.worker()
        try:
            worker = await asyncio.wait_for(turn.__aenter__(), limits.PATIENCE)
        except TimeoutError:
            raise Refused("busy") from None
        try:
            with self.clients.timed():
                return await worker.ask(sql, parameters, milliseconds, most)
        finally:
            await turn.__aexit__(None, None, None)

    async def start(self) -> None:
        """Have every process ready before the first reader comes."""
        await asyncio.gather(*(worker.start() for worker in self._all()))

    async def stop(self) -> None:
        """End every process."""
        for task in (*self.quick.restarts, *self.slow.restarts):
            task.cancel()
        await asyncio.gather(*(worker.stop() for worker in self._all()))

    def _all(self) -> list[Worker]:
        return [*self.quick.workers, *self.slow.workers]
