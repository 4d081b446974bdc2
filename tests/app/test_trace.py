"""The trace over REST: the contract's example to the letter, its choices, numbers alike in every language."""

from __future__ import annotations

import base64
import json
from typing import Any

import httpx
import numpy as np
import pytest

from app.examples import load_examples
from tests.app.conftest import post

pytestmark = pytest.mark.anyio
CHAIN = {"program": "a = x * 2\nb = a + 3\ny = b * 5", "inputs": {"x": 1}, "output": "y", "upstream": 1}
WIDE = {"program": "y = sum(x * w)", "inputs": {"x": list(range(1, 1101)), "w": 2}}
EXAMPLES = load_examples()
WORDS = {"sentence", "plain", "message"}


def strict(answer: httpx.Response) -> dict[str, Any]:
    """The answer, which is JSON without NaN or Infinity."""
    assert answer.status_code == 200, answer.text

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is not JSON")

    found: dict[str, Any] = json.loads(answer.content, parse_constant=refuse)
    return found


async def traced(client: httpx.AsyncClient, body: Any, query: str = "") -> dict[str, Any]:
    return strict(await post(client, f"trace{query}", body))


async def test_the_example_of_the_contract(client: httpx.AsyncClient) -> None:
    found = await traced(client, {**CHAIN, "parameters": [], "expand": [], "detail": "full"})
    assert (found["version"], found["program"], found["output"]) == (1, CHAIN["program"], "y")
    assert found["values"] == {"x": 1.0, "a": 2.0, "b": 5.0, "y": 25.0}
    assert found["gradients"] == {"x": 10.0, "a": 5.0, "b": 5.0, "y": 1.0}
    node = next(node for node in found["nodes"] if node["id"] == "n2")
    stated = {
        "id": "n2",
        "key": "a",
        "kind": "operation",
        "op": "mul",
        "name": "a",
        "symbol": "×",
        "inputs": ["n0", "n1"],
        "shape": [],
        "value": 2.0,
        "grad": 5.0,
        "requires_grad": True,
        "group": None,
        "line": 1,
        "column": 5,
        "uses": 1,
    }
    assert {key: node[key] for key in stated} == stated
    assert found["edges"][0] == {
        "id": "e0",
        "source": "n0",
        "target": "n2",
        "slot": 0,
        "local": 2.0,
        "grad": 10.0,
    }
    first, second = found["steps"][:2]
    assert (first["index"], first["phase"], first["kind"], first["formula"]) == (0, "forward", "inputs", None)
    assert (second["node"], second["op"], second["edges"]) == ("n2", "mul", ["e0", "e1"])
    assert second["formula"].keys() == {"symbolic", "numeric", "plain"}
    back = next(step for step in found["steps"] if step["kind"] == "backward")
    assert (back["node"], back["op"], back["upstream"], back["edges"]) == ("n6", "mul", 1.0, ["e4"])
    assert back["contributions"] == [
        {
            "edge": "e4",
            "to": "n4",
            "local": 5.0,
            "grad": 5.0,
            "before": None,
            "after": 5.0,
            "have": 1,
            "need": 1,
        }
    ]
    assert [step["index"] for step in found["steps"]] == list(range(len(found["steps"])))
    assert found["warnings"] == []


async def test_numbers_alone_are_five_fields(client: httpx.AsyncClient) -> None:
    found = await traced(client, {**CHAIN, "detail": "gradients"})
    full = await traced(client, CHAIN)
    assert found.keys() == {"version", "output", "values", "gradients", "warnings"}
    assert all(found[key] == full[key] for key in found)


async def test_a_bare_expression_is_named_out(client: httpx.AsyncClient) -> None:
    found = await traced(client, {"program": "(x + y) * 2", "inputs": {"x": 1, "y": 2}})
    assert (found["output"], found["values"]["out"]) == ("out", 6.0)


async def test_inputs_without_influence_have_zeros_and_labels_have_nothing(client: httpx.AsyncClient) -> None:
    program = "k = 3\nunseen = x * 2\nL = softmax_with_loss(a, t) * k"
    inputs = {"a": [1, 2], "t": 0, "x": [[1, 2], [3, 4]], "spare": [5]}
    found = await traced(client, {"program": program, "inputs": inputs})
    assert found["gradients"].keys() == {"a", "x", "unseen", "spare", "L"}
    assert found["gradients"]["x"] == [[0.0, 0.0], [0.0, 0.0]]
    assert found["gradients"]["unseen"] == [[0.0, 0.0], [0.0, 0.0]]
    assert found["gradients"]["spare"] == [0.0]
    assert {node["name"]: node["kind"] for node in found["nodes"]}["t"] == "label"


