"""Runs over REST: watched without a gap, paused, stepped, asked, ended, bounded, and in nobody's way."""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from app.assets import Bundle
from app.cli import Server, address_of, listen
from app.factory import create_app
from app.runs.runs import Runs
from app.settings import Settings
from engine.datasets import digits
from engine.train import Epoch, Recipe, Stepped, Training
from tests.app.conftest import PATIENCE, client_of, post

pytestmark = pytest.mark.anyio
SHORT = {"kind": "training", "epochs": 2, "batch_size": 4000, "hidden_size": 3}
"""Two updates an epoch."""
ENDLESS = {"kind": "training", "epochs": 1000, "hidden_size": 3}
Event = tuple[str, int, dict[str, Any]]


class Clock:
    """Time passes when the test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def small_app(bundle: Bundle, **settings: Any) -> FastAPI:
    return create_app(Settings(workers=1, time_limit=PATIENCE, run_patience=PATIENCE, **settings), bundle)


@asynccontextmanager
async def serving(bundle: Bundle, **settings: Any) -> AsyncIterator[tuple[httpx.AsyncClient, FastAPI]]:
    app = small_app(bundle, **settings)
    async with app.router.lifespan_context(app), client_of(app) as client:
        yield client, app


@pytest.fixture(scope="module")
async def served(bundle: Bundle) -> AsyncIterator[httpx.AsyncClient]:
    async with serving(bundle, runs=100) as (client, _):
        yield client


async def begun(client: httpx.AsyncClient, request: object) -> str:
    """The id of a new run."""
    answer = await post(client, "runs", request)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def listened(client: httpx.AsyncClient, name: str, last: int | str | None = None) -> list[Event]:
    """All events to the end, from after `last`."""
    headers = {} if last is None else {"Last-Event-ID": str(last)}
    answer = await client.get(f"/api/v1/runs/{name}/events", headers=headers)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/event-stream")
    return events_in(answer.text)


async def uploaded(client: httpx.AsyncClient) -> str:
    """The id of a data set of ten samples of four pixels."""
    rows = "\n".join(f"{k % 2},{9 * (k % 2)},0,{9 - 9 * (k % 2)},{k}" for k in range(10))
    answer = await client.post("/api/v1/data-sets", content=rows.encode())
    return str(answer.json()["id"])


def events_in(text: str) -> list[Event]:
    found = []
    for block in filter(None, text.split("\n\n")):
        fields = dict(line.split(": ", 1) for line in block.splitlines())
        found.append((fields["event"], int(fields["id"]), json.loads(fields["data"])))
    return found


def losses_in(events: list[Event]) -> list[float]:
    return [loss for name, _, data in events if name == "progress" for loss in data["loss"]]


# training ---------------------------------------------------------------------------------


async def test_a_run_tells_of_every_update_in_order(served: httpx.AsyncClient) -> None:
    answer = await post(served, "runs", {**SHORT, "paused": True})
    name = answer.json()["id"]
    assert answer.headers["location"] == f"/api/v1/runs/{name}"
    await post(served, f"runs/{name}/resume")
    (first, _, snapshot), *events = await listened(served, name)

    assert first == "snapshot"
    whole = [*snapshot["loss"], *losses_in(events)]
    training = list(Training(digits(), Recipe(epochs=2, batch_size=4000, hidden_size=3)).events())
    assert whole == [event.loss for event in training if isinstance(event, Stepped)]
    last, _, data = events[-1]
    assert (last, data["state"], data["step"]) == ("end", "done", 4)

    told = (await served.get(f"/api/v1/runs/{name}")).json()
    assert told["loss"] == whole
    accuracies = [(row["epoch"], row["step"], row["train"], row["test"]) for row in told["accuracies"]]
    assert accuracies == [tuple(event) for event in training if isinstance(event, Epoch)]
    assert told["state"] == "done"
    assert (told["data"]["train"], told["data"]["test"]) == (8000, 2000)


async def test_a_listener_resumes_without_a_gap_from_every_event(served: httpx.AsyncClient) -> None:
    name = await begun(served, {**SHORT, "epochs": 3})
    await listened(served, name)
    whole = await listened(served, name, -1)
    assert next(data["from"] for kind, _, data in whole if kind == "progress") == 1
    for k, (_, number, _) in enumerate(whole[:-1]):
        assert await listened(served, name, number) == whole[k + 1 :]
    answer = await served.get(f"/api/v1/runs/{name}/events?last_event_id={whole[-1][1]}")
    assert answer.status_code == 204


@pytest.mark.parametrize("last", ["x", "999", "-2", ""])
async def test_an_event_that_never_was_is_answered_with_a_snapshot(
    served: httpx.AsyncClient, last: str
) -> None:
    name = await begun(served, SHORT)
    await listened(served, name)
    ((kind, number, data),) = await listened(served, name, last)
    assert (kind, data["state"], len(data["loss"])) == ("snapshot", "done", 4)
    answer = await served.get(f"/api/v1/runs/{name}/events", headers={"Last-Event-ID": str(number)})
    assert answer.status_code == 204


async def test_a_run_goes_step_by_step(served: httpx.AsyncClient) -> None:
    name = await begun(served, {**SHORT, "paused": True})
    for steps, want in ((None, 1), ({"steps": 2}, 3)):
        answer = await post(served, f"runs/{name}/step", steps)
        assert (answer.json()["state"], answer.json()["step"]) == ("paused", want)
    told = (await served.get(f"/api/v1/runs/{name}")).json()
    assert (len(told["loss"]), len(told["accuracies"])) == (3, 1)
    assert (await post(served, f"runs/{name}/resume")).json()["state"] in ("running", "done")
    assert (await listened(served, name, -1))[-1][0] == "end"


async def test_a_run_pauses_and_keeps_its_pace(served: httpx.AsyncClient) -> None:
    name = await begun(served, ENDLESS)
    paused = (await post(served, f"runs/{name}/pause")).json()
    assert paused["state"] == "paused"
    answer = await served.patch(f"/api/v1/runs/{name}", json={"updates_per_second": 2})
    assert (answer.json()["state"], answer.json()["updates_per_second"]) == ("paused", 2)
    assert (await served.get(f"/api/v1/runs/{name}")).json()["step"] == paused["step"]
    assert (await served.delete(f"/api/v1/runs/{name}")).status_code == 204


async def test_a_net_in_training_is_asked(served: httpx.AsyncClient) -> None:
    name = await begun(served, SHORT)
    network = (await served.get(f"/api/v1/runs/{name}/network")).json()
    assert network["parameters"]["W1"]["shape"] == [784, 3]
    samples = (await served.get(f"/api/v1/runs/{name}/samples?set=train&wrong=true&limit=2")).json()
    assert len(samples["samples"]) == 2
    index = samples["samples"][0]["index"]
    told = (await post(served, f"runs/{name}/predict", {"set": "train", "index": index})).json()
    assert told["label"] == samples["samples"][0]["label"]
    assert told["pixels"] == samples["samples"][0]["pixels"]
    assert told["gradient"]["shape"] == [784]
    await served.delete(f"/api/v1/runs/{name}")


async def test_other_requests_are_answered_while_runs_go_on(served: httpx.AsyncClient) -> None:
    names = [await begun(served, ENDLESS) for _ in range(2)]
    answer = await post(served, "trace", {"program": "y = x * x", "inputs": {"x": 3}})
    assert answer.json()["gradients"]["x"] == 6
    for name in names:
        assert (await served.get(f"/api/v1/runs/{name}")).json()["state"] == "running"
        await served.delete(f"/api/v1/runs/{name}")


async def test_training_that_diverges_is_told_all_the_same(served: httpx.AsyncClient) -> None:
    wild = {"rate": 1e6, "weight_decay": 1, "epochs": 60, "data": await uploaded(served)}
    name = await begun(served, {**SHORT, **wild})
    await listened(served, name)
    told = (await served.get(f"/api/v1/runs/{name}")).json()
    assert "NaN" in told["loss"]


# races ------------------------------------------------------------------------------------


async def test_a_race_counts_measures_and_ends(served: httpx.AsyncClient) -> None:
    sizes = {"input_size": 3, "hidden_size": 3, "output_size": 3, "batch_size": 4}
    name = await begun(served, {"kind": "efficiency", **sizes})
    events = await listened(served, name)
    kind, _, data = events[-1]
    told = (await served.get(f"/api/v1/runs/{name}")).json()
    assert (kind if len(events) > 1 else "end", data["state"]) == ("end", "done")
    assert told["parameters"] == 24
    assert told["evaluations"] == {"done": 48, "total": 48}
    assert told["numerical"]["estimated"] is None
    assert told["worst_relative_error"] < 1e-5
    assert told["ratio"]["value"] > 1
    for method, path in (("POST", "pause"), ("POST", "step"), ("GET", "network"), ("GET", "samples")):
        answer = await served.request(method, f"/api/v1/runs/{name}/{path}")
        assert (answer.status_code, answer.json()["code"]) == (422, "run_kind")


# ends -------------------------------------------------------------------------------------


async def test_a_run_that_is_ended_is_gone_and_its_listeners_are_told(bundle: Bundle) -> None:
    async with serving(bundle) as (client, app):
        name = await begun(client, ENDLESS)
        stream = app.state.runs.find(name).events(None, "en")
        assert b"snapshot" in await anext(stream)
        assert (await client.delete(f"/api/v1/runs/{name}")).status_code == 204
        *_, last = [event async for event in stream]
        assert b"event: end" in last
        assert b'"state":"stopped"' in last
        for method, path in (("GET", ""), ("GET", "/events"), ("POST", "/pause"), ("DELETE", "")):
            answer = await client.request(method, f"/api/v1/runs/{name}{path}")
            assert (answer.status_code, answer.json()["code"]) == (404, "run_unknown")


async def test_who_waits_for_steps_is_told_when_the_run_is_ended(bundle: Bundle) -> None:
    async with serving(bundle) as (client, app):
        name = await begun(client, {**ENDLESS, "paused": True, "updates_per_second": 0.001})
        await post(client, f"runs/{name}/step")
        waiting = asyncio.ensure_future(post(client, f"runs/{name}/step", {"steps": 100}))
        stream = app.state.runs.find(name).events(None, "en")
        while b'"state":"running"' not in await anext(stream):
            pass
        await client.delete(f"/api/v1/runs/{name}")
        assert (await waiting).json()["code"] == "run_unknown"


async def test_a_run_whose_process_dies_has_failed(bundle: Bundle) -> None:
    async with serving(bundle) as (client, app):
        name = await begun(client, {**ENDLESS, "paused": True})
        process = app.state.runs.find(name)._process._process
        os.kill(process.pid, signal.SIGKILL)
        (kind, _, _), (last, _, data) = await listened(client, name)
        assert (kind, last, data["state"]) == ("snapshot", "end", "failed")
        told = (await client.get(f"/api/v1/runs/{name}?lang=zh")).json()
        assert (told["state"], told["problem"]["code"]) == ("failed", "work_stopped")
        assert "内存" in told["problem"]["detail"]
        answer = await client.get(f"/api/v1/runs/{name}/network")
        assert (answer.status_code, answer.json()["code"]) == (422, "work_stopped")


async def test_no_process_outlives_its_server(bundle: Bundle) -> None:
    before, earlier = set(multiprocessing.active_children()), set(threading.enumerate())
    async with serving(bundle) as (client, _):
        await client.get("/api/v1/runs/presets")
        for _ in range(2):
            await begun(client, ENDLESS)
        listening = [each for each in set(threading.enumerate()) - earlier if each.name == "run"]
    assert listening
    assert [thread for thread in listening if thread.is_alive()] == []
    assert set(multiprocessing.active_children()) - before == set()


def test_listeners_do_not_keep_the_server_from_ending(bundle: Bundle) -> None:
    app = small_app(bundle)
    with listen("127.0.0.1", 0) as listener:
        address = address_of(listener)
        server = Server(uvicorn.Config(app, log_config=None), address, app.state.runs, show=False)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        with httpx.Client(base_url=address, timeout=PATIENCE) as client:
            name = client.post("/api/v1/runs", json={**ENDLESS, "paused": True}).json()["id"]
            with client.stream("GET", f"/api/v1/runs/{name}/events") as answer:
                text = answer.iter_text()
                assert "snapshot" in next(text)
                server.should_exit = True
                assert "event: end" in "".join(text)
        thread.join(PATIENCE)
        assert not thread.is_alive()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_nor_do_they_keep_another_server_from_ending(number: signal.Signals) -> None:
    with listen("127.0.0.1", 0) as listener:
        address = address_of(listener)
        command = [sys.executable, "-m", "uvicorn", "app.main:app", "--fd", str(listener.fileno())]
        server = subprocess.Popen(command, pass_fds=[listener.fileno()], stderr=subprocess.DEVNULL)
        try:
            with httpx.Client(base_url=address, timeout=PATIENCE) as client:
                name = client.post("/api/v1/runs", json={**ENDLESS, "paused": True}).json()["id"]
                with client.stream("GET", f"/api/v1/runs/{name}/events") as answer:
                    text = answer.iter_text()
                    assert "snapshot" in next(text)
                    server.send_signal(number)
                    assert "event: end" in "".join(text)
            server.wait(PATIENCE)
        finally:
            server.kill()
            server.wait()


def test_a_listener_that_leaves_is_let_go(bundle: Bundle) -> None:
    app = small_app(bundle)
    with listen("127.0.0.1", 0) as listener:
        address = address_of(listener)
        server = Server(uvicorn.Config(app, log_config=None), address, app.state.runs, show=False)
        thread = threading.Thread(target=server.run, args=([listener],), daemon=True)
        thread.start()
        with httpx.Client(base_url=address, timeout=PATIENCE) as client:
            name = client.post("/api/v1/runs", json={**ENDLESS, "paused": True}).json()["id"]
            run = app.state.runs.find(name)
            left = threading.Event()
            touch = run.touch

            def touched() -> None:
                touch()
                left.set()

            run.touch = touched
            with client.stream("GET", f"/api/v1/runs/{name}/events") as answer:
                told = answer.iter_text()  # let go of, it would hang up
                next(told)
                left.clear()
                assert run.listeners == 1
            assert left.wait(PATIENCE)
            assert run.listeners == 0
        server.should_exit = True
        thread.join(PATIENCE)


# bounds -----------------------------------------------------------------------------------


async def test_beyond_the_bound_a_run_is_told_when_to_try_again(bundle: Bundle) -> None:
    async with serving(bundle, runs=1) as (client, _):
        name = await begun(client, {**SHORT, "paused": True})
        answer = await post(client, "runs", SHORT)
        assert (answer.status_code, answer.json()["code"]) == (429, "too_many_runs")
        assert answer.headers["retry-after"] == "3"
        await client.delete(f"/api/v1/runs/{name}")
        await begun(client, SHORT)


async def test_a_run_that_is_over_gives_way_to_a_new_one(bundle: Bundle) -> None:
    clock = Clock()
    async with serving(bundle, runs=3) as (client, app):
        app.state.runs._clock = clock
        going = await begun(client, {**SHORT, "paused": True})
        over = [await begun(client, SHORT) for _ in range(2)]
        for at, name in enumerate(over, start=1):
            await client.get(f"/api/v1/runs/{name}/events")  # to the end
            clock.now = at
            assert (await client.get(f"/api/v1/runs/{name}")).json()["state"] == "done"
        clock.now = 3
        await client.get(f"/api/v1/runs/{over[0]}")
        await begun(client, {**SHORT, "paused": True})
        left = {name: (await client.get(f"/api/v1/runs/{name}")).status_code for name in (going, *over)}
        assert left == {going: 200, over[0]: 200, over[1]: 404}


async def test_a_run_that_nobody_asks_after_is_forgotten(bundle: Bundle) -> None:
    clock = Clock()
    app = create_app(Settings(workers=1, run_patience=10, run_age=1000), bundle)
    async with app.router.lifespan_context(app), client_of(app) as client:
        app.state.runs._clock = clock
        runs: Runs = app.state.runs
        name = await begun(client, {**ENDLESS, "paused": True})
        clock.now = 9
        runs.sweep()
        assert (await client.get(f"/api/v1/runs/{name}")).status_code == 200
        clock.now = 18
        runs.sweep()
        stream = runs.find(name).events(None, "en")
        await anext(stream)
        clock.now = 100
        runs.sweep()
        assert runs.find(name).listeners == 1
        await stream.aclose()
        clock.now = 109
        runs.sweep()
        assert runs.find(name).listeners == 0
        clock.now = 120
        runs.sweep()
        assert (await client.get(f"/api/v1/runs/{name}")).status_code == 404


async def test_a_run_that_is_too_old_is_ended_whoever_listens(bundle: Bundle) -> None:
    clock = Clock()
    app = create_app(Settings(workers=1, run_patience=10, run_age=1000), bundle)
    async with app.router.lifespan_context(app), client_of(app) as client:
        app.state.runs._clock = clock
        name = await begun(client, {**ENDLESS, "paused": True})
        stream = app.state.runs.find(name).events(None, "en")
        await anext(stream)
        clock.now = 1001
        app.state.runs.sweep()
        *_, last = [event async for event in stream]
        assert b'"state":"stopped"' in last
        assert (await client.get(f"/api/v1/runs/{name}")).status_code == 404


async def test_a_data_set_lasts_as_long_as_the_run_that_uses_it(served: httpx.AsyncClient) -> None:
    data = await uploaded(served)
    request = {**SHORT, "data": data, "batch_size": 4}
    refused = await post(served, "runs", {**request, "epochs": 10_000, "hidden_size": 1000, "batch_size": 0})
    assert refused.status_code == 422
    name = await begun(served, request)
    await listened(served, name)
    told = (await served.get(f"/api/v1/runs/{name}")).json()
    assert told["data"] == {
        "id": data,
        "train": 8,
        "test": 2,
        "input_size": 4,
        "rows": 2,
        "columns": 2,
        "classes": 2,
    }
    assert (await served.get(f"/api/v1/data-sets/{data}")).status_code == 200
    await served.delete(f"/api/v1/runs/{name}")
    assert (await served.get(f"/api/v1/data-sets/{data}")).status_code == 404


async def test_a_run_that_is_refused_leaves_its_data_set(bundle: Bundle) -> None:
    async with serving(bundle, run_steps=3) as (client, _):
        data = await uploaded(client)
        answer = await post(client, "runs", {**SHORT, "data": data, "batch_size": 1})
        assert (answer.status_code, answer.json()["code"]) == (422, "run_steps")
        assert (await client.get(f"/api/v1/data-sets/{data}")).json()["expires"] is not None


# what is wrong ----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["other", 1, None])
async def test_a_wrong_kind_is_answered_with_all_kinds(served: httpx.AsyncClient, kind: object) -> None:
    answer = await post(served, "runs", {"kind": kind})
    assert '"training", "efficiency"' in answer.json()["detail"]


@pytest.mark.parametrize(
    ("request_", "code", "field"),
    [
        ({}, "field_missing", "kind"),
        ([], "field_type", None),
        ({"kind": "other"}, "field_choice", "kind"),
        ({"kind": 1}, "field_choice", "kind"),
        ({"kind": "training", "epochs": 0}, "field_range", "epochs"),
        ({"kind": "training", "epochs": "2"}, "field_type", "epochs"),
        ({"kind": "training", "batch_size": 1.5}, "field_type", "batch_size"),
        ({"kind": "training", "hidden_size": 1001}, "field_range", "hidden_size"),
        ({"kind": "training", "rate": -1}, "field_range", "rate"),
        ({"kind": "training", "rate": None}, "field_type", "rate"),
        ({"kind": "training", "momentum": 1}, "field_range", "momentum"),
        ({"kind": "training", "weight_init": "big"}, "field_type", "weight_init"),
        ({"kind": "training", "weight_init": -1}, "field_type", "weight_init"),
        ({"kind": "training", "weight_init": True}, "field_type", "weight_init"),
        ({"kind": "training", "weight_init": []}, "field_type", "weight_init"),
        ({"kind": "training", "activation": "tanh"}, "field_choice", "activation"),
        ({"kind": "training", "seed": -1}, "field_range", "seed"),
        ({"kind": "training", "updates_per_second": 0}, "field_range", "updates_per_second"),
        ({"kind": "training", "paused": 1}, "field_type", "paused"),
        ({"kind": "training", "speed": 1}, "field_unknown", "speed"),
        ({"kind": "training", "data": "none"}, "data_set_unknown", None),
        ({"kind": "training", "epochs": 10_000, "batch_size": 1}, "run_steps", "epochs"),
        ({"kind": "efficiency", "seconds": 0}, "field_range", "seconds"),
        ({"kind": "efficiency", "seconds": 61}, "field_range", "seconds"),
        ({"kind": "efficiency", "input_size": 100_000}, "net_size", "hidden_size"),
        ({"kind": "efficiency", "epochs": 1}, "field_unknown", "epochs"),
    ],
)
async def test_a_wrong_request_is_refused_by_its_field(
    served: httpx.AsyncClient, request_: object, code: str, field: str | None
) -> None:
    answer = await post(served, "runs", request_)
    assert answer.headers["content-type"] == "application/problem+json"
    (error,) = answer.json()["errors"]
    assert (error["code"], error["field"]) == (code, field)
    assert error["message"]
    assert error["fix"]


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("predict", {"set": "test", "index": 2000}, "index"),
        ("predict", {"set": "test"}, "index"),
        ("predict", {"set": "all", "index": 0}, "set"),
        ("predict", {"pixels": [0] * 783}, "pixels"),
        ("predict", {"pixels": [2] * 784}, "pixels[0]"),
        ("predict", {"pixels": [0] * 784, "label": 10}, "label"),
        ("predict", {}, "pixels"),
        ("step", {"steps": 0}, "steps"),
        ("step", {"steps": 1, "more": 1}, "more"),
    ],
)
async def test_a_wrong_question_is_refused_by_its_field(
    served: httpx.AsyncClient, path: str, body: object, field: str
) -> None:
    name = await begun(served, {**SHORT, "paused": True})
    answer = await post(served, f"runs/{name}/{path}", body)
    await served.delete(f"/api/v1/runs/{name}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field


@pytest.mark.parametrize("query", ["set=all", "limit=501", "limit=-1", "offset=x", "wrong=maybe"])
async def test_a_wrong_choice_of_samples_is_refused(served: httpx.AsyncClient, query: str) -> None:
    name = await begun(served, {**SHORT, "paused": True})
    answer = await served.get(f"/api/v1/runs/{name}/samples?{query}")
    await served.delete(f"/api/v1/runs/{name}")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == query.split("=", maxsplit=1)[0]


async def test_a_body_that_is_no_json_is_refused(served: httpx.AsyncClient) -> None:
    answer = await served.post("/api/v1/runs", content=b"{", headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed_json")


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
async def test_every_preset_can_be_begun(served: httpx.AsyncClient, lang: str) -> None:
    presets = (await served.get("/api/v1/runs/presets", params={"lang": lang})).json()
    assert [preset["slug"] for preset in presets][:2] == ["chapter", "better"]
    for preset in presets:
        slow = {"paused": True} if preset["request"]["kind"] == "training" else {"seconds": 0.01}
        name = await begun(served, {**preset["request"], **slow})
        await served.delete(f"/api/v1/runs/{name}")
