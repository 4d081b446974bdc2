"""Every example runs and gives the numbers that the chapter and the lessons state, with its steps counted."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest

from app.examples import FOLDER, ExampleError, load_examples
from tests.app.conftest import post

pytestmark = pytest.mark.anyio
EXAMPLES = load_examples()
LN = math.log

# slug → the numbers stated (gradients as `d_name`), to as many digits as they are stated with.
STATED: dict[str, dict[str, Any]] = {
    "sum-doubled": {"a": 3, "z": 6, "d_x": 2, "d_y": 2},
    "product": {"z": 6, "d_x": 3, "d_y": 2},
    "apples": {"cost": 200, "price": 220, "d_cost": 1.1, "d_tax": 200, "d_apple": 2.2, "d_count": 110},
    "apple-orange": {
        "apples": 200,
        "oranges": 450,
        "cost": 650,
        "price": 715,
        "d_cost": 1.1,
        "d_tax": 650,
        "d_apples": 1.1,
        "d_oranges": 1.1,
        "d_apple": 2.2,
        "d_apple_count": 110,
        "d_orange": 3.3,
        "d_orange_count": 165,
    },
    "three-functions": {"v": 1, "u": math.sin(1), "d_x": math.exp(math.sin(1)) * math.cos(1) * 2},
    "scalar-net": {"z1": 1.1, "a1": 0.7503, "d_W1": -3.8508 * -1.5 * 0.7503 * 0.2497 * 2, "d_t": 3.8508},
    "shifted-square": {"u": 3, "y": 9, "d_x": 6},
    "squared-sum": {"z": 3, "L": 9, "d_x": 6, "d_y": 6},
    "add-node": {"z": 5, "d_x": 1.5, "d_y": 1.5},
    "multiply-node": {"z": 6, "d_x": 4.5, "d_y": 3.0},
    "chain": {"a": 2, "b": 5, "y": 25, "d_b": 5, "d_a": 5, "d_x": 10},
    "branch": {"f": -9, "d_x": -3, "d_y": 3},
    "branch-factored": {"f": -9, "d_x": -3, "d_y": 3},
    "self-product": {"y": 9, "d_x": 6},
    "sum-times": {"q": 3, "f": -12, "d_x": -4, "d_y": -4, "d_z": 3},
    "shared-b": {"c": 3, "d": 2, "e": 6, "d_a": 2, "d_b": 5},
    "product-plus-sine": {"y": 6 + math.sin(2), "d_x1": 3 + math.cos(2), "d_x2": 2},
    "relu": {"Y": [[1, 0], [0, 3]], "d_X": [[1, 0], [0, 4]]},
    "sigmoid": {"y": 0.5, "d_x": 0.25},
    "sigmoid-flat": {"y": 0.8808, "d_x": 0.2100},
    "sigmoid-neuron": {"z": 1, "y": 0.7311, "d_z": 0.1966},
    "sigmoid-opened": {"z": 1, "y": 0.7311, "d_z": 0.1966},
    "deep-sigmoids": {"d_a5": 1, "d_x": 6.08e-4},
    "affine-by-hand": {
        "Y": [[1.0, 1.5], [2.4, 3.7]],
        "d_X": [[1.7, 0.65], [3.0, 1.15]],
        "d_W": [[7, 9], [10, 13]],
        "d_b": [3, 4],
    },
    "affine": {
        "Y": [[1.0, 1.5], [2.4, 3.7]],
        "d_X": [[1.7, 0.65], [3.0, 1.15]],
        "d_W": [[7, 9], [10, 13]],
        "d_b": [3, 4],
    },
    "affine-rectangular": {
        "Y": [[5, 3, -2], [1, 0, -4]],
        "d_X": [[-1, 2], [-1, -1]],
        "d_W": [[-2, 3, 2], [3, -1, 4]],
        "d_b": [0, 1, 2],
    },
    "affine-square": {"Y": [[1, 2], [3, 4]], "d_X": [[1, 3], [2, 4]]},
    "softmax-with-loss": {"a": [LN(0.3), LN(0.6), LN(0.1)], "L": -LN(0.6), "d_a": [0.3, -0.4, 0.1]},
    "softmax-batch": {"L": 0.9486, "d_A": [[0.0625, -0.375, 0.3125], [-0.2, 0.15, 0.05]]},
    "softmax-opened": {"L": 0.9486, "d_A": [[0.0625, -0.375, 0.3125], [-0.2, 0.15, 0.05]]},
    "softmax-miss": {"L": -LN(0.2), "d_a": [0.3, -0.8, 0.5]},
    "softmax-hit": {"d_a": [0.01, -0.01, 0]},
    "softmax-jacobian": {"y": [0.3, 0.2, 0.5], "d_y": [0, -5, 0], "d_a": [0.3, -0.8, 0.5]},
    "two-layer-net": {
        "Z1": [[2, -2]],
        "A1": [[2, 0]],
        "Z2": [[1, 0]],
        "L": 1.313,
        "d_Z2": [[0.7311, -0.7311]],
        "d_W2": [[1.462, -1.462], [0, 0]],
        "d_b2": [0.7311, -0.7311],
        "d_A1": [[0.7311, -1.462]],
        "d_Z1": [[0.7311, 0]],
        "d_W1": [[0.7311, 0], [1.462, 0]],
        "d_b1": [0.7311, 0],
    },
    "training-step": {"L": 1.313, "d_W1": [[0.7311, 0], [1.462, 0]], "d_W2": [[1.462, -1.462], [0, 0]]},
    "two-layer-batch": {"L": 2.1639},
    "counting-passes": {"y1": 0.1, "L": 0.81, "d_w1": -1.8, "d_w2": 3.6, "d_b1": -1.8},
    "gradient-check": {"d_t": None},
    "cube": {"f": 8, "d_x": 12},
    "relu-kink": {"y": 0, "d_x": 0},
}
STEPS = {"apple-orange": 11, "branch": 8, "self-product": 6, "training-step": 20, "squared-sum": 7}


async def answered(client: httpx.AsyncClient, slug: str) -> dict[str, Any]:
    answer = await post(client, "trace", EXAMPLES[slug].request)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_every_example_has_its_numbers_pinned() -> None:
    assert STATED.keys() == EXAMPLES.keys()


@pytest.mark.parametrize("slug", STATED)
async def test_an_example_gives_the_numbers_stated(client: httpx.AsyncClient, slug: str) -> None:
    found = await answered(client, slug)
    assert found["warnings"] == []
    for name, stated in STATED[slug].items():
        table, key = ("gradients", name[2:]) if name.startswith("d_") else ("values", name)
        if stated is None:
            assert key not in found[table]
        else:
            np.testing.assert_allclose(found[table][key], stated, rtol=5e-4, atol=5e-5, err_msg=name)


@pytest.mark.parametrize(("slug", "count"), STEPS.items())
async def test_the_steps_are_counted(client: httpx.AsyncClient, slug: str, count: int) -> None:
    found = await answered(client, slug)
    assert found["counts"]["steps"] == count
    assert sum(step["level"] == "node" for step in found["steps"]) == count


async def test_one_step_of_training_lowers_the_loss(client: httpx.AsyncClient) -> None:
    found = await answered(client, "training-step")
    names = {node["id"]: node["name"] for node in found["nodes"]}
    moved = {names[step["node"]]: step["after"] for step in found["steps"] if step["kind"] == "update"}
    np.testing.assert_allclose(moved["W1"], [[0.9269, -1.0], [0.3538, -1.0]], atol=5e-5)
    np.testing.assert_allclose(moved["W2"], [[0.8538, 0.1462], [-1.0, 1.0]], atol=5e-5)
    done = found["steps"][-1]
    assert (done["before"], done["after"]) == (
        pytest.approx(1.3133, abs=5e-5),
        pytest.approx(0.6726, abs=5e-5),
    )


async def test_opened_examples_give_what_closed_ones_give(client: httpx.AsyncClient) -> None:
    for closed, opened in (("softmax-batch", "softmax-opened"), ("sigmoid-neuron", "sigmoid-opened")):
        one, other = await answered(client, closed), await answered(client, opened)
        assert len(other["nodes"]) > len(one["nodes"])
        for name, gradient in one["gradients"].items():
            np.testing.assert_allclose(other["gradients"][name], gradient, rtol=1e-12)


async def test_the_list_and_each_entry_say_the_same(client: httpx.AsyncClient) -> None:
    for lang in ("en", "zh-CN"):
        listed = (await client.get(f"/api/v1/examples?lang={lang}")).json()
        assert [entry["slug"] for entry in listed] == list(EXAMPLES)
        one = (await client.get(f"/api/v1/examples/chain?lang={lang}")).json()
        assert one in listed
    assert one["title"] == "三个节点连成一串"


@pytest.mark.parametrize("slug", EXAMPLES)
def test_goals_are_short(slug: str) -> None:
    """As sentences of the page are: 18 words or 40 characters."""
    goal = EXAMPLES[slug].goal
    assert len(goal.en.split()) <= 18
    assert len(goal.en) <= 110
    assert len(goal.zh) <= 40


@pytest.mark.parametrize(
    ("change", "piece"),
    [
        (("order = 130", "order = 140"), "order 140 is taken"),
        (("section =", "chapter ="), "section"),
        (('"zh-CN" = "', '"zh" = "'), "zh-CN"),
        (("program =", "programme ="), "program"),
        (("[goal]", "[goal"), "chain.toml"),
    ],
)
def test_a_faulty_file_is_named(tmp_path: Path, change: tuple[str, str], piece: str) -> None:
    text = (FOLDER / "chain.toml").read_text(encoding="utf-8")
    order = next(line for line in text.splitlines() if line.startswith("order"))
    text = text.replace(order, "order = 130")
    assert change[0] in text
    (tmp_path / "branch.toml").write_text(text.replace("order = 130", "order = 140"), encoding="utf-8")
    (tmp_path / "chain.toml").write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(ExampleError, match=piece):
        load_examples(tmp_path)
