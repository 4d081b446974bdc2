"""Who leaves is not worked for, and a worker killed while idle fails nobody."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Sequence

import pytest
from fastapi import FastAPI
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message, Scope

from app.desk import while_wanted
from app.pool import Pool
from app.work import Answer, Job
from tests.app.jobs import make

pytestmark = pytest.mark.anyio


def scope_of(app: FastAPI | None = None) -> Scope:
    headers = [(b"content-type", b"application/json")]
    return {
        "type": "http",
        "method": "POST",
        "path": "/api/v1/trace",
        "query_string": b"",
        "headers": headers,
        "app": app,
    }


def requested(messages: Sequence[Message]) -> Request:
    """A request whose client sends these messages and then nothing."""
    left = list(messages)

    async def receive() -> Message:
        return left.pop(0) if left else await asyncio.Future()

    return Request(scope_of(), receive)


async def test_work_is_given_up_when_the_client_leaves() -> None:
    work = asyncio.Event()
    ended: list[bool] = []

    async def waiting() -> Answer:
        try:
            await work.wait()
        finally:
            ended.append(True)
        return Answer(b"")

    with pytest.raises(ClientDisconnect):
        await while_wanted(requested([{"type": "http.disconnect"}]), waiting())
    await asyncio.sleep(0)
    assert ended == [True]


async def test_who_stays_is_answered() -> None:
    async def working() -> Answer:
        await asyncio.sleep(0)
        return Answer(b"done")

    assert await while_wanted(requested([]), working()) == Answer(b"done")


async def test_leaving_amid_the_body_is_no_fault_of_the_server(
    app: FastAPI, caplog: pytest.LogCaptureFixture
) -> None:
    messages: list[Message] = [
        {"type": "http.request", "body": b"{", "more_body": True},
        {"type": "http.disconnect"},
    ]
    sent: list[Message] = []

    async def receive() -> Message:
        return messages.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    with caplog.at_level(logging.ERROR):
        await app(scope_of(), receive, send)
    assert (sent, caplog.records) == ([], [])


async def test_a_worker_killed_while_idle_fails_nobody() -> None:
    async with Pool(make, size=1, queue=1, limit=60.0, patience=60.0, retry_after=3) as workers:
        await workers.do(Job("echo", b"warm"))
        (process,) = workers._workers
        assert process.process_id is not None
        os.kill(process.process_id, signal.SIGTERM)
        process._process.join()
        assert (await workers.do(Job("echo", b"ab"))).body == b"ba"
