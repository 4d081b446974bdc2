"""The gradient check passes what is right and finds what is wrong; for kinks see test_kinks.py."""

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from engine import OPS, evaluate, parse
from engine.check import check, gradient_check, relative_errors, verdict
from engine.errors import InputError
from engine.graph import Graph
from engine.nets import PARAMETERS, TwoLayerNet
from engine.numeric import central_differences
from engine.op import Op
from engine.trace import Trace
from engine.values import as_values, shape_of

Array = NDArray[np.float64]

MATRIX = [[1.0, -2.0, 0.5], [3.0, 0.25, -1.5]]
PROGRAMS: list[tuple[str, dict[str, Any]]] = [
    ("L = (x * y + x) ** 2", {"x": 3, "y": -4}),
    ("y = exp(sin(x ** 2))", {"x": 0.7}),
    ("a = x * x; y = a * x + a", {"x": 1.5, "unused": [1, 2]}),
    ("y = sum(X @ W * c + b)", {"X": MATRIX, "W": [[1, 2], [3, 4], [5, 6]], "b": [0.1, 0.2], "c": 2}),
    ("y = x @ W @ z", {"x": [1, 2], "W": [[1, 2, 3], [4, 5, 6]], "z": [1, -1, 2]}),
    ("y = x @ x + sum(X @ X)", {"x": [1, 2], "X": [[1, 2], [3, 4]]}),
    ("y = sum((X @ W) ** 2)", {"X": [MATRIX, MATRIX], "W": [[1, 2], [3, 4], [5, 6]]}),
    (
        "L = softmax_with_loss(affine(X, W, b), t)",
        {"X": MATRIX, "W": [[1, 2], [3, -4], [0, 1]], "b": [[0.1, 0.2]], "t": [0, 1]},
    ),
    (
        "L = softmax_with_loss(affine(x, W, b), t)",
        {"x": [1, 2], "W": [[1, 2], [3, -4]], "b": [0.1, 0.2], "t": 1},
    ),
    (
        "y = sum(affine(X, W, b) ** 2)",
        {"X": [[[1], [2]], [[3], [4]]], "W": [[1, 2], [3, 4]], "b": [0.1, 0.2]},
    ),
    ("y = sum(concat(X.T, reshape(z, (3, 1)), axis=1)[1:, -1] * 2)", {"X": MATRIX, "z": [1, 2, 3]}),
    ("y = sum(softmax(X, axis=0) * log_softmax(X)) + mse(X, X * X)", {"X": MATRIX}),
    ("y = sum(max(X, axis=1, keepdims=True) * mean(X, axis=(0, 1)) - min(X))", {"X": MATRIX}),
    (
        "L = cross_entropy_error(softmax(X), t) + mean(gelu(X) / (2 + sigmoid(x)))",
        {"X": MATRIX, "t": [2, 0], "x": 0.3},
    ),
    ("y = sum(transpose(X) ** 3)", {"X": MATRIX}),
    ("x = x * 2; y = x * 3", {"x": 1.5}),
    ("w = w @ x", {"w": [1, 2], "x": [3, 4]}),
]


@pytest.mark.parametrize(("program", "inputs"), PROGRAMS, ids=[program for program, _ in PROGRAMS])
def test_right_gradients_pass(program: str, inputs: dict[str, Any]) -> None:
    report = gradient_check(program, inputs)

    assert report.passed
    assert report.evaluations == 2 * sum(np.size(inputs[name]) for name in report.parameters)
    for found in report.parameters.values():
        assert found.verdict == "very good"
        assert found.max_relative_error < 1e-7
        assert found.kinks == 0
        np.testing.assert_allclose(found.numeric_all, found.analytic_all, rtol=1e-6, atol=1e-8)
        assert found.analytic == found.analytic_all[found.worst_index]
        assert found.numeric == found.numeric_all[found.worst_index]


@pytest.mark.parametrize(("program", "inputs"), PROGRAMS, ids=[program for program, _ in PROGRAMS])
def test_many_nudges_at_once_find_what_one_at_a_time_finds(program: str, inputs: dict[str, Any]) -> None:
    h, values = 1e-5, as_values(inputs)
    graph = parse(program, {name: shape_of(value) for name, value in values.items()})
    trace = evaluate(graph, values)
    names = [name for name, i in graph.inputs.items() if graph.requires_grad[i]]
    found = central_differences(graph, trace.values, 1.0, names, h)

    for name in names:
        value = np.asarray(values[name])
        for k in range(value.size):
            ends = [value.copy(), value.copy()]
            for end, step in zip(ends, (h, -h), strict=True):
                end.reshape(-1)[k] += step
            up, down = (
                np.asarray(
                    evaluate(graph, {**values, name: end if end.ndim else float(end)}).values[graph.output]
                )
                for end in ends
            )
            slope = float(up - down) / (2 * h)
            assert found[name].slope.reshape(-1)[k] == pytest.approx(slope, rel=1e-6, abs=1e-8), (name, k)


