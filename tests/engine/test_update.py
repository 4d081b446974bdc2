"""One step of gradient descent as part of a trace."""

from __future__ import annotations

import numpy as np
import pytest

import engine

NET = "Z = X @ W\nL = softmax_with_loss(Z, t)"
INPUTS = {"X": [[1.0, 2.0]], "W": [[0.5, -0.5], [0.25, 0.75]], "t": [1]}


def test_every_parameter_moves_against_its_gradient_and_the_output_is_computed_again() -> None:
    trace = engine.run(NET, INPUTS, parameters=["W"], rate=0.1)
    assert trace.update is not None
    moved = np.asarray(INPUTS["W"]) - 0.1 * np.asarray(trace.gradient("W"))
    assert np.array_equal(trace.update.after["W"], moved)
    again = engine.run(NET, {**INPUTS, "W": moved})
    assert float(trace.update.output) == float(again.value_of("L")) < float(trace.value_of("L"))


def test_a_label_is_no_parameter_and_is_never_moved() -> None:
    trace = engine.run(NET, INPUTS, parameters=["W", "t"], rate=0.1)
    assert trace.graph.kind(trace.graph.inputs["t"]) == "label"
    moved = [step.node for step in engine.steps(trace) if step.kind == "update"]
    assert moved == [trace.graph.inputs["W"]]


def test_a_parameter_that_the_output_ignores_stays() -> None:
    trace = engine.run("y = x * 2", {"x": 3, "w": 5}, parameters=["w"], rate=1.0)
    assert trace.update is not None
    assert trace.update.after == {"w": 5.0}


def test_an_input_without_a_value_is_named_with_the_others() -> None:
    with pytest.raises(engine.InputError) as caught:
        engine.run("z = x * y", {})
    first, second = caught.value.problems
    assert first.message("en") == "`x` has no value yet. Give it one to run forward. (+ `y`)"
    assert second.message("en") == "`y` has no value yet. Give it one to run forward."
    assert first.fix("en") == "Add a value for `x`, `y`."
