"""Properties that hold for every program, checked on random ones."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

import engine
from tests.engine.comparing import gradients, same_trace
from tests.engine.random_programs import (
    MODEST,
    SCALARS,
    TENSORS,
    RandomProgram,
    as_text,
    reordered,
    smooth_programs,
)

Array = NDArray[np.float64]

PROGRAMS = smooth_programs(SCALARS) | smooth_programs(TENSORS)
STENCIL = {-2: 1 / 12, -1: -8 / 12, 1: 8 / 12, 2: -1 / 12}
STEP = 1e-4


def _direction(shape: tuple[int, ...]) -> Array:
    """Return a direction in which no two elements weigh the same."""
    return np.cos(1.0 + np.arange(math.prod(shape), dtype=np.float64)).reshape(shape) + 0.3


@MODEST
@given(PROGRAMS)
def test_gradient_is_the_central_difference(program: RandomProgram) -> None:
    found = gradients(engine.run(program.text, program.inputs))

    for name, value in program.inputs.items():
        along = _direction(value.shape)
        moved = {
            k: engine.run(program.text, {**program.inputs, name: value + k * STEP * along}).value_of("L")
            for k in STENCIL
        }
        numeric = sum(weight * float(moved[k]) for k, weight in STENCIL.items()) / STEP
        gradient = found[name]
        assert gradient is not None
        assert gradient.shape == value.shape
        assert float(np.sum(gradient * along)) == pytest.approx(numeric, rel=1e-5, abs=1e-6), name


@MODEST
@given(st.floats(-1e150, 1e150))
def test_x_times_x_accumulates_both_contributions(x: float) -> None:
    assert engine.run("y = x * x", {"x": x}).gradient("x") == 2 * x


@MODEST
@given(PROGRAMS)
def test_a_product_with_itself_is_the_square(program: RandomProgram) -> None:
    product = engine.run(program.text + "\nE = L * L", program.inputs)
    square = engine.run(program.text + "\nE = L ** 2", program.inputs)

    same_trace(product, square, rtol=1e-12, atol=1e-12)


@MODEST
@given(PROGRAMS, st.lists(st.integers(1, 3), max_size=3))
def test_an_unused_input_gets_zeros_of_its_shape_and_changes_nothing(
    program: RandomProgram, shape: list[int]
) -> None:
    trace = engine.run(program.text, {**program.inputs, "not_used": np.ones(shape)})

    gradient = gradients(trace)["not_used"]
    assert gradient is not None
    assert gradient.shape == tuple(shape)
    assert not gradient.any()
    same_trace(trace, engine.run(program.text, program.inputs), rtol=1e-12, atol=1e-12)


@MODEST
@given(st.data(), PROGRAMS)
def test_the_order_of_independent_statements_changes_nothing(
    data: st.DataObject, program: RandomProgram
) -> None:
    lines = data.draw(reordered(program.lines))

    one = engine.run(program.text, program.inputs, output="L")
    other = engine.run(as_text(lines), program.inputs, output="L")

    for name in one.named_values:
        np.testing.assert_array_equal(one.value_of(name), other.value_of(name))
    same_trace(one, other, rtol=1e-12, atol=1e-12)


@MODEST
@given(PROGRAMS, st.floats(-3, 3))
def test_gradients_are_linear_in_the_upstream(program: RandomProgram, upstream: float) -> None:
    plain = gradients(engine.run(program.text, program.inputs))
    scaled = gradients(engine.run(program.text, program.inputs, upstream=upstream))

    for name, gradient in plain.items():
        other = scaled[name]
        assert gradient is not None
        assert other is not None
        np.testing.assert_allclose(other, upstream * gradient, rtol=1e-11, atol=1e-12, err_msg=name)


@MODEST
@given(PROGRAMS)
def test_the_same_request_gives_the_same_bits_and_leaves_its_inputs_alone(program: RandomProgram) -> None:
    before = {name: value.tobytes() for name, value in program.inputs.items()}

    first, second = (engine.run(program.text, program.inputs) for _ in range(2))

    assert list(first.named_values) == list(second.named_values)
    same_trace(first, second)
    assert {name: value.tobytes() for name, value in program.inputs.items()} == before


@MODEST
@given(PROGRAMS)
def test_a_gradient_is_the_sum_of_the_contributions_that_arrived(program: RandomProgram) -> None:
    trace = engine.run(program.text, program.inputs)
    graph = trace.graph

    sums = [np.zeros(shape) for shape in graph.shapes]
    sums[graph.output] += trace.upstream
    for i, args in enumerate(graph.args):
        for slot, source in enumerate(args):
            contribution = trace.edges.grad[graph.first_edge[i] + slot]
            if contribution is not None:
                assert np.shape(contribution) == graph.shapes[source]
                sums[source] += contribution

    for i, total in enumerate(sums):
        gradient = trace.grad(i)
        if gradient is None:
            assert not total.any(), f"a contribution went to n{i}, which has no gradient"
        else:
            np.testing.assert_allclose(gradient, total, rtol=1e-12, atol=1e-12, err_msg=f"n{i}")