async def test_numbers_that_are_not_finite_travel_as_text(client: httpx.AsyncClient) -> None:
    body = {
        "program": "y = x * w + sum(v)",
        "inputs": {"x": "Infinity", "w": -1, "v": [1, "NaN", "-Infinity"]},
    }
    found = await traced(client, body)
    assert found["values"]["x"] == "Infinity"
    assert found["values"]["v"] == [1.0, "NaN", "-Infinity"]
    assert found["values"]["y"] == "NaN"
    assert {warning["code"] for warning in found["warnings"]} == {"nan", "infinity"}
    assert all(warning["message"] and warning["node"] for warning in found["warnings"])


async def test_negative_zero_and_the_smallest_numbers_survive(client: httpx.AsyncClient) -> None:
    found = await traced(client, {"program": "y = x + z", "inputs": {"x": -0.0, "z": 5e-324}})
    assert np.signbit(found["values"]["x"])
    assert found["values"]["z"] == 5e-324


@pytest.mark.parametrize("slug", EXAMPLES)
async def test_numbers_never_depend_on_the_language(client: httpx.AsyncClient, slug: str) -> None:
    def numbers(part: Any) -> Any:
        if isinstance(part, dict):
            return {key: numbers(value) for key, value in part.items() if key not in WORDS}
        return [numbers(each) for each in part] if isinstance(part, list) else part

    def words(part: Any) -> list[str]:
        if isinstance(part, dict):
            here = [value for key, value in part.items() if key in WORDS]
            return here + [word for value in part.values() for word in words(value)]
        return [word for each in part for word in words(each)] if isinstance(part, list) else []

    en, zh = [await traced(client, EXAMPLES[slug].request, f"?lang={lang}") for lang in ("en", "zh-CN")]
    assert numbers(en) == numbers(zh)
    assert words(en) != words(zh)
    assert len(words(en)) == len(words(zh))


async def test_the_language_may_be_preferred(client: httpx.AsyncClient) -> None:
    asked = await post(client, "trace?lang=zh-CN", CHAIN)
    preferred = await post(client, "trace", CHAIN, headers={"Accept-Language": "zh-TW, en;q=0.5"})
    assert asked.content == preferred.content
    assert "accept-language" in preferred.headers["vary"].lower()


async def test_wide_tensors_as_a_summary(client: httpx.AsyncClient) -> None:
    found = await traced(client, WIDE, "?tensors=summary")
    summary = found["values"]["x"]
    assert summary.keys() == {"shape", "min", "max", "mean", "norm", "zeros", "sample"}
    assert (summary["shape"], summary["min"], summary["max"], summary["zeros"]) == ([1100], 1.0, 1100.0, 0)
    assert found["values"]["w"] == 2.0


async def test_wide_tensors_as_base64_stand_once(client: httpx.AsyncClient) -> None:
    found = await traced(client, WIDE, "?tensors=base64")
    reference = found["values"]["x"]
    entry = found["tensors"][reference["tensor"]]
    assert (entry["shape"], entry["dtype"]) == ([1100], "<f8")
    np.testing.assert_array_equal(
        np.frombuffer(base64.b64decode(entry["base64"]), "<f8"), np.arange(1.0, 1101)
    )
    assert next(node for node in found["nodes"] if node["name"] == "x")["value"] == reference


@pytest.mark.parametrize("expand", [["softmax_with_loss"], ["softmax_with_loss1"], ["all"], "all"])
async def test_layers_open_by_name_by_group_and_all(client: httpx.AsyncClient, expand: Any) -> None:
    body = {"program": "L = softmax_with_loss(a, t)", "inputs": {"a": [1, 2], "t": 1}}
    closed, opened = await traced(client, body), await traced(client, {**body, "expand": expand})
    np.testing.assert_allclose(opened["gradients"]["a"], closed["gradients"]["a"], rtol=1e-12)
    assert [group["expanded"] for group in closed["groups"] + opened["groups"]] == [False, True]


async def test_what_cannot_be_opened_is_named(client: httpx.AsyncClient) -> None:
    answer = await post(client, "trace", {**CHAIN, "expand": ["nothing"]})
    assert (answer.status_code, answer.json()["code"]) == (422, "expand_unknown")


async def test_an_update_adds_its_steps(client: httpx.AsyncClient) -> None:
    body = {
        "program": "L = (w * x - 1) ** 2",
        "inputs": {"w": 1, "x": 2},
        "parameters": ["w"],
        "update": {"rate": 0.1},
    }
    found = await traced(client, body)
    update, zero, done = found["steps"][-3:]
    assert [step["kind"] for step in (update, zero, done)] == ["update", "zero", "done"]
    assert (update["before"], update["grad"], update["rate"], update["after"]) == (1.0, 4.0, 0.1, 0.6)
    assert zero["nodes"] == [update["node"]]
    assert done["before"] == 1.0
    np.testing.assert_allclose(done["after"], 0.04)


