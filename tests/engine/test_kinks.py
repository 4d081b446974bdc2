"""Where a gradient cannot be judged: kinks within ±h are shown, not judged; NaN never passes."""

import math
from dataclasses import replace

import numpy as np
import pytest

from engine import OPS, Builder, evaluate
from engine.check import Checked, CheckReport, check, gradient_check


def _only(report: CheckReport) -> Checked:
    (found,) = report.parameters.values()
    return found


KINKS = [
    ("y = relu(x)", 0.0, 0.0, 0.5),
    ("y = abs(x)", 0.0, 0.0, 0.0),
    ("y = leaky_relu(x, slope=0.2)", 0.0, 0.2, 0.6),
    ("y = clip(x, -1, 1)", 1.0, 1.0, 0.5),
    ("y = maximum(x, 2)", 2.0, 0.5, 0.5),
    ("y = minimum(x, 2)", 2.0, 0.5, 0.5),
    ("y = relu(x * x * x)", 0.0, 0.0, 0.0),
]


@pytest.mark.parametrize(("program", "x", "analytic", "numeric"), KINKS, ids=[row[0] for row in KINKS])
def test_a_kink_is_shown_and_not_judged(program: str, x: float, analytic: float, numeric: float) -> None:
    report = gradient_check(program, {"x": x})
    found = _only(report)

    assert report.passed
    assert found.kinks == 1
    assert found.analytic == pytest.approx(analytic)
    assert found.numeric == pytest.approx(numeric, abs=1e-9)
    assert found.max_relative_error == 0.0
    assert math.isnan(found.errors)


def test_a_kink_within_h_is_seen_from_either_side() -> None:
    found = _only(gradient_check("y = sum(relu(x))", {"x": [1.0, 5e-6, -5e-6, -1.0, 2e-5]}))

    np.testing.assert_array_equal(found.kinks_all, [False, True, True, False, False])
    assert found.kinks == 2
    assert not found.kinks_all[found.worst_index]
    assert gradient_check("y = sum(relu(x))", {"x": [5e-6]}, h=1e-6).parameters["x"].kinks == 0


def test_a_kink_behind_a_layer_is_seen_from_its_parameters() -> None:
    report = gradient_check(
        "y = sum(relu(affine(X, W, b)))", {"X": [[1, 1]], "W": [[1, 2], [-1, 3]], "b": [0, 0]}
    )

    np.testing.assert_array_equal(report.parameters["W"].kinks_all, [[True, False], [True, False]])
    np.testing.assert_array_equal(report.parameters["b"].kinks_all, [True, False])
    assert report.passed


def test_ties_of_a_reduction_are_kinks() -> None:
    found = _only(gradient_check("y = sum(max(x, axis=1))", {"x": [[1, 1, 0], [2, 3, 4]]}))

    np.testing.assert_array_equal(found.kinks_all, [[True, True, False], [False, False, False]])


def test_a_bug_is_not_hidden_by_a_kink_elsewhere() -> None:
    broken = replace(OPS["relu"], local=(lambda _, x: np.full(x.shape, 3.0),))
    builder = Builder()
    builder.apply(OPS["sum"], (builder.apply(broken, (builder.input("x", (2,)),)),))
    report = check(evaluate(builder.graph(), {"x": np.array([0.0, 1.0])}))

    assert not report.passed
    assert _only(report).worst_index == (1,)
    assert _only(report).kinks == 1


@pytest.mark.parametrize(
    ("program", "x"),
    [
        ("y = sqrt(x)", 0.0),
        ("y = log(x)", 0.0),
        ("y = log(x)", -1.0),
        ("y = 1 / x", 0.0),
        ("y = x * 1e200 * 1e200", 1.0),
        ("y = x", math.nan),
        ("y = x * x", math.inf),
        ("y = log(relu(x))", 0.0),
        ("y = exp(x)", 710.0),
    ],
)
def test_what_is_not_finite_never_passes(program: str, x: float) -> None:
    report = gradient_check(program, {"x": x})

    assert not report.passed
    assert not _only(report).max_relative_error < 1e-5
    assert _only(report).verdict == "bug"


def test_one_bad_cell_among_good_ones_is_the_worst() -> None:
    found = _only(gradient_check("y = sum(sqrt(x))", {"x": [1, 0, 2]}))

    assert found.worst_index == (1,)
    assert math.isnan(found.max_relative_error)


def test_the_mean_absolute_difference_leaves_kinks_out() -> None:
    found = _only(
        gradient_check("y = sum(relu(x) ** 2 + relu(z))", {"x": [1.0, 2.0], "z": [0.0]}, names=["x"])
    )
    at_kink = _only(gradient_check("y = sum(relu(x))", {"x": [0.0, 1.0]}))

    assert 0 < found.mean_absolute_difference < 1e-9
    assert at_kink.mean_absolute_difference < 1e-9
