"""The vanishing lab's numbers: the table of the specification, and what initial scales do to wide nets."""

from __future__ import annotations

import numpy as np
import pytest

from engine.nets import Scale
from engine.vanishing import Activation, chain, wide

TABLE = {
    "sigmoid": {1: 0.235, 3: 0.0120, 5: 6.08e-4, 10: 3.48e-7, 20: 1.14e-13},
    "tanh": {1: 0.786, 3: 0.534, 5: 0.393, 10: 0.223, 20: 0.107},
    "relu": {1: 1.0, 3: 1.0, 5: 1.0, 10: 1.0, 20: 1.0},
}
BOUND = {1: 0.25, 3: 0.0156, 5: 9.77e-4, 10: 9.54e-7, 20: 9.09e-13}


def three(x: float) -> str:
    """To three digits."""
    return f"{x:.2e}"


@pytest.mark.parametrize(
    ("activation", "depth", "left"),
    [(activation, depth, left) for activation, row in TABLE.items() for depth, left in row.items()],
)
def test_l7_the_table_to_three_digits(activation: Activation, depth: int, left: float) -> None:
    assert three(chain(activation, depth, 1.0).gradient) == three(left)


@pytest.mark.parametrize(("depth", "bound"), BOUND.items())
def test_the_bound_holds_and_is_as_printed(depth: int, bound: float) -> None:
    found = chain("sigmoid", depth, 1.0)
    assert found.bound is not None
    assert three(found.bound) == three(bound)
    assert found.gradient <= found.bound


@pytest.mark.parametrize(("weight", "left"), [(0.5, 7.64e-10), (1, 3.48e-7), (4, 5.49e-11)])
def test_a_larger_weight_does_not_rescue_the_sigmoid(weight: float, left: float) -> None:
    assert three(chain("sigmoid", 10, weight).gradient) == three(left)


def test_far_too_large_a_weight_saturates_it() -> None:
    assert f"{chain('sigmoid', 10, 8).gradient:.1e}" == "1.2e-24"


def test_relu_with_a_weight_above_one_explodes() -> None:
    assert round(chain("relu", 10, 1.5).gradient, 1) == 57.7


@pytest.mark.parametrize("activation", ["sigmoid", "tanh", "relu", "none"])
def test_local_derivatives_multiply_to_the_gradient(activation: Activation) -> None:
    found = chain(activation, 7, 1.3, -0.4)
    product = 1.0
    for link in reversed(found.layers):
        product *= link.local
        assert link.gradient == pytest.approx(product, rel=1e-12)
    assert [link.index for link in found.layers] == list(range(1, 8))
    assert found.layers[0].gradient == found.gradient
    assert all(0 <= share <= 1 for share in found.saturation)
    assert (found.bound is None) == (activation != "sigmoid")


@pytest.mark.parametrize(
    ("activation", "scale", "keeps"),
    [("tanh", "xavier", True), ("relu", "he", True), ("relu", "xavier", False), ("tanh", 0.01, False)],
)
def test_the_right_initial_scale_keeps_the_gradient_alive(
    activation: Activation, scale: Scale, keeps: bool
) -> None:
    layers = wide(activation, 15, 64, 32, scale, seed=3)
    ratio = layers[0].gradient_norm / layers[-1].gradient_norm
    assert (ratio > 0.1) == keeps


def test_a_wide_net_is_the_one_written_by_hand() -> None:
    depth, width, batch = 3, 5, 4
    layers = wide("tanh", depth, width, batch, 0.7, seed=11)
    normal = np.random.default_rng(11).standard_normal
    weights = [0.7 * normal((width, width)) for _ in range(depth)]
    upstream = normal((batch, width))
    values = [normal((batch, width))]
    for weight in weights:
        values.append(np.tanh(values[-1] @ weight))
    gradient = upstream / np.linalg.norm(upstream)
    for k in range(depth, 0, -1):
        assert layers[k - 1].gradient_norm == pytest.approx(np.linalg.norm(gradient), rel=1e-12)
        assert layers[k - 1].activation_std == pytest.approx(values[k].std(), rel=1e-12)
        slope = 1 - values[k] ** 2
        assert layers[k - 1].share_saturated == pytest.approx(np.mean(slope < 0.1))
        gradient = (gradient * slope) @ weights[k - 1].T


def test_the_seed_decides() -> None:
    assert wide("relu", 4, 8, 4, "he", 1) == wide("relu", 4, 8, 4, "he", 1)
    assert wide("relu", 4, 8, 4, "he", 1) != wide("relu", 4, 8, 4, "he", 2)
