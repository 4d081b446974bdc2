"""The trace's encoder: every choice of the address gives strictly valid JSON with the same numbers."""

from __future__ import annotations

import base64
import itertools
import json
import math
from typing import Any

import numpy as np
import pytest

import engine
from app.encode import trace_bytes

SCALARS = ("f = x * y + x\ng = sin(f)", {"x": 3, "y": -4})
TENSORS = (
    "H = relu(X @ W + b)\nL = mean(H)",
    {"X": np.ones((9, 8)), "W": np.full((8, 9), 0.5), "b": [0.1] * 9},
)
NOT_FINITE = ("y = log(x) / z", {"x": 0.0, "z": 0.0})


def strict(body: bytes) -> Any:
    """JSON as the standard has it: NaN and Infinity are refused."""

    def refuse(name: str) -> float:
        raise AssertionError(f"{name} is not JSON")

    return json.loads(body, parse_constant=refuse)


@pytest.mark.parametrize(
    ("case", "detail", "tensors", "layout", "lang", "text"),
    list(
        itertools.product(
            (SCALARS, TENSORS, NOT_FINITE),
            ("full", "gradients"),
            ("nested", "summary", "base64"),
            ("rows", "columns"),
            ("en", "zh-CN"),
            (True, False),
        )
    ),
)
def test_every_choice_gives_strict_json(
    case: Any, detail: Any, tensors: Any, layout: Any, lang: str, text: bool
) -> None:
    trace = engine.run(*case)
    found = strict(trace_bytes(trace, detail=detail, tensors=tensors, layout=layout, lang=lang, text=text))
    assert list(found["values"]) == list(trace.named_values)
    assert list(found["gradients"]) == list(trace.named_gradients)


@pytest.mark.parametrize("case", [SCALARS, TENSORS])
def test_columns_hold_the_numbers_of_the_rows(case: Any) -> None:
    trace = engine.run(*case)
    rows = strict(trace_bytes(trace, layout="rows"))
    columns = strict(trace_bytes(trace, layout="columns"))
    for field in ("value", "grad", "requires_grad", "uses", "op"):
        assert columns["nodes"][field] == [node[field] for node in rows["nodes"]]
    for field in ("local", "grad"):
        assert columns["edges"][field] == [edge[field] for edge in rows["edges"]]
    assert columns["steps"]["kind"] == [step["kind"] for step in rows["steps"]]
    named = {int(i): name for i, name in columns["nodes"]["name"].items()}
    assert named == {i: node["name"] for i, node in enumerate(rows["nodes"]) if node["name"] is not None}


def test_numbers_without_a_numeral_are_spelled() -> None:
    found = strict(trace_bytes(engine.run(*NOT_FINITE)))
    assert found["values"]["y"] == "-Infinity"
    assert {warning["code"] for warning in found["warnings"]} == {"infinity"}


def test_a_large_array_is_sent_once_and_named_elsewhere() -> None:
    trace = engine.run(*TENSORS)
    found = strict(trace_bytes(trace, tensors="base64"))
    for node in found["nodes"]:
        value = trace.values[int(node["id"][1:])]
        if isinstance(value, np.ndarray) and value.size > 64:
            sent = found["tensors"][node["value"]["tensor"]]
            numbers = np.frombuffer(base64.b64decode(sent["base64"]), dtype=sent["dtype"]).reshape(
                sent["shape"]
            )
            assert np.array_equal(numbers, value)
    assert found["values"]["H"] == {
        "tensor": next(n["value"]["tensor"] for n in found["nodes"] if n["name"] == "H")
    }


def test_a_summary_says_what_a_large_array_is_like() -> None:
    x = np.arange(2000.0).reshape(50, 40)
    found = strict(trace_bytes(engine.run("y = sum(x)", {"x": x}), tensors="summary"))
    summary = found["values"]["x"]
    assert summary["shape"] == [50, 40]
    assert (summary["min"], summary["max"], summary["zeros"]) == (0, 1999, 1)
    assert math.isclose(summary["norm"], float(np.linalg.norm(x)))
    assert summary["sample"] == x[:8, :8].tolist()
