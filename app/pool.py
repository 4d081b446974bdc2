"""Worker processes that can be ended: each does one job at a time, and a job past its limit ends its process.

    idle ──job──▶ busy ──answer──▶ idle
                   ├─ limit reached ──▶ killed, replaced, answered with `time_limit`
                   ├─ died ───────────▶ replaced, answered with `work_stopped`
                   └─ raised ─────────▶ logged, answered with `internal`

Processes are spawned (alike on Linux, macOS and Windows), import the engine while nobody waits, and end when
their pipe closes, however the server ended. One thread a worker does the waiting; the event loop never does.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import multiprocessing
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from threading import Lock

from app.errors import Refusal, refuse
from app.work import Answer, Job

Work = Callable[[Job], Answer]
Maker = Callable[[], Work]

log = logging.getLogger(__name__)

READY = "ready"
START_LIMIT = 60.0  # seconds for a process to import what it needs, on the slowest machine
SPAWN = multiprocessing.get_context("spawn")


def _serve(pipe: Connection, make: Maker) -> None:
    """The life of a worker process. Ctrl-C is the server's to handle: it closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    work = make()
    with contextlib.suppress(EOFError, OSError):
        pipe.send(READY)
        while True:
            job = pipe.recv()
            try:
                pipe.send(work(job))
            except (MemoryError, OSError):
                raise
            except Exception:
                log.exception("task %s", job.task)
                pipe.send(None)


class Worker:
    """One process and the pipe to it. `make` is called there; what it returns does the jobs."""

    def __init__(self, make: Maker) -> None:
        self._make = make
        self._lock = Lock()
        self._ended = False
        self._process: SpawnProcess
        self._pipe: Connection
        self._start()

    @property
    def process_id(self) -> int | None:
        return self._process.pid

    def ask(self, job: Job, limit: float) -> Answer:
        """The answer to a job; blocks. Raises Refusal when the limit is reached or the process dies."""
        try:
            if not self._process.is_alive():  # killed while idle: not the fault of this job
                self._replace()
            self._await_ready()
            self._pipe.send(job)
            if self._pipe.poll(limit):
                answer: Answer | None = self._pipe.recv()
                if answer is None:  # a fault of the product's own, in the worker's log
                    raise refuse("internal")
                return answer
        except (EOFError, OSError, MemoryError):
            self._replace()
            raise refuse("work_stopped") from None
        self._replace()
        raise refuse("time_limit", limit=f"{limit:g}")

    def end(self) -> None:
        """End the process for good; whoever waits for its answer is told."""
        with self._lock:
            self._ended = True
            self._process.kill()

    def close(self) -> None:
        """Give back what an ended process held."""
        self._pipe.close()
        self._process.join()
        self._process.close()

    def _start(self) -> None:
        self._pipe, theirs = SPAWN.Pipe()
        self._process = SPAWN.Process(target=_serve, args=(theirs, self._make), daemon=True)
        self._process.start()
        theirs.close()
        self._ready = False

    def _await_ready(self) -> None:
        if not self._ready:
            if not self._pipe.poll(START_LIMIT):
                raise EOFError
            self._pipe.recv()
            self._ready = True

    def _replace(self) -> None:
        """A new process for the old; it warms up while nobody waits."""
        with self._lock:
            if not self._ended:
                self._process.kill()
                self.close()
                self._start()


class Pool:
    """`size` workers and a bounded queue before them. Use it as an async context manager.

    limit, patience: seconds that a job may take, and may wait before it is begun.
    """

    def __init__(
        self, make: Maker, *, size: int, queue: int, limit: float, patience: float, retry_after: int
    ) -> None:
        self._make, self._size, self._limit, self._retry_after = make, size, limit, retry_after
        self._patience = patience
        self._places = size + queue
        self._taken = 0
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        self._workers: list[Worker] = []
        self._closing = False
        self._threads: ThreadPoolExecutor

    async def __aenter__(self) -> Pool:
        self._threads = ThreadPoolExecutor(self._size, thread_name_prefix="worker")
        self._workers = [Worker(self._make) for _ in range(self._size)]
        for worker in self._workers:
            self._idle.put(worker)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.begin_nothing()
        for worker in self._workers:
            worker.end()
        await asyncio.to_thread(self._threads.shutdown, wait=True)
        for worker in self._workers:
            worker.close()

    def begin_nothing(self) -> None:
        """Refuse the jobs that no worker has begun, and all to come; those begun are still answered."""
        self._closing = True
        self._threads.shutdown(wait=False, cancel_futures=True)

    @property
    def process_ids(self) -> list[int | None]:
        return [worker.process_id for worker in self._workers]

    async def do(self, job: Job, limit: float | None = None) -> Answer:
        """The answer to a job, within a limit of its own if given.

        Raises Refusal: overload, time_limit, work_stopped.
        """
        if self._closing:
            raise refuse("work_stopped")
        if self._taken >= self._places:
            raise self._overload()
        self._taken += 1
        asked = self._threads.submit(self._ask, job, self._limit if limit is None else limit)
        late = False

        def give_up() -> None:
            nonlocal late
            late = asked.cancel()  # no, if a worker has begun

        patience = asyncio.get_running_loop().call_later(self._patience, give_up)
        try:
            return await asyncio.wrap_future(asked)
        except asyncio.CancelledError:
            if late:
                raise self._overload() from None
            if self._closing:  # the pool gave up a job that no worker had begun
                raise refuse("work_stopped") from None
            raise
        finally:
            patience.cancel()
            self._taken -= 1

    def _overload(self) -> Refusal:
        seconds = self._retry_after
        return refuse("overload", headers={"Retry-After": str(seconds)}, seconds=seconds)

    def _ask(self, job: Job, limit: float) -> Answer:
        worker = self._idle.get()
        try:
            return worker.ask(job, limit)
        finally:
            self._idle.put(worker)
