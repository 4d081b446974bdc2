"""The chapter's two-layer net."""

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.errors import EngineError
from engine.nets import PARAMETERS, TwoLayerNet

Array = NDArray[np.float64]

# Four samples, no hidden value near the kink of relu.
X = np.array([[1.0, -0.5, 2.0], [0.5, 1.5, -1.0], [-1.0, 0.8, 0.6], [2.0, -1.2, -0.4]])
T = np.array([0, 1, 2, 1])
W1 = np.array([[0.5, -0.3, 0.8], [-0.6, 0.9, 0.2], [0.4, 0.1, -0.7]])
W2 = np.array([[0.7, -0.5, 0.3], [-0.2, 0.6, 0.4], [0.9, -0.8, 0.1]])


def _net(activation: str = "relu") -> TwoLayerNet:
    net = TwoLayerNet(3, 3, 3, activation="relu" if activation == "relu" else "sigmoid")
    net.params.update(
        W1=W1.copy(), b1=np.array([0.1, -0.2, 0.05]), W2=W2.copy(), b2=np.array([0.0, 0.1, -0.1])
    )
    return net


def _by_hand(net: TwoLayerNet, x: Array, t: NDArray[np.intp]) -> tuple[float, dict[str, Array]]:
    """Return loss and gradients of a relu net, written out."""
    p, n = net.params, len(x)
    z1 = x @ p["W1"] + p["b1"]
    a1 = np.maximum(z1, 0)
    z2 = a1 @ p["W2"] + p["b2"]
    y = np.exp(z2) / np.exp(z2).sum(axis=1, keepdims=True)
    d2 = (y - np.eye(3)[t]) / n
    d1 = (d2 @ p["W2"].T) * (z1 > 0)
    loss = -np.log(y[np.arange(n), t]).mean()
    return float(loss), {"W1": x.T @ d1, "b1": d1.sum(axis=0), "W2": a1.T @ d2, "b2": d2.sum(axis=0)}


def test_loss_and_gradients_are_those_written_out_by_hand() -> None:
    net = _net()
    loss, gradients = _by_hand(net, X, T)

    assert round(net.loss(X, T), 4) == 2.1639
    assert net.loss(X, T) == pytest.approx(loss, rel=1e-14)
    for name, found in net.gradient(X, T).items():
        np.testing.assert_allclose(found, gradients[name], rtol=1e-12, atol=1e-16)


def test_a_sigmoid_net_starts_where_it_should() -> None:
    assert round(_net("sigmoid").loss(X, T), 4) == 1.5110


@pytest.mark.parametrize("activation", ["relu", "sigmoid"])
def test_backpropagation_agrees_with_numerical_differences(activation: str) -> None:
    net = _net(activation)
    numeric = net.numerical_gradient(X, T)

    for name, found in net.gradient(X, T).items():
        assert found.shape == net.params[name].shape
        np.testing.assert_allclose(numeric[name], found, rtol=1e-6, atol=1e-9)
    assert net.check(X, T).passed


def test_gradient_and_trace_give_the_same_numbers() -> None:
    net = _net()
    trace, found = net.trace(X, T), net.gradient(X, T)

    assert trace.graph.parameters == PARAMETERS
    assert [trace.graph.kind(trace.graph.inputs[name]) for name in ("X", "t", "W1")] == [
        "input",
        "label",
        "parameter",
    ]
    for name in PARAMETERS:
        np.testing.assert_array_equal(found[name], np.asarray(trace.gradient(name)))
    assert np.asarray(trace.gradient("X")).shape == X.shape
    assert trace.value_of("L") == net.loss(X, T)


