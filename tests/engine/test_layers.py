"""The chapter's layers by their names; each place where the chapter goes wrong is pinned by a test."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from engine import OPS, run
from engine.errors import InputError, ShapeError
from engine.layers import Affine, Layer, Relu, Sigmoid, SoftmaxWithLoss
from engine.nets import TwoLayerNet

Array = NDArray[np.float64]

X = np.array([[1.0, 2.0], [3.0, 4.0]])
W = np.array([[0.5, 0.8], [0.2, 0.3]])
B = np.array([0.1, 0.1])
DOUT = np.array([[1.0, 1.5], [2.0, 2.5]])


def test_affine_gives_the_chapters_example_with_the_bias_in_every_cell() -> None:
    layer = Affine(W, B)

    np.testing.assert_allclose(layer.forward(X), [[1.0, 1.5], [2.4, 3.7]], rtol=1e-15)
    np.testing.assert_allclose(layer.backward(DOUT), [[1.7, 0.65], [3.0, 1.15]], rtol=1e-15)
    assert layer.dW is not None
    assert layer.db is not None
    np.testing.assert_allclose(layer.dW, [[7.0, 9.0], [10.0, 13.0]])
    np.testing.assert_allclose(layer.db, [3.0, 4.0])
    assert layer.params.keys() == layer.grads.keys()


def test_relu_blocks_the_gradient_at_exactly_zero() -> None:
    layer = Relu()

    np.testing.assert_array_equal(layer.forward([-1.0, 0.0, 2.0]), [0.0, 0.0, 2.0])
    np.testing.assert_array_equal(layer.mask, [False, False, True])
    np.testing.assert_array_equal(layer.backward([5.0, 6.0, 7.0]), [0.0, 0.0, 7.0])


def test_sigmoid_gives_the_chapters_example() -> None:
    layer = Sigmoid()

    assert layer.forward(0.0) == 0.5
    assert layer.backward(1.0) == 0.25


def test_softmax_with_loss_gives_the_chapters_example() -> None:
    layer = SoftmaxWithLoss()
    loss = layer.forward(np.log([0.3, 0.6, 0.1]), [0.0, 1.0, 0.0])

    assert loss == pytest.approx(-np.log(0.6), rel=1e-15)
    np.testing.assert_allclose(layer.y, [0.3, 0.6, 0.1], rtol=1e-15)
    np.testing.assert_allclose(layer.backward(), [0.3, -0.4, 0.1], rtol=1e-14)
    assert layer.loss == loss


LAYERS: list[tuple[Callable[[], Layer], Array]] = [
    (Relu, X - 2.5),
    (Sigmoid, X),
    (lambda: Affine(W, B), X),
]


@pytest.mark.parametrize(("make", "x"), LAYERS, ids=["Relu", "Sigmoid", "Affine"])
def test_no_layer_changes_what_it_is_given(make: Callable[[], Relu], x: Array) -> None:
    layer, dout, before = make(), DOUT.copy(), x.copy()
    layer.forward(x)
    dx = layer.backward(dout)

    np.testing.assert_array_equal(x, before)
    np.testing.assert_array_equal(dout, DOUT)
    assert not np.shares_memory(np.asarray(dx), dout)


def test_a_sibling_branch_that_shares_the_upstream_gets_its_own_gradient() -> None:
    x, dout = np.array([-1.0, 2.0]), np.array([1.0, 1.0])
    layer = Relu()
    layer.forward(x)

    np.testing.assert_array_equal(layer.backward(dout) + 2 * dout, [2.0, 3.0])


def test_a_change_of_the_input_after_forward_does_not_reach_backward() -> None:
    x = np.array([-1.0, 2.0])
    layer = Relu()
    layer.forward(x)
    x *= -1

    np.testing.assert_array_equal(layer.backward([1.0, 1.0]), [0.0, 1.0])


def test_affine_flattens_more_than_two_dimensions_and_restores_the_shape_of_dx() -> None:
    x = np.arange(12.0).reshape(2, 3, 2)
    w = np.linspace(-1.0, 1.0, 12).reshape(6, 2)
    deep, flat = Affine(w, B), Affine(w, B)

    np.testing.assert_array_equal(deep.forward(x), flat.forward(x.reshape(2, 6)))
    dx = np.asarray(deep.backward(DOUT))
    assert dx.shape == x.shape
    np.testing.assert_array_equal(dx.reshape(2, 6), flat.backward(DOUT))
    np.testing.assert_array_equal(np.asarray(deep.dW), np.asarray(flat.dW))


def test_affine_takes_one_sample_alone() -> None:
    layer = Affine(W, B)

    np.testing.assert_allclose(layer.forward(X[0]), [1.0, 1.5])
    assert np.shape(layer.backward(DOUT[0])) == (2,)
    np.testing.assert_allclose(np.asarray(layer.dW), np.outer(X[0], DOUT[0]))


@pytest.mark.parametrize("shape", [(2,), (1, 2)])
def test_every_gradient_has_the_shape_of_its_parameter(shape: tuple[int, ...]) -> None:
    layer = Affine(W, B.reshape(shape))
    layer.forward(X)
    layer.backward(DOUT)

    assert np.asarray(layer.db).shape == shape
    assert np.asarray(layer.dW).shape == W.shape


def test_affine_reads_parameters_that_were_updated_in_place() -> None:
    layer = Affine(W.copy(), B.copy())
    layer.forward(X)
    layer.W *= 0.0

    np.testing.assert_allclose(layer.forward(X), [B, B])


def test_softmax_with_loss_multiplies_by_the_upstream() -> None:
    layer = SoftmaxWithLoss()
    layer.forward(X, [0, 1])

    np.testing.assert_allclose(layer.backward(3.0), 3.0 * np.asarray(layer.backward()))


def test_labels_are_told_by_rank_and_not_by_size() -> None:
    square = np.array([[1.0, 2.0], [3.0, 5.0]])
    by_class, by_row = SoftmaxWithLoss(), SoftmaxWithLoss()

    assert by_class.forward(square, [1, 0]) == by_row.forward(square, [[0, 1], [1, 0]])
    np.testing.assert_array_equal(by_class.backward(), by_row.backward())
    one_class = SoftmaxWithLoss()
    assert one_class.forward([[4.0], [2.0]], [0, 0]) == 0.0, "N labels beside N·1 scores are class numbers"
    np.testing.assert_array_equal(one_class.backward(), [[0.0], [0.0]])


def test_one_sample_is_a_batch_of_one() -> None:
    alone, batch = SoftmaxWithLoss(), SoftmaxWithLoss()

    assert alone.forward([1.0, 2.0, 3.0], [0.0, 1.0, 0.0]) == batch.forward(
        [[1.0, 2.0, 3.0]], [[0.0, 1.0, 0.0]]
    )
    np.testing.assert_array_equal(alone.backward(), np.asarray(batch.backward())[0])
    np.testing.assert_array_equal(alone.t, [0.0, 1.0, 0.0])


@pytest.mark.parametrize("size", [1.0, 1e4, 1e300])
def test_softmax_with_loss_is_finite_and_right_for_large_scores(size: float) -> None:
    layer = SoftmaxWithLoss()
    loss = layer.forward([[size, -size]], [1])

    assert loss == pytest.approx(2 * size, rel=0.1)
    np.testing.assert_allclose(np.sum(layer.backward()), 0.0, atol=1e-15)
    if size > 1:
        np.testing.assert_array_equal(layer.backward(), [[1.0, -1.0]])


@pytest.mark.parametrize("labels", [[0], [[1, 0]]])
@pytest.mark.parametrize("program", ["L = softmax_with_loss(a, t)", "L = cross_entropy_error(softmax(a), t)"])
def test_a_certain_hit_costs_zero_without_a_sign(program: str, labels: list[Any]) -> None:
    loss = run(program, {"a": [[1000.0, 0.0]], "t": labels}).value_of("L")

    assert str(float(loss)) == "0.0"


@pytest.mark.parametrize("x", [-1000.0, -1e308, 1000.0])
def test_sigmoid_does_not_overflow(x: float) -> None:
    for given in (x, np.array([x])):
        layer = Sigmoid()

        np.testing.assert_array_equal(layer.forward(given), np.full(np.shape(given), float(x > 0)))
        np.testing.assert_array_equal(layer.backward(np.ones(np.shape(given))), np.zeros(np.shape(given)))


def test_sigmoid_keeps_its_output_and_goes_back_by_it_alone() -> None:
    layer = Sigmoid()
    y = layer.forward(X)

    assert layer.out is y
    np.testing.assert_array_equal(layer.backward(DOUT), DOUT * (np.asarray(y) * (1 - np.asarray(y))))
    rule = (OPS["sigmoid"].local or ())[0]
    np.testing.assert_array_equal(rule(np.asarray(y), np.full(X.shape, np.nan)), y * (1 - np.asarray(y)))


def test_backward_before_forward_says_what_to_do() -> None:
    with pytest.raises(RuntimeError, match=r"Relu: nothing to go back through; call forward first\."):
        Relu().backward([1.0])


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ShapeError, match="inner sizes 3 and 2 must match"):
        Affine(W, B).forward([[1.0, 2.0, 3.0]])
    layer = Affine(W, B)
    layer.forward(X)
    with pytest.raises(InputError, match="upstream gradient is 1×2"):
        layer.backward(DOUT[:1])
    for labels, shown in (([2, 0], "2"), ([-1, 0], "−1"), ([0.5, 0], r"0\.5")):
        with pytest.raises(InputError, match=f"the label {shown} in .* is not a class number"):
            SoftmaxWithLoss().forward(X, labels)


def test_layers_in_a_row_are_the_net() -> None:
    net = TwoLayerNet(2, 3, 2, weight_init_std=0.5, seed=4)
    p, t = net.params, [1, 0]
    layers = (Affine(p["W1"], p["b1"]), Relu(), Affine(p["W2"], p["b2"]))
    x: object = X
    for layer in layers:
        x = layer.forward(x)  # type: ignore[arg-type]
    last = SoftmaxWithLoss()
    loss = last.forward(x, t)  # type: ignore[arg-type]
    dout = last.backward()
    for layer in reversed(layers):
        dout = layer.backward(dout)

    found = net.gradient(X, t)
    assert loss == net.loss(X, t)
    for name, mine in (
        ("W1", layers[0].dW),
        ("b1", layers[0].db),
        ("W2", layers[2].dW),
        ("b2", layers[2].db),
    ):
        np.testing.assert_array_equal(found[name], np.asarray(mine))
    np.testing.assert_array_equal(dout, np.asarray(net.trace(X, t).gradient("X")))
