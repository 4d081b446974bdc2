"""Data sets over REST: uploaded, completed, looked at, deleted; bounded in size, number and time."""

from __future__ import annotations

import asyncio
import gzip
from base64 import b64decode
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from fastapi import FastAPI
from starlette.requests import ClientDisconnect

from app.assets import Bundle
from app.errors import Refusal
from app.factory import create_app
from app.settings import Settings
from app.shelf import DIGITS, Shelf
from engine.datasets import Samples, kept
from tests.app.conftest import PATIENCE, client_of
from tests.app.test_leaving import requested
from tests.engine.test_datasets import COUNT, CUBE, GOOD, LABELS, PIXELS, SIDE, idx_of

pytestmark = pytest.mark.anyio
PATH = "/api/v1/data-sets"
Serve = Callable[..., AbstractAsyncContextManager[tuple[FastAPI, httpx.AsyncClient]]]


@pytest.fixture
def serve(bundle: Bundle) -> Serve:
    """A service of one worker with settings of its own."""

    @asynccontextmanager
    async def served(**settings: Any) -> AsyncIterator[tuple[FastAPI, httpx.AsyncClient]]:
        limits = {"workers": 1, "upload_time_limit": PATIENCE, **settings}
        app = create_app(Settings(**limits), bundle)
        async with app.router.lifespan_context(app), client_of(app) as client:
            yield app, client

    return served


def shelf_of(app: FastAPI) -> Shelf:
    shelf: Shelf = app.state.shelf
    return shelf


def files_of(app: FastAPI) -> list[Path]:
    return sorted(shelf_of(app)._folder.iterdir())


async def test_the_digits_are_there(client: httpx.AsyncClient) -> None:
    (told,) = (await client.get(PATH)).json()
    assert told == (await client.get(f"{PATH}/{DIGITS}")).json()
    assert (told["samples"], told["train"], told["test"], told["classes"]) == (10_000, 8_000, 2_000, 10)
    assert "MNIST" in told["source"]
    assert told["licence"] == "CC BY-SA 3.0"
    chinese = (await client.get(PATH, params={"lang": "zh"})).json()[0]
    assert "手写数字" in chinese["title"]


async def test_samples_of_the_digits_can_be_looked_at(client: httpx.AsyncClient) -> None:
    answer = await client.get(f"{PATH}/{DIGITS}/samples", params={"offset": 7_999, "limit": 2})
    told = answer.json()
    assert (told["total"], told["rows"], told["columns"]) == (10_000, 28, 28)
    assert [(each["index"], each["set"]) for each in told["samples"]] == [(7_999, "train"), (8_000, "test")]
    assert all(len(b64decode(each["pixels"])) == 784 for each in told["samples"])


@pytest.mark.parametrize("name", GOOD)
async def test_a_file_of_any_form_becomes_a_data_set(client: httpx.AsyncClient, name: str) -> None:
    answer = await client.post(PATH, content=GOOD[name])
    told = answer.json()
    assert answer.status_code == 201, told
    assert answer.headers["location"] == f"{PATH}/{told['id']}"
    assert (told["format"], told["complete"], told["missing"]) == (name[:3], True, None)
    assert (told["samples"], told["train"], told["test"], told["classes"]) == (COUNT, 8, 2, 3)
    assert (told["rows"], told["columns"]) == (SIDE, SIDE)
    found = (await client.get(f"{PATH}/{told['id']}/samples")).json()
    pictures = {(each["label"], b64decode(each["pixels"])) for each in found["samples"]}
    assert pictures == {(int(t), x.tobytes()) for t, x in zip(LABELS, PIXELS, strict=True)}
    assert (await client.delete(f"{PATH}/{told['id']}")).status_code == 204
    assert (await client.get(f"{PATH}/{told['id']}")).json()["code"] == "data_set_unknown"


@pytest.mark.parametrize("order", [1, -1])
async def test_idx_comes_in_two_files(client: httpx.AsyncClient, order: int) -> None:
    first, second = [("images", gzip.compress(idx_of(CUBE))), ("labels", idx_of(LABELS))][::order]
    told = (await client.post(PATH, content=first[1])).json()
    assert (told["complete"], told["missing"], told["samples"]) == (False, second[0], COUNT)
    place = f"{PATH}/{told['id']}"
    assert (await client.get(f"{place}/samples")).json()["code"] == "data_set_half"
    again = await client.post(place, content=first[1])
    assert (again.status_code, again.json()["code"]) == (422, "data_idx_pair")
    assert (await client.post(place, content=GOOD["csv"])).json()["code"] == "data_idx_pair"
    told = (await client.post(place, content=second[1])).json()
    assert (told["complete"], told["missing"], told["train"], told["classes"]) == (True, None, 8, 3)
    assert len((await client.get(f"{place}/samples")).json()["samples"]) == COUNT
    assert (await client.post(place, content=second[1])).json()["code"] == "data_set_complete"
    assert (await client.delete(place)).status_code == 204