def test_a_big_net_is_checked_through_its_lanes() -> None:
    random = np.random.default_rng(5)
    net = TwoLayerNet(40, 30, 10, seed=5)
    x, t = random.standard_normal((10, 40)), random.integers(0, 10, 10)
    report = net.check(x, t)

    assert report.passed
    assert report.evaluations == 2 * (40 * 30 + 30 + 30 * 10 + 10)
    assert list(report.parameters) == list(PARAMETERS)


def test_the_nets_inputs_are_checked_as_well() -> None:
    net = TwoLayerNet(5, 4, 3, weight_init_std=1.0, seed=2)
    report = check(net.trace(np.random.default_rng(1).standard_normal((6, 5)), [0, 1, 2, 0, 1, 2]))

    assert report.passed
    assert report.parameters.keys() == {"X", *PARAMETERS}


def test_a_net_is_checked_by_the_call_of_the_chapter() -> None:
    net, x, t = TwoLayerNet(4, 3, 2), np.eye(4), [0, 1, 1, 0]
    report = gradient_check(net, x, t)

    assert report
    assert list(report.parameters) == list(PARAMETERS)
    assert gradient_check(net, x, t, h=1e-4).h == 1e-4


def test_a_report_is_true_if_it_passed() -> None:
    assert not gradient_check("y = x * 2", {"x": 1.0}, h=1e-300)


def test_the_upstream_weighs_the_output() -> None:
    report = gradient_check("y = x * x", {"x": [1, 2]}, upstream=[10, -1])

    assert report.passed
    np.testing.assert_array_equal(report.parameters["x"].analytic_all, [20, -4])


def test_the_output_and_the_names_can_be_chosen() -> None:
    report = gradient_check(
        "a = x * y; b = a + z", {"x": 2, "y": 3, "z": 4}, output="a", names=["y", "x", "y"]
    )

    assert list(report.parameters) == ["y", "x"]
    assert report.parameters["y"].analytic == 2


def test_an_input_that_is_rebound_is_checked_as_it_was_given() -> None:
    report = gradient_check("x = x * 2; y = x * x", {"x": 3})

    assert report.passed
    assert report.parameters["x"].analytic == 24.0


def test_a_number_is_at_no_index_and_a_cell_at_its_own() -> None:
    report = gradient_check("y = x * sum(m)", {"x": 2, "m": MATRIX})

    assert report.parameters["x"].worst_index == ()
    assert len(report.parameters["m"].worst_index) == 2


def _planted(trace: Trace, op: Op, **bug: Any) -> Trace:
    """Return the trace again, with another rule in place of one op's own."""
    broken = replace(op, **bug)
    ops = tuple(broken if each is op else each for each in trace.graph.ops)
    graph: Graph = replace(trace.graph, ops=ops)
    return evaluate(graph, {name: trace.values[i] for name, i in graph.inputs.items()})


def _net() -> Trace:
    net = TwoLayerNet(3, 3, 3, weight_init_std=1.0, seed=11)
    return net.trace(np.random.default_rng(3).standard_normal((4, 3)), [0, 1, 2, 1])


AFFINE, RELU, LOSS = OPS["affine"], OPS["relu"], OPS["softmax_with_loss"]
BUGS: list[tuple[str, Op, dict[str, Any], set[str]]] = [
    ("transpose forgotten", AFFINE, {"vjp": (lambda g, _y, _x, w, _b: g @ w, *AFFINE.vjp[1:])}, {"W1", "b1"}),
    ("db is a mean", AFFINE, {"vjp": (*AFFINE.vjp[:2], lambda g, *_: g.mean(axis=0))}, {"b1", "b2"}),
    ("mask left out", RELU, {"local": (lambda _, x: np.ones(x.shape),)}, {"W1", "b1"}),
    ("mask from the output's sign", RELU, {"local": (lambda _, x: (x < 0) * 1.0,)}, {"W1", "b1"}),
    (
        "1/N forgotten",
        LOSS,
        {"vjp": (lambda g, p, _, t: (p - np.eye(3)[t.astype(int)]) * g, None)},
        set(PARAMETERS),
    ),
    (
        "t − y",
        LOSS,
        {"vjp": (lambda g, p, _, t: (np.eye(3)[t.astype(int)] - p) * g / 4, None)},
        set(PARAMETERS),
    ),
]


@pytest.mark.parametrize(("op", "bug", "failing"), [row[1:] for row in BUGS], ids=[row[0] for row in BUGS])
def test_a_planted_bug_fails_what_lies_below_it_and_nothing_else(
    op: Op, bug: dict[str, Any], failing: set[str]
) -> None:
    report = check(_planted(_net(), op, **bug), names=PARAMETERS)

    assert check(_net(), names=PARAMETERS).passed
    assert not report.passed
    assert {name for name, found in report.parameters.items() if found.verdict == "bug"} == failing


