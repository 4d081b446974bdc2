"""Layers opened into primitive nodes give the same values and gradients."""

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st
from numpy.typing import NDArray

import engine
from tests.engine.comparing import same_trace
from tests.engine.random_programs import MANY, MODEST

Array = NDArray[np.float64]

LAYERS = "Z = affine(X, W, b)\nA = {activation}\nB = softmax(A)\nL = softmax_with_loss(A, t) + sum(B * B)"
ACTIVATIONS = ("sigmoid(Z)", "softmax(Z)", "Z", "affine(sigmoid(Z), V, b)")


def _matrix(rows: int, columns: int, numbers: st.SearchStrategy[float]) -> st.SearchStrategy[Array]:
    flat = st.lists(numbers, min_size=rows * columns, max_size=rows * columns)
    return flat.map(lambda values: np.array(values, dtype=np.float64).reshape(rows, columns))


@MODEST
@given(
    st.sampled_from(ACTIVATIONS),
    _matrix(2, 3, st.floats(-1e4, 1e4)),
    _matrix(3, 3, st.floats(-2, 2)),
    st.sampled_from([[0.0, 2.0], [[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]], [[0.2, 0.3, 0.5], [1.0, 0.0, 0.0]]]),
)
def test_opened_layers_give_the_same_values_and_gradients(
    activation: str, x: Array, w: Array, t: list[float]
) -> None:
    text = LAYERS.format(activation=activation)
    inputs = {"X": x, "W": w, "b": np.array([0.5, -0.5, 0.0]), "t": np.array(t)}
    if "V" in text:
        inputs["V"] = w.T.copy()

    closed, opened = engine.run(text, inputs), engine.run(text, inputs, expanded="all")

    assert len(opened.graph) > len(closed.graph)
    same_trace(closed, opened, rtol=1e-9, atol=1e-9)


@MANY
@given(st.floats(allow_nan=False, allow_infinity=False))
@example(-1000.0)
@example(1000.0)
@example(-1.7e308)
def test_an_opened_sigmoid_is_right_for_every_finite_number(x: float) -> None:
    closed, opened = (engine.run("y = sigmoid(x)", {"x": x}, expanded=names) for names in ((), "all"))

    same_trace(closed, opened, rtol=1e-12, atol=1e-15)


@MANY
@given(_matrix(1, 3, st.floats(allow_nan=False, allow_infinity=False)), st.integers(0, 2), st.booleans())
@example(np.array([[1.7e308, -1.7e308, 0.0]]), 0, False)
@example(np.array([[1.7e308, -1.7e308, 0.0]]), 1, True)
def test_opened_losses_are_right_for_every_finite_number(x: Array, label: int, one_hot: bool) -> None:
    inputs = {"x": x, "t": np.eye(3)[[label]] if one_hot else np.array([float(label)])}
    for text in ("L = softmax_with_loss(x, t)", "y = softmax(x)\nL = sum(y * y)"):
        used = inputs if "t" in text else {"x": x}
        closed, opened = (engine.run(text, used, expanded=names) for names in ((), "all"))

        same_trace(closed, opened, rtol=1e-12, atol=1e-15)
