"""Differences over many steps, and what a constant ratio tells."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from engine import gradient_check, run
from engine.check import check
from engine.curve import STEPS, Point, curve
from engine.errors import InputError
from engine.ratio import Ratio, ratio
from engine.trace import Trace

CUBE = run("f = x ** 3", {"x": 2})
# interaction.md §3.8, where the difference stands over the larger of the two gradients.
PRINTED = {
    1e-2: (8.3e-6, 5.0e-3),
    1e-4: (8.3e-10, 5.0e-5),
    1e-5: (1.8e-11, 5.0e-6),
    1e-8: (9.8e-9, 6.1e-9),
    1e-12: (8.9e-5, 8.9e-5),
}


def over_the_larger(difference: float, gradient: float) -> float:
    return abs(difference - gradient) / max(abs(difference), abs(gradient))


@pytest.mark.parametrize("h", PRINTED)
def test_the_curve_is_the_one_that_was_measured(h: float) -> None:
    found = curve(CUBE, "x", steps=[h])
    (point,) = found.points
    central, one_sided = PRINTED[h]
    assert found.analytic == 12.0
    assert over_the_larger(point.central, 12.0) == pytest.approx(central, rel=0.02)
    assert over_the_larger(point.one_sided, 12.0) == pytest.approx(one_sided, rel=0.02)
    assert point.central_error == abs(point.central - 12) / (abs(point.central) + 12)
    assert point.one_sided_error == abs(point.one_sided - 12) / (abs(point.one_sided) + 12)


def test_it_is_a_u_and_the_best_steps_lie_between() -> None:
    found = curve(CUBE, "x")
    assert [point.h for point in found.points] == list(STEPS)
    assert 1e-6 <= found.best_central <= 1e-4
    assert 1e-9 <= found.best_one_sided <= 1e-7
    ends: list[Callable[[Point], float]] = [lambda p: p.central_error, lambda p: p.one_sided_error]
    for error in ends:
        least = min(map(error, found.points))
        assert error(found.points[0]) > 1e3 * least
        assert error(found.points[-1]) > 1e3 * least


def test_any_element_of_any_input_can_be_chosen() -> None:
    inputs = {"X": [[1.0, -2.0], [0.5, 3.0]], "W": [[2.0], [-1.0]]}
    trace = run("y = (X @ W) ** 2", inputs, upstream=[[1.0], [0.5]])
    for index in ((0, 0), (1, 1)):
        found = curve(trace, "X", index)
        gradient = trace.gradient("X")
        assert found.analytic == np.asarray(gradient)[index]
        assert min(point.central_error for point in found.points) < 1e-9
    assert curve(trace, "W").index == (0, 0)


@pytest.mark.parametrize(
    ("name", "index", "steps", "code"),
    [
        ("q", None, [1e-5], "check_name"),
        ("x", (0,), [1e-5], "check_index"),
        ("v", (3,), [1e-5], "check_index"),
        ("v", (-1,), [1e-5], "check_index"),
        ("v", (), [1e-5], "check_index"),
        ("v", None, [1e-5, 0.0], "check_step"),
        ("v", None, [math.nan], "check_step"),
    ],
)
def test_what_cannot_be_nudged_is_refused(
    name: str, index: tuple[int, ...] | None, steps: list[float], code: str
) -> None:
    with pytest.raises(InputError) as refused:
        curve(run("L = x * sum(v)", {"x": 1, "v": [1, 2, 3]}), name, index, steps)
    assert refused.value.code == code


def test_infinity_is_shown_and_never_the_best() -> None:
    found = curve(run("y = log(x)", {"x": 1e-3}), "x", steps=[1e-2, 1e-5])
    assert math.isnan(found.points[0].central)
    assert found.best_central == 1e-5


def scaled(trace: Trace, factor: float) -> Trace:
    return replace(trace, grads=[None if g is None else g * factor for g in trace.grads])


LINEAR = run("y = sum(x * [1.5, -2, 3])", {"x": [1.0, 2.0, 3.0]})


@pytest.mark.parametrize(
    ("factor", "passes", "expected"),
    [
        (8.0, 1, Ratio(8.0, "batch")),
        (0.125, 1, Ratio(0.125, "inverse_batch")),
        (-1.0, 1, Ratio(-1.0, "sign")),
        (3.0, 3, Ratio(3.0, "pass")),
        (8.0, 8, Ratio(8.0, "pass")),
        (1.0, 2, None),
        (5.0, 2, None),
        (2.0, 1, None),
        (0.0, 1, None),
        (math.nan, 1, None),
    ],
)
def test_a_constant_ratio_is_known_by_its_number(factor: float, passes: int, expected: Ratio | None) -> None:
    checked = check(scaled(LINEAR, factor)).parameters["x"]
    assert ratio(checked, batch=8, passes=passes) == expected


def test_a_ratio_that_differs_from_element_to_element_tells_nothing() -> None:
    trace = scaled(LINEAR, 8.0)
    grads = list(trace.grads)
    place = trace.graph.inputs["x"]
    grads[place] = np.asarray(grads[place]) * [1, 1, 1 + 2e-6]
    assert ratio(check(replace(trace, grads=grads)).parameters["x"], batch=8) is None


def test_kinks_and_zeros_have_no_ratio() -> None:
    report = gradient_check("y = sum(relu(x) * 2)", {"x": [0.0, -1.0]})
    assert ratio(report.parameters["x"], batch=2) is None
