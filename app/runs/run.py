"""One run as the server knows it: its story, its process, and who listens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from itertools import count
from typing import Any

import orjson

from app.errors import Refusal, refuse
from app.language import Language
from app.runs.notes import Asked, Begun, Failed, Note, Reply, Said, joined
from app.runs.process import Order, Process
from app.runs.story import Story
from engine.errors import EngineError

RATE = 60
"""Most events a second."""
HEARTBEAT = 15.0
"""Seconds of silence after which a listener is shown that the line still stands."""


class Run:
    """To be used from the event loop. since, seen: when it was begun, and last asked after, by the clock."""

    def __init__(self, name: str, request: Mapping[str, Any], clock: Callable[[], float]) -> None:
        self.story = Story(name, request)
        self.listeners = 0
        self._clock = clock
        self.since = self.seen = clock()
        self._process: Process | None = None
        self._loop = asyncio.get_running_loop()
        self._begun: asyncio.Future[None] = self._loop.create_future()
        self._changed = asyncio.Event()
        self._numbers = count()
        self._asked: dict[int, asyncio.Future[Any]] = {}
        self._dead = False

    @property
    def id(self) -> str:
        return self.story.id

    def touch(self) -> None:
        """Somebody asks after it."""
        self.seen = self._clock()

    # what its process says ----------------------------------------------------------------

    def hear(self, said: Said | None) -> None:
        """Called by the thread that listens."""
        try:
            self._loop.call_soon_threadsafe(self._hear, said)
        except RuntimeError:  # the loop is closed: nobody is left to be told
            return

    def _hear(self, said: Said | None) -> None:
        match said:
            case Begun(facts):
                self.story.facts.update(facts)
                if not self._begun.done():
                    self._begun.set_result(None)
            case Note():
                self.story.note(said)
                self._wake()
            case Reply(number, data):
                asked = self._asked.pop(number, None)
                if asked and not asked.done():
                    asked.set_result(data)
            case Failed(error):
                self._over("failed", error)
            case None:
                self._dead = True
                self._over("failed", refuse("work_stopped"))

    def _wake(self) -> None:
        """Those who listen look again."""
        self._changed.set()
        self._changed = asyncio.Event()

    def _over(self, state: str, error: EngineError | Refusal) -> None:
        """It goes on no more: listeners and askers learn of it."""
        self.story.end(state, error if state == "failed" else None)
        self._wake()
        for asked in [*self._asked.values(), self._begun]:
            if not asked.done():
                asked.set_exception(error)
                asked.exception()  # it may be that nobody waits any more
        self._asked = {}

    # what it is told ----------------------------------------------------------------------

    async def begin(self, process: Process, order: Order) -> None:
        """Give it its process; returns when its size is known. Raises EngineError, Refusal."""
        if self.story.ended:  # stopped while the process came
            await asyncio.to_thread(process.close)
            raise refuse("run_unknown", id=self.id)
        self._process = process
        process.order(order, self.hear)
        await self._begun

    async def ask(self, name: str, **arguments: Any) -> Any:
        """The reply to a command or question. Raises Refusal if it ends meanwhile."""
        if self._dead or self._process is None:
            raise refuse("work_stopped")
        number = next(self._numbers)
        asked = self._asked[number] = self._loop.create_future()
        self._process.tell(Asked(number, name, arguments))
        try:
            return await asked
        finally:
            self._asked.pop(number, None)

    def stop(self) -> None:
        """End it at once."""
        if self._process:
            self._process.kill()
        self._over("stopped", refuse("run_unknown", id=self.id))

    # what it tells ------------------------------------------------------------------------

    async def events(self, after: int | None, lang: Language) -> AsyncGenerator[bytes, None]:
        """Server-sent events: a snapshot, or what came after event `after`; then all that comes."""
        story = self.story
        self.listeners += 1
        try:
            if after is None or not -1 <= after < len(story.log):
                after = len(story.log) - 1
                yield event("snapshot", after, story.snapshot(lang))
            while True:
                changed, fresh = self._changed, story.log[after + 1 :]
                for index, note in joined(fresh):
                    yield event(note.name, after + 1 + index, note.data)
                    await asyncio.sleep(1 / RATE)
                after += len(fresh)
                if after + 1 < len(story.log):
                    continue
                if story.ended:
                    return
                try:
                    async with asyncio.timeout(HEARTBEAT):
                        await changed.wait()
                except TimeoutError:
                    yield b":\n\n"
        finally:
            self.listeners -= 1
            self.touch()


def event(name: str, number: int, data: Mapping[str, Any]) -> bytes:
    """One event on the wire."""
    return b"event: %s\nid: %d\ndata: %s\n\n" % (name.encode(), number, orjson.dumps(data))