def test_parameters_are_drawn_from_the_seed_and_biases_are_rows() -> None:
    one, same, other = (TwoLayerNet(4, 5, 3, seed=seed) for seed in (1, 1, 2))

    assert {name: p.shape for name, p in one.params.items()} == {
        "W1": (4, 5),
        "b1": (5,),
        "W2": (5, 3),
        "b2": (3,),
    }
    np.testing.assert_array_equal(one.params["W1"], same.params["W1"])
    assert not np.array_equal(one.params["W1"], other.params["W1"])
    assert not one.params["b1"].any()
    assert abs(TwoLayerNet(100, 100, 3, weight_init_std=0.01).params["W1"].std() - 0.01) < 5e-4


def test_gradients_have_the_shapes_of_biases_given_as_rows() -> None:
    net = _net()
    net.params["b1"], net.params["b2"] = net.params["b1"].reshape(1, 3), net.params["b2"].reshape(1, 3)

    assert {name: grad.shape for name, grad in net.gradient(X, T).items()} == {
        name: p.shape for name, p in net.params.items()
    }
    assert net.loss(X, T) == _net().loss(X, T)


def test_an_update_in_place_lowers_the_loss_and_leaves_earlier_traces_alone() -> None:
    net = _net()
    trace, before = net.trace(X, T), net.loss(X, T)
    for name, grad in net.gradient(X, T).items():
        net.params[name] -= 0.1 * grad

    assert net.loss(X, T) < before
    np.testing.assert_array_equal(trace.value_of("W1"), W1)


def test_inputs_are_not_changed() -> None:
    net, x, t = _net(), X.copy(), T.copy()
    net.gradient(x, t)
    net.numerical_gradient(x, t)
    net.trace(x, t)

    np.testing.assert_array_equal(x, X)
    np.testing.assert_array_equal(t, T)
    np.testing.assert_array_equal(net.params["W1"], W1)


ACCURACIES = [
    pytest.param(X, T, id="class numbers"),
    pytest.param(X, np.eye(3)[T], id="one-hot rows"),
    pytest.param(X.tolist(), T.tolist(), id="lists"),
    pytest.param(X.astype(np.float32), T.astype(np.uint8), id="other types of number"),
]


@pytest.mark.parametrize(("x", "t"), ACCURACIES)
def test_accuracy_is_the_share_of_right_answers(x: Array, t: Array) -> None:
    net = _net()
    right = net.predict(X).argmax(axis=1) == T

    assert 0 < right.mean() < 1
    assert net.accuracy(x, t) == right.mean()


def test_a_single_sample_is_right_or_wrong() -> None:
    net = _net()
    right = int(net.predict(X[0]).argmax())

    assert net.predict(X[0]).shape == (3,)
    assert net.accuracy(X[0], right) == 1.0
    assert net.accuracy(X[0], np.eye(3)[right]) == 1.0
    assert net.accuracy(X[0], (right + 1) % 3) == 0.0
    assert net.loss(X[0], right) == pytest.approx(net.loss(X[:1], [right]), rel=1e-15)


def test_images_are_flattened() -> None:
    net, wide = _net(), X.reshape(4, 1, 3)

    assert net.loss(wide, T) == net.loss(X, T)
    np.testing.assert_array_equal(net.predict(wide), net.predict(X))
    assert np.asarray(net.trace(wide, T).gradient("X")).shape == wide.shape


def test_scores_far_apart_stay_finite() -> None:
    net = _net()
    net.params["W2"] = net.params["W2"] * 1e6

    assert math.isfinite(net.loss(X, T))
    assert all(np.isfinite(grad).all() for grad in net.gradient(X, T).values())


@pytest.mark.parametrize("t", [[0, 1, 2, 3], [0, 1, 2], [-1, 0, 1, 2], [[1, 0], [0, 1]]])
def test_labels_that_do_not_fit_are_refused(t: list[int] | list[list[int]]) -> None:
    for method in (_net().loss, _net().accuracy, _net().gradient, _net().trace):
        with pytest.raises(EngineError):
            method(X, t)


def test_the_whole_of_a_data_set_is_not_too_much() -> None:
    net = TwoLayerNet(2, 3, 2)

    assert net.predict(np.zeros((600_000, 2))).shape == (600_000, 2)
