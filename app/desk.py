"""Where requests become jobs: small ones are done at once, the others by the worker processes."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine
from functools import partial
from typing import Any, NamedTuple

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from app.accept import takes_gzip
from app.body import read_body
from app.errors import Refusal
from app.language import chosen
from app.pool import Pool, Work
from app.responses import respond
from app.settings import Settings
from app.tasks import TASKS
from app.work import Answer, Heavy, Job, Room, perform, refused

# A body above this is not even parsed here; work above this many microseconds is not done here.
BODY_HERE = 64 * 1024
ROOM_HERE = Room(20_000)
# Two threads a worker make a shared machine slower, not faster.
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


def make_work(settings: Settings) -> Work:
    """What a worker process does with a job: everything, however long it takes."""
    return partial(perform, TASKS, settings)


class Desk(NamedTuple):
    """The settings, and the workers for what is too heavy to be done between two requests."""

    settings: Settings
    pool: Pool

    async def answer(self, request: Request, task: str, asked: str | None, **choices: str) -> Response:
        """The response to a request for `task`; language and choices come from its address.

        Raises ClientDisconnect when nobody waits for it any more.
        """
        lang = chosen(asked, request.headers.get("accept-language"))
        try:
            body = await read_body(request, self.settings.max_body_bytes)
            packed = takes_gzip(request.headers.get("accept-encoding"))
            job = Job(task, body, lang, choices, packed)
            return respond(self.here(job) or await while_wanted(request, self.pool.do(job)))
        except Refusal as refusal:
            return respond(refused(refusal, lang))

    def here(self, job: Job) -> Answer | None:
        """The answer to a small job; None where it is work for the pool."""
        if len(job.body) > BODY_HERE:
            return None
        try:
            return perform(TASKS, self.settings, job, ROOM_HERE)
        except Heavy:
            return None


async def while_wanted(request: Request, work: Coroutine[Any, Any, Answer]) -> Answer:
    """The result of `work`; given up when the client leaves, so that a job still waiting is never begun.

    The body of the request must have been read. Raises ClientDisconnect, and what `work` raises.
    """
    working, leaving = asyncio.ensure_future(work), asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait((working, leaving), return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            raise ClientDisconnect
        return working.result()
    finally:
        working.cancel()
        leaving.cancel()


async def _left(request: Request) -> None:
    """Returns when the client has left."""
    while (await request.receive())["type"] != "http.disconnect":
        await asyncio.sleep(1)


def desk_of(request: Request) -> Desk:
    """The desk of the app that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


def open_pool(settings: Settings) -> Pool:
    """The pool that the settings describe, not yet started."""
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    return Pool(
        partial(make_work, settings),
        size=settings.workers,
        queue=settings.queue,
        limit=settings.time_limit,
        patience=settings.queue_patience,
        retry_after=settings.retry_after,
    )
