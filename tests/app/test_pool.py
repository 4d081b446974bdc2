"""Workers answer, are ended at their limit, replaced when they die, and gone when the server is."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import Refusal
from app.pool import Pool, Worker
from app.work import Answer, Job
from tests.app.conftest import ROOT
from tests.app.jobs import make

pytestmark = pytest.mark.anyio
LONG = 60.0


def pool(limit: float = LONG, size: int = 1, queue: int = 8, patience: float = LONG) -> Pool:
    return Pool(make, size=size, queue=queue, limit=limit, patience=patience, retry_after=3)


def code_of(refusal: pytest.ExceptionInfo[Refusal]) -> str:
    return refusal.value.faults[0].code


async def test_a_job_comes_back_answered() -> None:
    async with pool() as workers:
        assert (await workers.do(Job("echo", b"abc"))).body == b"cba"


async def test_large_jobs_and_answers_pass() -> None:
    body = bytes(range(256)) * 4096
    async with pool() as workers:
        assert (await workers.do(Job("echo", body))).body == body[::-1]


async def test_a_job_past_its_limit_is_refused_and_its_process_replaced() -> None:
    async with pool(limit=0.2) as workers:
        await workers.do(Job("echo", b"warm"))
        (before,) = workers.process_ids
        with pytest.raises(Refusal) as refusal:
            await workers.do(Job("hang", b""))
        assert code_of(refusal) == "time_limit"
        assert workers.process_ids != [before]
        assert (await workers.do(Job("echo", b"ab"))).body == b"ba"


@pytest.mark.parametrize("task", ["die", "fail"])
async def test_a_process_that_dies_is_replaced(task: str) -> None:
    async with pool() as workers:
        with pytest.raises(Refusal) as refusal:
            await workers.do(Job(task, b""))
        assert code_of(refusal) == "work_stopped"
        assert (await workers.do(Job("echo", b"ab"))).body == b"ba"


async def test_a_fault_of_our_own_says_so_and_keeps_its_process() -> None:
    async with pool() as workers:
        before = workers.process_ids
        with pytest.raises(Refusal) as refusal:
            await workers.do(Job("err", b""))
        assert code_of(refusal) == "internal"
        assert (await workers.do(Job("echo", b"ab"))).body == b"ba"
        assert workers.process_ids == before


async def hanging(workers: Pool, tmp_path: Path) -> asyncio.Task[Answer]:
    """A job that a worker has begun, and does not end."""
    begun = tmp_path / "begun"
    os.mkfifo(begun)
    job = asyncio.create_task(workers.do(Job("hang", str(begun).encode())))
    assert await asyncio.to_thread(begun.read_text) == "begun"
    return job


@pytest.mark.parametrize(("queue", "patience"), [(0, LONG), (8, 0.2)], ids=["too many", "too long"])
async def test_who_waits_in_vain_is_told_when_to_try_again(
    tmp_path: Path, queue: int, patience: float
) -> None:
    async with pool(queue=queue, patience=patience) as workers:
        first = await hanging(workers, tmp_path)
        with pytest.raises(Refusal) as refusal:
            await workers.do(Job("echo", b""))
        assert code_of(refusal) == "overload"
        assert refusal.value.headers == {"Retry-After": "3"}
        assert not first.done()
        (busy,) = workers.process_ids
        assert busy is not None
        os.kill(busy, signal.SIGTERM)
        with pytest.raises(Refusal):
            await first
        assert (await workers.do(Job("echo", b"ab"))).body == b"ba"


async def test_a_pool_that_is_to_end_finishes_what_it_began_and_begins_nothing(tmp_path: Path) -> None:
    async with pool(limit=0.5) as workers:
        first = await hanging(workers, tmp_path)
        waiting = asyncio.create_task(workers.do(Job("echo", b"ab")))
        await asyncio.sleep(0)
        workers.begin_nothing()
        for work in (waiting, workers.do(Job("echo", b"cd"))):
            with pytest.raises(Refusal) as refusal:
                await work
            assert code_of(refusal) == "work_stopped"
        with pytest.raises(Refusal) as refusal:
            await first
        assert code_of(refusal) == "time_limit"


async def test_waiting_jobs_are_all_answered() -> None:
    async with pool(size=2, queue=30) as workers:
        answers = await asyncio.gather(*(workers.do(Job("echo", bytes([k]))) for k in range(32)))
    assert [answer.body for answer in answers] == [bytes([k]) for k in range(32)]


async def test_nothing_is_left_after_the_end_even_when_a_job_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Worker] = []
    start = Worker._start

    def noted(worker: Worker) -> None:
        started.append(worker)
        start(worker)

    monkeypatch.setattr(Worker, "_start", noted)
    others = {child.pid for child in multiprocessing.active_children()}
    async with pool(size=2) as workers:
        await workers.do(Job("echo", b"warm"))
        hanging = asyncio.create_task(workers.do(Job("hang", b"")))
        await asyncio.sleep(0)
    with pytest.raises(Refusal):
        await hanging
    assert {child.pid for child in multiprocessing.active_children()} == others
    assert len(started) == 2


def test_workers_end_when_the_server_is_killed() -> None:
    """The workers hold the server's output open: it ends only when they have."""
    server = """
import asyncio, os
from app.pool import Pool, Worker
from app.work import Job
from tests.app.jobs import make

async def main():
    pool = await Pool(make, size=1, queue=1, limit=60.0, patience=60.0, retry_after=3).__aenter__()
    await pool.do(Job("echo", b""))
    print("served", flush=True)
    os._exit(1)

if __name__ == "__main__":
    asyncio.run(main())
"""
    found = subprocess.run(
        [sys.executable, "-c", server], cwd=ROOT, capture_output=True, timeout=LONG, check=False
    )
    assert found.stdout.strip() == b"served", found.stderr.decode()