async def test_line_ends_unicode_and_rebinding(client: httpx.AsyncClient) -> None:
    body = {"program": "α = x * 2  # 注释\r\nα += x; 输出 = α\r\n", "inputs": {"x": 3}}
    found = await traced(client, body)
    assert found["values"] == {"x": 3.0, "α": 9.0, "输出": 9.0}
    assert found["gradients"]["x"] == 3.0
    keys = [node["key"] for node in found["nodes"] if node["name"] == "α"]
    assert keys == ["α", "α#2"]


async def test_long_answers_are_packed_and_short_ones_are_not(client: httpx.AsyncClient) -> None:
    plain = {"Accept-Encoding": "identity"}
    for body, packed in ((CHAIN, True), ({**CHAIN, "detail": "gradients"}, False)):
        one = await post(client, "trace", body, headers={"Accept-Encoding": "gzip"})
        other = await post(client, "trace", body, headers=plain)
        assert (one.headers.get("content-encoding") == "gzip") is packed
        assert "content-encoding" not in other.headers
        assert one.content == other.content
        assert "accept-encoding" in one.headers["vary"].lower()


@pytest.mark.parametrize("path", ["/api/v1/operations", "/api/v1/examples", "/openapi.json"])
async def test_long_tables_are_packed(client: httpx.AsyncClient, path: str) -> None:
    one = await client.get(path, headers={"Accept-Encoding": "gzip"})
    other = await client.get(path, headers={"Accept-Encoding": "identity"})
    assert one.headers["content-encoding"] == "gzip"
    assert int(one.headers["content-length"]) < len(one.content)
    assert "content-encoding" not in other.headers
    assert one.content == other.content


async def test_the_end_of_a_round_names_a_loss_only_where_it_is_one_number(client: httpx.AsyncClient) -> None:
    body = {"inputs": {"X": [1, 2]}, "parameters": ["X"], "update": {"rate": 0.1}}
    one = await traced(client, {**body, "program": "y = sum(X * 2)"})
    many = await traced(client, {**body, "program": "Y = X * 2", "upstream": [1, 1]})
    assert one["steps"][-1]["sentence"] == "One round done: forward, backward, update. Loss 6 → 5.2."
    assert many["steps"][-1]["sentence"] == "One round done: forward, backward, update."
    assert (many["steps"][-1]["before"], many["steps"][-1]["after"]) == ([2.0, 4.0], [1.6, 3.6])


async def test_a_parameter_that_its_update_makes_infinite_is_warned_of(client: httpx.AsyncClient) -> None:
    body = {"program": "y = x / 2", "inputs": {"x": -1e308}, "parameters": ["x"], "update": {"rate": 1.7e308}}
    found = await traced(client, {**body, "upstream": 4})
    (warning,) = found["warnings"]
    assert (warning["code"], warning["phase"], warning["name"]) == ("infinity", "update", "x")
    assert found["steps"][warning["step"]]["after"] == "-Infinity"


def parts_of(tree: Any) -> list[dict[str, Any]]:
    """A formula's tree and everything in it."""
    return [tree, *(part for arg in tree.get("args", ()) for part in parts_of(arg))]


@pytest.mark.parametrize(
    "body",
    [
        *({**example.request, "expand": "all"} for example in EXAMPLES.values()),
        {"program": "y = 5"},
        {"program": "y = sum(X + b) * b", "inputs": {"X": [[1, 2], [3, 4]], "b": 3}},
    ],
)
async def test_every_number_that_a_formula_refers_to_is_in_the_answer(
    client: httpx.AsyncClient, body: dict[str, Any]
) -> None:
    found = await traced(client, body)
    records = {record["id"]: dict(record) for record in (*found["nodes"], *found["edges"])}
    for step in found["steps"]:
        for contribution in step.get("contributions", ()):
            records[contribution["edge"]]["raw"] = contribution.get("raw")
        for owner in step.get("edges", ()) if step["kind"] == "accumulate" else [step.get("node")]:
            for field in ("before", "after"):
                if field in step:
                    records[owner][field] = step[field]
    for step in (step for step in found["steps"] if step["formula"]):
        for part in parts_of(step["formula"]["numeric"]["tree"]):
            if "ref" in part and "op" not in part:
                owner, field = part["ref"].split(".")
                assert records[owner][field] is not None, (step["kind"], part)
