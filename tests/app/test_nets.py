"""The chapter's net over REST: from numbers or from sizes, its score, and its gradients checked."""

from __future__ import annotations

from typing import Any

import httpx
import numpy as np
import pytest

from app.examples import load_examples
from tests.app.conftest import post

pytestmark = pytest.mark.anyio
VALUES = load_examples()["two-layer-net"].request["inputs"]
SIZES = {"input_size": 3, "hidden_size": 4, "output_size": 2, "batch_size": 5, "seed": 1}
PARAMETERS = ["W1", "b1", "W2", "b2"]


async def traced(client: httpx.AsyncClient, body: Any, query: str = "") -> dict[str, Any]:
    answer = await post(client, f"two-layer-net/trace{query}", body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_the_trace_is_that_of_the_program_with_a_score(client: httpx.AsyncClient) -> None:
    found = await traced(client, VALUES)
    request = {**load_examples()["two-layer-net"].request, "inputs": VALUES}
    plain = (await post(client, "trace", request)).json()
    score = {key: found.pop(key) for key in ("loss", "accuracy", "probabilities")}
    assert found == plain
    assert score["loss"] == plain["values"]["L"]
    np.testing.assert_allclose(score["probabilities"], [[0.7311, 0.2689]], atol=5e-5)
    assert score["accuracy"] == 0.0
    assert {node["name"] for node in found["nodes"] if node["kind"] == "parameter"} == set(PARAMETERS)


@pytest.mark.parametrize(("labels", "accuracy"), [([0], 1.0), ([[1, 0]], 1.0), ([[0.2, 0.8]], 0.0)])
async def test_labels_may_be_numbers_or_rows(client: httpx.AsyncClient, labels: Any, accuracy: float) -> None:
    assert (await traced(client, {**VALUES, "t": labels}))["accuracy"] == accuracy


async def test_one_sample_alone_is_a_batch_of_one(client: httpx.AsyncClient) -> None:
    alone = await traced(client, {**VALUES, "X": [1, 2], "t": 1})
    batch = await traced(client, VALUES)
    assert alone["loss"] == batch["loss"]
    assert alone["accuracy"] == batch["accuracy"]
    assert alone["gradients"]["W1"] == batch["gradients"]["W1"]


async def test_the_same_seed_draws_the_same_numbers_and_returns_them(client: httpx.AsyncClient) -> None:
    one, same = await traced(client, SIZES), await traced(client, SIZES)
    other = await traced(client, {**SIZES, "seed": 2})
    assert one == same
    assert one["inputs"]["W1"] != other["inputs"]["W1"]
    assert np.shape(one["inputs"]["X"]) == (5, 3)
    assert np.shape(one["inputs"]["W2"]) == (4, 2)
    again = await traced(client, one["inputs"])
    assert again["loss"] == one["loss"]
    assert again["gradients"] == one["gradients"]


async def test_the_other_activation(client: httpx.AsyncClient) -> None:
    found = await traced(client, {**VALUES, "activation": "sigmoid"})
    assert "A1 = sigmoid(Z1)" in found["program"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "X"),
        ([], None),
        ({"X": [[1]]}, "t"),
        ({"input_size": 2}, "hidden_size"),
        ({**SIZES, "seed": -1}, "seed"),
        ({**SIZES, "hidden_size": 0}, "hidden_size"),
        ({**SIZES, "hidden_size": 2.5}, "hidden_size"),
        ({**SIZES, "X": [[1]]}, "X"),
        ({**VALUES, "seed": 1}, "seed"),
        ({**VALUES, "activation": "tanh"}, "activation"),
        ({**VALUES, "W1": None}, "W1"),
        ({**VALUES, "W1": [[1], [1, 2]]}, "W1"),
    ],
    ids=str,
)
async def test_what_does_not_fit_is_named(client: httpx.AsyncClient, body: Any, field: str | None) -> None:
    for path in ("trace", "gradient-check"):
        answer = await post(client, f"two-layer-net/{path}", body)
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["field"] == field


async def test_shapes_that_do_not_fit_are_named_as_the_net_has_them(client: httpx.AsyncClient) -> None:
    answer = await post(client, "two-layer-net/trace", {**VALUES, "W1": [[1, 2, 3]]})
    assert "`X`" in answer.json()["detail"]
    assert "`W1`" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["trace", "gradient-check"])
async def test_a_net_too_large_is_refused_before_it_is_drawn(client: httpx.AsyncClient, path: str) -> None:
    sizes = {"input_size": 100_000, "hidden_size": 100_000, "output_size": 10, "batch_size": 10, "seed": 0}
    answer = await post(client, f"two-layer-net/{path}", sizes)
    assert (answer.status_code, answer.json()["code"]) == (422, "too_many_elements")


async def test_the_gradients_pass_the_check(client: httpx.AsyncClient) -> None:
    report = (await post(client, "two-layer-net/gradient-check", SIZES)).json()
    assert report["passed"]
    assert list(report["parameters"]) == PARAMETERS
    assert report["evaluations"] == 2 * (3 * 4 + 4 + 4 * 2 + 2)


async def test_the_net_of_the_chapter_is_checked_within_the_limit(client: httpx.AsyncClient) -> None:
    sizes = {"input_size": 784, "hidden_size": 50, "output_size": 10, "batch_size": 10, "seed": 0}
    report = (await post(client, "two-layer-net/gradient-check", sizes)).json()
    assert report["evaluations"] == 79_520
    assert {entry["verdict"] for entry in report["parameters"].values()} <= {"very good", "acceptable"}


async def test_a_kink_is_shown_and_not_judged(client: httpx.AsyncClient) -> None:
    report = (await post(client, "gradient-check", {"program": "y = relu(x)", "inputs": {"x": 0}})).json()
    assert report["passed"]
    assert report["parameters"]["x"]["kinks"] == 1


async def test_a_check_of_some_names(client: httpx.AsyncClient) -> None:
    body = {"program": "y = sum(x * w)", "inputs": {"x": [1, 2], "w": 3}, "names": ["w"], "h": 1e-4}
    report = (await post(client, "gradient-check", body)).json()
    assert (list(report["parameters"]), report["h"], report["evaluations"]) == (["w"], 1e-4, 2)
    unknown = await post(client, "gradient-check", {**body, "names": ["v"]})
    assert (unknown.status_code, unknown.json()["errors"][0]["field"]) == (422, "names")


@pytest.mark.parametrize("h", [0, -1e-5, "1e-5", True, 2, 10**400])
async def test_a_step_that_is_none_is_refused(client: httpx.AsyncClient, h: Any) -> None:
    answer = await post(client, "gradient-check", {"program": "y = x", "inputs": {"x": 1}, "h": h})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "h")