def test_a_constant_ratio_r_gives_the_error_it_must() -> None:
    bug = {"vjp": (lambda g, p, _, t: (p - np.eye(3)[t.astype(int)]) * g, None)}
    report = check(_planted(_net(), LOSS, **bug), names=["W2"])

    assert report.parameters["W2"].max_relative_error == pytest.approx((4 - 1) / (4 + 1), rel=1e-6)


@pytest.mark.parametrize(
    ("h", "error"), [(1e-2, 4.2e-6), (1e-4, 4.2e-10), (1e-5, 8.9e-12), (1e-8, 4.9e-9), (1e-12, 4.4e-5)]
)
def test_the_error_of_a_cube_is_a_valley_over_h(h: float, error: float) -> None:
    found = gradient_check("f = x ** 3", {"x": 2.0}, h=h).parameters["x"]

    assert found.max_relative_error == pytest.approx(error, rel=0.05)


def test_too_small_a_step_spoils_the_check_of_correct_code() -> None:
    assert not check(_net(), h=1e-12, names=PARAMETERS).passed


@pytest.mark.parametrize(
    ("error", "word"),
    [
        *((0, "very good"), (9e-8, "very good"), (1e-7, "acceptable"), (9e-6, "acceptable")),
        *((1e-5, "check"), (9e-4, "check"), (1e-3, "bug"), (math.inf, "bug"), (math.nan, "bug")),
    ],
)
def test_verdicts_are_the_chapters_bands(error: float, word: str) -> None:
    assert verdict(error) == word


def test_the_relative_error_is_the_chapters_with_a_floor() -> None:
    analytic = np.array([1.0, -1.0, 1e-9, 9e-9, 9e-9, 2.0])
    numeric = np.array([3.0, 1.0, 0.0, -9e-9, 3e-8, 2.0])

    np.testing.assert_allclose(relative_errors(analytic, numeric), [0.5, 1.0, 0.0, 0.0, 21 / 39, 0.0])


def test_a_difference_that_rounding_explains_does_not_spoil_the_verdict() -> None:
    analytic, numeric = np.array([1e-7, 1.0]), np.array([1.0001e-7, 1.0 + 2e-8])

    assert relative_errors(analytic, numeric).max() > 1e-5
    np.testing.assert_allclose(relative_errors(analytic, numeric, 1e-10), [0.0, 1e-8], rtol=1e-6, atol=0)


def test_an_input_without_elements_passes() -> None:
    report = gradient_check("y = sum(x * 2)", {"x": []})

    assert report.passed
    assert report.evaluations == 0


def test_a_label_stands_still_while_the_scores_move() -> None:
    report = gradient_check("L = softmax_with_loss(a * c, t)", {"a": [1, 2], "c": 2, "t": [0.25, 0.75]})

    assert report.passed
    assert report.parameters.keys() == {"a", "c"}


@pytest.mark.parametrize("name", ["t", "nothing", "L"])
def test_a_name_without_a_gradient_is_refused(name: str) -> None:
    with pytest.raises(InputError, match=f"`{name}` is not an input with a gradient") as caught:
        gradient_check("L = softmax_with_loss(a, t)", {"a": [1, 2], "t": 0}, names=[name])

    assert caught.value.problems[0].field == "names"
    assert caught.value.problems[0].fix() == "Choose from: `a`."


@pytest.mark.parametrize("h", [0.0, -1e-5, math.nan, math.inf])
def test_a_step_that_is_none_is_refused(h: float) -> None:
    with pytest.raises(InputError, match="The step h"):
        gradient_check("y = x", {"x": 1}, h=h)


def test_many_numbers_are_nudged_in_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"x{k}" for k in range(9)]
    program = "y = " + " + ".join(f"sin({name}) * {k}" for k, name in enumerate(names, 1))
    inputs = {name: 0.1 * k for k, name in enumerate(names)}
    at_once = gradient_check(program, inputs)
    monkeypatch.setattr("engine.numeric.ROOM", 1)
    one_by_one = gradient_check(program, inputs)

    assert at_once.passed
    for name in names:
        assert one_by_one.parameters[name].numeric == pytest.approx(
            at_once.parameters[name].numeric, rel=1e-9
        )


def test_inputs_are_not_changed() -> None:
    x = np.array(MATRIX)
    gradient_check("y = sum(x @ x.T)", {"x": x})

    np.testing.assert_array_equal(x, MATRIX)


def test_an_op_that_says_nothing_of_many_runs_goes_one_by_one() -> None:
    plain: Callable[[Op], Op] = lambda op: replace(op, lanes=(), batched=None)  # noqa: E731
    net = _net()
    graph = replace(net.graph, ops=tuple(op and plain(op) for op in net.graph.ops))
    slow = central_differences(graph, net.values, 1.0, PARAMETERS, 1e-5)
    fast = central_differences(net.graph, net.values, 1.0, PARAMETERS, 1e-5)

    for name in PARAMETERS:
        np.testing.assert_allclose(slow[name].slope, fast[name].slope, rtol=1e-7, atol=1e-10)
        np.testing.assert_array_equal(slow[name].kinks, fast[name].kinks)
