"""What is too large, too deep or too long is refused at once or ended in time; nobody else waits for it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import httpx
import pytest

import engine
from app import numbers
from app.assets import Bundle
from app.desk import Desk
from app.encode import trace_bytes
from app.errors import Refusal
from app.factory import create_app
from app.numbers import nested
from app.settings import Settings
from app.tasks import TASKS
from app.work import Heavy, Job, Room, perform
from engine.op import Array
from tests.app.conftest import PATIENCE, client_of, post

pytestmark = pytest.mark.anyio
CHAPTER = {"input_size": 784, "hidden_size": 50, "output_size": 10, "batch_size": 10, "seed": 0}
Serve = Callable[..., AbstractAsyncContextManager[httpx.AsyncClient]]


@pytest.fixture
def serve(bundle: Bundle) -> Serve:
    """A service of one worker with settings of its own."""

    @asynccontextmanager
    async def served(**settings: Any) -> AsyncIterator[httpx.AsyncClient]:
        app = create_app(Settings(**{"workers": 1, "time_limit": PATIENCE, **settings}), bundle)
        async with app.router.lifespan_context(app), client_of(app) as client:
            yield client

    return served


BOMBS = [
    ("x @ w", {"x": [[1]] * 2000, "w": [[1] * 2000]}, "too_many_elements"),
    ("x + w", {"x": [[1]] * 2000, "w": [[1] * 2000]}, "too_many_elements"),
    ("affine(x, w, b)", {"x": [[1]] * 2000, "w": [[1] * 2000], "b": [0] * 2000}, "too_many_elements"),
    ("reshape(x, (1000000000, 1000000000))", {"x": 1}, "reshape_size"),
    ("reshape(x, (0, 9007199254740992, 1000000))", {"x": []}, "too_many_elements"),
    ("reshape(x, (-1, 0))", {"x": [1, 2]}, "reshape_unknown"),
    ("concat(x, x, axis=100)", {"x": [1]}, "axis_range"),
    ("x[99999999999999999999]", {"x": [1]}, None),
]


@pytest.mark.parametrize(("expression", "inputs", "code"), BOMBS)
async def test_bombs_are_refused_before_they_are_built(
    client: httpx.AsyncClient, expression: str, inputs: dict[str, Any], code: str | None
) -> None:
    answer = await post(client, "trace", {"program": f"y = sum({expression})", "inputs": inputs})
    assert answer.status_code == 422
    assert code in (None, answer.json()["code"])
    assert answer.json()["errors"][0]["line"] == 1


async def test_repeated_doubling_is_stopped_at_the_limit_of_all_tensors(client: httpx.AsyncClient) -> None:
    program = "\n".join(["a = x + w", *["a = a * 2"] * 20, "y = sum(a)"])
    inputs = {"x": [[1]] * 900, "w": [[1] * 900]}
    answer = await post(client, "trace", {"program": program, "inputs": inputs, "detail": "gradients"})
    assert (answer.status_code, answer.json()["code"]) == (422, "too_many_elements_total")


async def test_doubling_by_concatenation_is_stopped(client: httpx.AsyncClient) -> None:
    program = "\n".join([*["x = concat(x, x)"] * 40, "y = sum(x)"])
    answer = await post(client, "trace", {"program": program, "inputs": {"x": [1]}})
    assert (answer.status_code, answer.json()["code"]) == (422, "too_many_elements")
    assert "1048576" in answer.json()["detail"]
    assert "1000000" in answer.json()["detail"]


async def test_more_nodes_than_the_limit_need_numbers_alone(serve: Serve) -> None:
    body = {"program": "y = x + x + x + x + x", "inputs": {"x": 1}}
    async with serve(max_nodes=4, max_nodes_gradients=5) as client:
        full = await post(client, "trace", body)
        assert (full.status_code, full.json()["code"]) == (422, "too_many_nodes")
        assert "gradients" in full.json()["errors"][0]["fix"]
        assert (await post(client, "trace", {**body, "detail": "gradients"})).json()["gradients"]["x"] == 5.0
        assert (await post(client, "export/csv", body)).status_code == 422
    async with serve(max_nodes=4, max_nodes_gradients=4) as client:
        assert (await post(client, "trace", {**body, "detail": "gradients"})).status_code == 422


async def test_opened_layers_count_too(serve: Serve) -> None:
    body = {"program": "y = sigmoid(sigmoid(x))", "inputs": {"x": 1}}
    async with serve(max_nodes=8) as client:
        assert (await post(client, "trace", body)).status_code == 200
        assert (await post(client, "trace", {**body, "expand": "all"})).json()["code"] == "too_many_nodes"


async def test_a_program_too_long_is_refused(serve: Serve) -> None:
    async with serve(max_program_bytes=100) as client:
        answer = await post(client, "trace", {"program": "y = 1 #" + "é" * 60})
        assert (answer.status_code, answer.json()["code"]) == (422, "program_too_long")
        assert "127" in answer.json()["detail"]


async def test_an_answer_too_large_is_not_sent(serve: Serve) -> None:
    async with serve(max_answer_bytes=2000) as client:
        body = {"program": "y = x * 2", "inputs": {"x": 1}}
        answer = await post(client, "trace", body)
        assert (answer.status_code, answer.json()["code"]) == (422, "answer_too_large")
        assert (await post(client, "trace", {**body, "detail": "gradients"})).status_code == 200


def test_an_answer_is_not_written_beyond_its_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[int] = []

    def counted(x: Array) -> bytes:
        written.append(x.size)
        return nested(x)

    monkeypatch.setattr(numbers, "nested", counted)
    program = "a = x * 2\n" + "a = a + a\n" * 20 + "y = sum(a)"
    with pytest.raises(Refusal, match="more than 20000 bytes"):
        trace_bytes(engine.run(program, {"x": [0.1] * 1000}), limit=20_000)
    assert sum(written) < 20_000


async def test_a_sum_of_a_thousand_terms_works(client: httpx.AsyncClient) -> None:
    body = {"program": "y = " + " + ".join(["x"] * 1000), "inputs": {"x": 2}, "detail": "gradients"}
    assert (await post(client, "trace", body)).json()["gradients"]["x"] == 1000.0


async def test_a_long_chain_works(client: httpx.AsyncClient) -> None:
    program = "\n".join(["y = x", *["y = y * 1.0001"] * 4000])
    answer = await post(client, "trace", {"program": program, "inputs": {"x": 1}, "detail": "gradients"})
    assert answer.json()["gradients"]["x"] == pytest.approx(1.0001**4000)


async def test_work_past_its_time_is_stopped_and_the_next_is_done(serve: Serve) -> None:
    async with serve(time_limit=0.01) as client:
        answer = await post(client, "two-layer-net/gradient-check", CHAPTER)
        assert (answer.status_code, answer.json()["code"]) == (422, "time_limit")
        assert "0.01 seconds" in answer.json()["detail"]
        chinese = await post(client, "two-layer-net/gradient-check?lang=zh", CHAPTER)
        assert "0.01 秒" in chinese.json()["detail"]
        small = {**CHAPTER, "input_size": 2, "hidden_size": 2}
        assert (await post(client, "two-layer-net/gradient-check", small)).status_code == 200


async def test_too_much_work_at_once_is_told_to_come_again(serve: Serve) -> None:
    async with serve(queue=0) as client:
        answers = await asyncio.gather(
            *(post(client, "two-layer-net/gradient-check", CHAPTER) for _ in range(3))
        )
        assert sorted(answer.status_code for answer in answers) == [200, 429, 429]
        busy = next(answer for answer in answers if answer.status_code == 429)
        assert busy.headers["retry-after"] == "3"
        assert busy.json()["code"] == "overload"
        assert (await post(client, "two-layer-net/gradient-check", CHAPTER)).status_code == 200


async def test_small_requests_do_not_wait_for_large_ones(client: httpx.AsyncClient) -> None:
    large = asyncio.create_task(post(client, "two-layer-net/gradient-check", CHAPTER))
    await asyncio.sleep(0)
    for _ in range(5):
        assert (await post(client, "trace", {"program": "y = x", "inputs": {"x": 1}})).status_code == 200
    assert not large.done()
    assert (await large).status_code == 200


async def test_a_worker_gives_the_very_same_answer(client: httpx.AsyncClient) -> None:
    desk: Desk = client._transport.app.state.desk  # type: ignore[attr-defined]
    for body in (b'{"program": "y = x * x", "inputs": {"x": 3}}', b'{"program": "y = "}', b"{", b"\xff"):
        job = Job("trace", body, "zh-CN", {"tensors": "nested", "layout": "rows"}, gzip=True)
        assert await desk.pool.do(job) == perform(TASKS, desk.settings, job)


COLUMN, ROW, SQUARE = [[1]] * 900, [[1] * 900], [[1] * 40] * 40
HEAVY = [
    ("trace", {"program": "y = " + "-" * 5000, "inputs": {}}),
    ("gradient_check", {"program": "y = " + "-" * 5000, "inputs": {}}),
    ("gradient_check", {"program": "y = sum(x @ w)", "inputs": {"x": SQUARE, "w": SQUARE}}),
    ("trace", {"program": "y = sum(x + w)", "inputs": {"x": COLUMN, "w": ROW}}),
    ("trace", {"program": "y = " + "+".join(["x"] * 900), "inputs": {"x": 1}}),
    ("net_check", CHAPTER),
]


@pytest.mark.parametrize(("task", "body"), HEAVY)
def test_what_is_heavy_is_noticed_before_it_is_done(task: str, body: dict[str, Any]) -> None:
    job = Job(task, json.dumps(body).encode(), choices={"tensors": "nested", "layout": "rows"})
    with pytest.raises(Heavy):
        perform(TASKS, Settings(), job, Room(20_000))