@pytest.mark.parametrize(("lang", "words"), [("en", "Row 3, column 2"), ("zh-CN", "第 3 行第 2 列")])
async def test_a_refusal_names_row_and_column_and_leaves_nothing(serve: Serve, lang: str, words: str) -> None:
    async with serve() as (app, client):
        wrong = GOOD["csv without a head"].split(b"\n")
        wrong[2] = wrong[2].replace(b",", b",?", 1)
        answer = await client.post(PATH, content=b"\n".join(wrong), params={"lang": lang})
        problem = answer.json()
        assert (answer.status_code, problem["code"]) == (422, "data_number")
        assert (problem["errors"][0]["line"], problem["errors"][0]["column"]) == (3, 2)
        assert words in problem["detail"]
        assert problem["errors"][0]["fix"]
        assert files_of(app) == []


async def test_digits_stay_and_an_unknown_id_is_none(client: httpx.AsyncClient) -> None:
    assert (await client.delete(f"{PATH}/{DIGITS}")).json()["code"] == "data_set_lasting"
    for method, path in (("GET", "x"), ("GET", "x/samples"), ("DELETE", "x"), ("POST", "x")):
        answer = await client.request(method, f"{PATH}/{path}")
        assert (answer.status_code, answer.json()["code"]) == (404, "data_set_unknown")


async def test_an_upload_is_bounded_as_sent_and_unpacked(serve: Serve) -> None:
    async with serve(max_upload_bytes=1_000, max_unpacked_bytes=2_000) as (app, client):
        answer = await client.post(PATH, content=b"1," * 600)
        assert (answer.status_code, answer.json()["code"]) == (413, "upload_too_large")
        bomb = gzip.compress(b"1," * 5_000)
        assert len(bomb) < 1_000
        answer = await client.post(PATH, content=bomb)
        assert (answer.status_code, answer.json()["code"]) == (422, "data_unpacked_size")
        assert files_of(app) == []


async def test_their_number_is_bounded(serve: Serve) -> None:
    async with serve(data_sets=1) as (_, client):
        told = (await client.post(PATH, content=GOOD["csv"])).json()
        answer = await client.post(PATH, content=GOOD["csv"])
        assert (answer.status_code, answer.json()["code"]) == (429, "data_sets_full")
        assert int(answer.headers["retry-after"]) > 0
        await client.delete(f"{PATH}/{told['id']}")
        assert (await client.post(PATH, content=GOOD["csv"])).status_code == 201


async def test_what_nobody_uses_is_deleted_and_what_a_run_holds_is_not(serve: Serve) -> None:
    async with serve() as (app, client):
        shelf = shelf_of(app)
        told = (await client.post(PATH, content=GOOD["csv"])).json()
        assert told["expires"]
        entry = shelf.hold(told["id"])
        assert entry is not None
        assert entry.timer is None
        assert (await client.get(f"{PATH}/{told['id']}")).json()["expires"] is None
        assert isinstance(kept(entry.path), Samples)
        shelf.release(entry)
        assert files_of(app) == []
        assert (await client.get(f"{PATH}/{told['id']}")).status_code == 404
        other = (await client.post(PATH, content=GOOD["csv"])).json()
        waiting = shelf.find(other["id"]).timer
        assert waiting is not None
        assert 800 < waiting.when() - asyncio.get_running_loop().time() <= 900
        waiting._run()
        assert files_of(app) == []


async def test_one_deleted_under_a_run_goes_with_the_run(serve: Serve) -> None:
    async with serve() as (app, client):
        shelf = shelf_of(app)
        told = (await client.post(PATH, content=GOOD["csv"])).json()
        entry = shelf.hold(told["id"])
        assert (await client.delete(f"{PATH}/{told['id']}")).status_code == 204
        assert len(files_of(app)) == 1
        shelf.release(entry)
        assert files_of(app) == []
        assert shelf.hold(DIGITS) is None
        shelf.release(None)


async def test_nothing_is_left_when_the_server_ends(serve: Serve) -> None:
    async with serve() as (app, client):
        await client.post(PATH, content=GOOD["csv"])
        folder = shelf_of(app)._folder
        assert len(files_of(app)) == 1
    assert not folder.exists()


async def test_who_leaves_while_sending_leaves_nothing(serve: Serve) -> None:
    async with serve() as (app, _):
        sent = {"type": "http.request", "body": b"1,2", "more_body": True}
        with pytest.raises(ClientDisconnect):
            await shelf_of(app).add(requested([sent, {"type": "http.disconnect"}]), "en")
        assert files_of(app) == []
        assert shelf_of(app)._entries == {}


async def test_an_upload_that_never_ends_is_given_up(serve: Serve) -> None:
    async with serve(data_set_patience=0.01) as (app, _):
        with pytest.raises(Refusal) as refused:
            await shelf_of(app).add(requested([{"type": "http.request", "more_body": True}]), "en")
        assert refused.value.faults[0].code == "time_limit"
        assert files_of(app) == []


async def test_a_large_file_is_read_whole(client: httpx.AsyncClient) -> None:
    images = np.random.default_rng(3).integers(256, size=(6_000, 784))
    rows = np.column_stack((np.arange(6_000) % 10, images)).tolist()
    body = "\n".join(",".join(map(str, row)) for row in rows).encode()

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(body), 65_536):
            yield body[start : start + 65_536]

    told = (await client.post(PATH, content=pieces())).json()
    assert (told["train"], told["test"], told["rows"]) == (4_800, 1_200, 28)
    assert (await client.delete(f"{PATH}/{told['id']}")).status_code == 204
