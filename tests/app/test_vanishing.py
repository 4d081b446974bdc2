"""The vanishing lab over REST: its numbers are the engine's, and what it cannot draw is refused."""

from __future__ import annotations

import httpx
import pytest

from engine.vanishing import chain, wide
from tests.app.conftest import post

pytestmark = pytest.mark.anyio


async def test_a_chain_is_the_engines(client: httpx.AsyncClient) -> None:
    answer = await post(client, "vanishing", {"activation": "sigmoid", "depth": 10, "weight": 4})
    told, found = answer.json(), chain("sigmoid", 10, 4.0)
    assert told["gradient"] == found.gradient
    assert told["bound"] == found.bound
    assert [link["local"] for link in told["layers"]] == [link.local for link in found.layers]
    assert told["saturation"] == list(found.saturation)


async def test_a_wide_net_is_the_engines(client: httpx.AsyncClient) -> None:
    body = {"activation": "relu", "depth": 3, "width": 16, "batch": 8, "init": "he", "seed": 4}
    told = (await post(client, "vanishing/wide", body)).json()["layers"]
    assert [layer["gradient_norm"] for layer in told] == [
        layer.gradient_norm for layer in wide("relu", 3, 16, 8, "he", 4)
    ]


async def test_the_largest_of_both_is_answered(client: httpx.AsyncClient) -> None:
    for path, body in (
        ("vanishing", {"activation": "none", "depth": 20, "weight": 100, "input": 1000}),
        ("vanishing/wide", {"activation": "none", "depth": 20, "width": 256, "batch": 256, "init": 100}),
    ):
        answer = await post(client, path, body)
        assert answer.status_code == 200
        assert len(answer.json()["layers"]) == 20


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("vanishing", {"depth": 21}, "depth"),
        ("vanishing", {"depth": 0}, "depth"),
        ("vanishing", {"activation": "gelu"}, "activation"),
        ("vanishing", {"weight": "NaN"}, "weight"),
        ("vanishing", {"wieght": 1}, "wieght"),
        ("vanishing/wide", {"width": 257}, "width"),
        ("vanishing/wide", {"init": "glorot"}, "init"),
        ("vanishing/wide", {"seed": -1}, "seed"),
    ],
)
async def test_what_cannot_be_is_refused_at_its_field(
    client: httpx.AsyncClient, path: str, body: dict[str, object], field: str
) -> None:
    answer = await post(client, path, body)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
