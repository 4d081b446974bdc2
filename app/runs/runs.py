"""All runs: begun, found, bounded in number and age, and forgotten when nobody asks after them any more."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from time import monotonic
from typing import Any
from weakref import WeakSet

from app.errors import refuse
from app.runs.process import Order, Process
from app.runs.run import Run
from app.settings import Settings

SWEEPING = 1.0
"""Seconds between two looks for runs that are too old or abandoned."""


class Runs:
    """Use it as an async context manager. One spare process is kept ready from the first use on."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = monotonic) -> None:
        self.settings, self._clock = settings, clock
        self._runs: dict[str, Run] = {}
        self._spare: asyncio.Task[Process] | None = None
        self._begun: WeakSet[Process] = WeakSet()
        self._gone: dict[str, Callable[[], None]] = {}
        self._sweeper: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Runs:
        self._sweeper = asyncio.create_task(self._sweep_on())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._sweeper:
            self._sweeper.cancel()
            with suppress(asyncio.CancelledError):
                await self._sweeper
        self.end_all()
        for process in list(self._begun):
            await asyncio.to_thread(process.wait)
        if self._spare:
            spare = await self._spare
            await asyncio.to_thread(spare.close)

    def warm(self) -> None:
        """Have a process ready for the next run."""
        if self._spare is None:
            self._spare = asyncio.create_task(asyncio.to_thread(Process))

    def _make_room(self) -> None:
        """Room for another: of the runs that are over, the one that nobody asked about for longest gives way.

        Raises Refusal: too_many_runs.
        """
        limit, seconds = self.settings.runs, self.settings.retry_after
        if len(self._runs) < limit:
            return
        over = [run for run in self._runs.values() if run.story.ended]
        if not over:
            headers = {"Retry-After": str(seconds)}
            raise refuse("too_many_runs", headers=headers, limit=limit, seconds=seconds)
        self._forget(min(over, key=lambda run: run.seen))

    async def begin(
        self, request: Mapping[str, Any], order: Order, gone: Callable[[], None] = lambda: None
    ) -> Run:
        """A new run whose size is known; once it has begun, `gone` is called when it is forgotten.

        Raises Refusal: too_many_runs; and what the work raises as it begins.
        """
        self._make_room()
        run = Run(secrets.token_urlsafe(12), request, self._clock)
        self._runs[run.id] = run
        try:
            await run.begin(await self._process(), order)
        except BaseException:
            self._forget(run)
            raise
        self._gone[run.id] = gone
        if len(self._runs) < self.settings.runs:
            self.warm()
        return run

    async def _process(self) -> Process:
        """The spare one, or a new one where there is none."""
        self.warm()
        assert self._spare is not None
        spare, self._spare = self._spare, None
        process = await spare
        self._begun.add(process)
        return process

    def find(self, name: str) -> Run:
        """Raises Refusal: run_unknown."""
        if name not in self._runs:
            raise refuse("run_unknown", id=name)
        run = self._runs[name]
        run.touch()
        return run

    def end(self, name: str) -> None:
        """Stop a run and forget it. Raises Refusal: run_unknown."""
        self._forget(self.find(name))

    def end_all(self) -> None:
        """Stop all runs; their listeners are told."""
        for run in list(self._runs.values()):
            self._forget(run)

    def sweep(self) -> None:
        """Forget what is too old, and what nobody has listened to or asked about for too long."""
        now = self._clock()
        for run in list(self._runs.values()):
            abandoned = not run.listeners and now - run.seen > self.settings.run_patience
            if abandoned or now - run.since > self.settings.run_age:
                self._forget(run)

    async def _sweep_on(self) -> None:
        while True:
            await asyncio.sleep(SWEEPING)
            self.sweep()

    def _forget(self, run: Run) -> None:
        if self._runs.pop(run.id, None):
            run.stop()
            self._gone.pop(run.id, lambda: None)()
