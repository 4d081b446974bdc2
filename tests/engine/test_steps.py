"""The story of a trace: its steps, their order and their number (interaction §2.5, criteria T1 and T2)."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import engine
from engine.explain import formula
from engine.printers import latex
from engine.steps import PHASES, Step
from engine.trace import Trace

GOLDENS = sorted((Path(__file__).parents[1] / "golden" / "goldens").glob("*.json"))
PHASE_ORDER = list(dict.fromkeys(PHASES.values()))
APPLES = "apples = apple * n\noranges = orange * m\ncost = apples + oranges\nprice = cost * tax"
TRAINING = (
    "X = [[1, 2]]\nZ = affine(X, W1, b1)\nA = relu(Z)\nY = affine(A, W2, b2)\nL = softmax_with_loss(Y, t)"
)
NUMBERS = {"W1": [[1, -1], [0.5, -1]], "b1": [0, 1], "W2": [[1, 0], [-1, 1]], "b2": [-1, 0], "t": [1]}


def programs() -> list[Any]:
    """Every golden program, closed and with its layers opened."""
    return [
        pytest.param(record, expanded, id=f"{file.stem}: {record['name']}{' opened' if expanded else ''}")
        for file in GOLDENS
        for record in json.loads(file.read_text(encoding="utf-8"))
        for expanded in ((), "all")
    ]


@pytest.mark.parametrize(("golden", "expanded"), programs())
def test_every_story_keeps_the_rules(golden: dict[str, Any], expanded: Any) -> None:
    options = {name: golden[name] for name in ("output", "upstream") if name in golden}
    trace = engine.run(golden["program"], golden["inputs"], expanded=expanded, **options)
    found = list(engine.steps(trace))
    kinds = [step.kind for step in found]
    assert kinds[0] == "inputs"
    assert kinds.count("loss") == kinds.count("seed") == 1
    assert kinds.index("seed") == kinds.index("loss") + 1
    phases = [PHASE_ORDER.index(step.phase) for step in found]
    assert phases == sorted(phases)
    _forward_once_each_in_order(trace, found)
    _forks_before_their_first_reader(trace, found)
    _backward_waits_for_every_contribution(trace, found)
    _counts(trace, found)


def _forward_once_each_in_order(trace: Trace, found: list[Step]) -> None:
    operations = [i for i, op in enumerate(trace.graph.ops) if op is not None]
    assert [step.node for step in found if step.kind == "forward"] == operations
    for step in found:
        if step.kind == "forward":
            assert len(step.edges) == len(trace.graph.args[step.node])


def _forks_before_their_first_reader(trace: Trace, found: list[Step]) -> None:
    forks = [step for step in found if step.kind == "fork"]
    assert {step.node for step in forks} == {i for i, uses in enumerate(trace.graph.uses) if uses > 1}
    for k, step in enumerate(found):
        if step.kind == "fork":
            assert step.detail
            reader = next(later for later in found[k:] if later.kind == "forward")
            assert step.node in trace.graph.args[reader.node]
            assert len(step.edges) == trace.graph.uses[step.node]


def _backward_waits_for_every_contribution(trace: Trace, found: list[Step]) -> None:
    owner = {
        edge: a
        for i, args in enumerate(trace.graph.args)
        for edge, a in enumerate(args, trace.graph.first_edge[i])
    }
    arrived = dict.fromkeys(range(len(trace.graph)), 0)
    previous: set[int] = set()
    for before, step in pairwise(found):
        if step.kind == "backward":
            i = step.node
            assert arrived[i] == trace.ledger.need[i]
            for edge in step.edges:
                arrived[owner[edge]] += 1
                assert trace.ledger.have[edge] == arrived[owner[edge]]
            previous = set(step.edges)
        elif step.kind in ("unbroadcast", "accumulate"):
            (edge,) = step.edges
            assert edge in previous
            assert owner[edge] == step.node
            assert before.kind in ("backward", "unbroadcast", "accumulate")
            assert (edge in trace.edges.raw) or step.kind == "accumulate"
            assert step.kind == "unbroadcast" or trace.ledger.have[edge] > 1
    assert all(arrived[i] == need for i, need in enumerate(trace.ledger.need))


def _counts(trace: Trace, found: list[Step]) -> None:
    """Rule 7: 1 + F + 1 + 1 + B + Σ max(0, uses − 1), and one more for every sum over a broadcast."""
    graph, ledger = trace.graph, trace.ledger
    sending = [
        [edge for edge in range(first, first + len(args)) if trace.edges.grad[edge] is not None]
        for first, args in zip(graph.first_edge, graph.args, strict=True)
    ]
    backward = sum(
        len(edges) if op and op.parts else bool(edges) for op, edges in zip(graph.ops, sending, strict=True)
    )
    forward = sum(op is not None for op in graph.ops)
    merged = sum(max(0, need - 1) for need in ledger.need)
    assert engine.steps(trace).node_level == 1 + forward + 2 + backward + merged + len(trace.edges.raw)
    assert sum(not step.detail for step in found) == engine.steps(trace).node_level


@pytest.mark.parametrize(
    ("program", "inputs", "options", "count"),
    [
        (APPLES, {"apple": 100, "n": 2, "orange": 150, "m": 3, "tax": 1.1}, {}, 11),
        ("f = x * y + x", {"x": 3, "y": -4}, {}, 8),
        ("y = x * x", {"x": 3}, {}, 6),
        (TRAINING, NUMBERS, {"parameters": ["W1", "b1", "W2", "b2"], "rate": 0.1}, 20),
    ],
)
def test_step_counts(program: str, inputs: dict[str, Any], options: dict[str, Any], count: int) -> None:
    assert engine.steps(engine.run(program, inputs, **options)).node_level == count


def test_an_op_with_parts_takes_one_step_a_gradient() -> None:
    found = engine.steps(engine.run("Y = affine(X, W, b)", {"X": [[1, 2]], "W": [[1], [2]], "b": [0]}))
    assert [step.part for step in found if step.kind == "backward"] == ["dX", "dW", "db"]


def test_steps_are_a_sequence() -> None:
    found = engine.steps(engine.run("y = x * x", {"x": 3}))
    assert found[-1] == list(found)[-1]
    assert found[1:3] == list(found)[1:3]
    assert found[found.kind.index("fork")].edges == (0, 1)


def test_class_numbers_stand_for_rows_beside_rows_of_scores() -> None:
    scores = {"A": [[1.0, 2.0, 3.0], [1.0, 0.0, 0.0]]}

    def told(labels: Any) -> list[str]:
        trace = engine.run("L = softmax_with_loss(A, t)", {**scores, "t": labels})
        formulas = [
            formula(trace, step) for step in engine.steps(trace) if step.kind in {"forward", "backward"}
        ]
        return [latex(found.symbolic) for found in formulas if found]

    assert all(r"\operatorname{onehot}\left(t\right)" in text for text in told([2, 0]))
    assert all("onehot" not in text for text in told([[0, 0, 1], [1, 0, 0]]))
