"""Bodies are read within their limit, and their JSON with every number kept honest."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from app.assets import Bundle
from app.body import BEYOND, parse_json
from app.errors import Refusal
from app.factory import create_app
from app.settings import Settings
from tests.app.conftest import client_of

pytestmark = pytest.mark.anyio
TRACE = "/api/v1/trace"
JSON = {"Content-Type": "application/json"}


def code_of(body: bytes) -> str:
    with pytest.raises(Refusal) as refusal:
        parse_json(body)
    return refusal.value.faults[0].code


def test_plain_json_is_read() -> None:
    assert parse_json(b'{"x": [1, -2.5, 1e-400], "t": "\xe4\xb8\xad"}') == {"x": [1, -2.5, 0.0], "t": "中"}


@pytest.mark.parametrize("number", ["1e400", "1.5E+999", "9" * 400, "1" + "0" * 5000])
def test_a_number_beyond_a_double_stays_one(number: str) -> None:
    assert parse_json(f'{{"x": [{number}, -{number}, 1.5]}}'.encode()) == {"x": [BEYOND, -BEYOND, 1.5]}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[1,]",
        b"{'x': 1}",
        b'"\\ud800"',
        b'[1e400, "\\ud800"]',
        b"1 2",
    ],
)
def test_what_is_not_json_is_refused(body: bytes) -> None:
    assert code_of(body) == "malformed_json"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_a_number_that_json_has_not_is_told_how_to_be_written(number: str) -> None:
    with pytest.raises(Refusal) as refusal:
        parse_json(f"[1e400, {number}]".encode())
    assert refusal.value.faults[0].code == "json_not_finite"
    assert refusal.value.faults[0].fix() == f'Write it as the text "{number}".'


def test_the_place_is_named() -> None:
    with pytest.raises(Refusal, match="line 2, column 3"):
        parse_json(b'{"x":\n  y}')


@pytest.mark.parametrize("depth", [1_100, 200_000])
def test_deep_nesting_is_refused_not_followed(depth: int) -> None:
    assert code_of(b"[" * depth + b"]" * depth) == "json_too_deep"


def test_other_encodings_are_refused() -> None:
    assert code_of('{"x": "é"}'.encode("latin-1")) == "not_utf8"


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "json", "multipart/form-data"]
)
async def test_other_media_types_are_refused(client: httpx.AsyncClient, kind: str) -> None:
    answer = await client.post(TRACE, content=b"{}", headers={"Content-Type": kind})
    assert (answer.status_code, answer.json()["code"]) == (400, "content_type")


@pytest.mark.parametrize(
    "kind", ["application/json; charset=utf-8", "APPLICATION/JSON", "application/vnd.x+json", None]
)
async def test_json_by_any_name_is_read(client: httpx.AsyncClient, kind: str | None) -> None:
    headers = {"Content-Type": kind} if kind else {}
    answer = await client.post(TRACE, content=b'{"program": "y = 2 * 3"}', headers=headers)
    assert answer.json()["values"] == {"y": 6.0}


@pytest.fixture
def narrow(bundle: Bundle) -> FastAPI:
    return create_app(Settings(max_body_bytes=100), bundle)


@pytest.mark.parametrize(
    "declared", [{"Content-Length": "801"}, {"Content-Length": "101", "Expect": "100-continue"}]
)
async def test_a_body_declared_too_large_is_refused_unread(narrow: FastAPI, declared: dict[str, str]) -> None:
    async def never() -> AsyncIterator[bytes]:
        yield pytest.fail("the body was read")

    async with client_of(narrow) as client:
        answer = await client.post(TRACE, content=never(), headers={**JSON, **declared})
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


@pytest.mark.parametrize(("sent", "heard"), [(101, 101), (800, 800), (5000, 801)])
async def test_a_body_that_is_too_large_is_heard_out_within_reason(
    narrow: FastAPI, sent: int, heard: int
) -> None:
    given = 0

    async def growing() -> AsyncIterator[bytes]:
        nonlocal given
        for _ in range(sent):
            given += 1
            yield b" "

    async with client_of(narrow) as client:
        answer = await client.post(TRACE, content=growing(), headers=JSON)
    assert given == heard
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")
    assert answer.json()["errors"][0]["message"].startswith("The body has more than 100 bytes")


async def test_a_body_at_the_limit_passes(narrow: FastAPI) -> None:
    body = b'{"program": "y = 2 * 3"}'.ljust(100)
    async with client_of(narrow) as client:
        assert (await client.post(TRACE, content=body, headers=JSON)).status_code == 200
