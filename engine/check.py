"""The gradient check: backpropagation against central differences, element by element.

Relative error |n − a| / (|n| + |a|), as in the chapter. Two floors are stated here. Where both
gradients are below 1e-8 the error is 0. And a difference of up to 1e-8 that the rounding of f in
f(x + h) − f(x − h) explains is no evidence against a gradient; it counts as 0 where it would else
spoil the verdict. Elements at which ±h crosses a kink are shown, not judged; NaN never passes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast, overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.errors import InputError, Problem
from engine.evaluate import evaluate
from engine.graph import Limits
from engine.numeric import Slopes, central_differences
from engine.op import Array
from engine.parse import parse
from engine.source import Names
from engine.trace import Trace
from engine.values import as_values, shape_of

BANDS = ((1e-7, "very good"), (1e-5, "acceptable"), (1e-3, "check"), (math.inf, "bug"))
"""The chapter's verdicts: below this relative error, this word."""
PASSES = 1e-5
TINY = 1e-8
EPSILON = float(np.finfo(np.float64).eps)
ROUNDINGS = 8
"""How many roundings of f the central difference is granted."""


@dataclass(frozen=True, eq=False)
class Checked:
    """One input. `analytic` and `numeric` are the two gradients at the worst element.

    max_relative_error: over the elements judged, 0 if there is none; worst_index: () for a number.
    kinks: how many elements cross one. The four arrays have the input's shape; errors is NaN where unjudged.
    """

    max_relative_error: float
    worst_index: tuple[int, ...]
    analytic: float
    numeric: float
    verdict: str
    kinks: int
    mean_absolute_difference: float
    analytic_all: Array
    numeric_all: Array
    errors: Array
    kinks_all: NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class CheckReport:
    """True if passed. evaluations: forward passes that the differences stand for, two an element."""

    passed: bool
    h: float
    evaluations: int
    parameters: Mapping[str, Checked]

    def __bool__(self) -> bool:
        return self.passed


class Checkable(Protocol):
    """What checks itself at samples x and labels t, as the two-layer net does."""

    def check(self, x: ArrayLike, t: ArrayLike, h: float = ...) -> CheckReport: ...


@overload
def gradient_check(network: Checkable, x: ArrayLike, t: ArrayLike, /, *, h: float = 1e-5) -> CheckReport: ...


@overload
def gradient_check(
    program: str,
    inputs: Mapping[str, Any],
    *,
    output: str | None = None,
    upstream: Any = None,
    h: float = 1e-5,
    names: Sequence[str] | None = None,
    limits: Limits | None = None,
) -> CheckReport: ...


def gradient_check(
    program: Any,
    inputs: Any,
    t: Any = None,
    *,
    output: str | None = None,
    upstream: Any = None,
    h: float = 1e-5,
    names: Sequence[str] | None = None,
    limits: Limits | None = None,
) -> CheckReport:
    """Check a program's gradients towards `names`, by default every input that has one.

    Or, as the chapter writes it, a network's towards its parameters: `gradient_check(network, x, t)`.
    Raises EngineError: as `run` does, and for a name without a gradient or an h that is no step.
    """
    if not isinstance(program, str):
        return cast("Checkable", program).check(inputs, t, h)
    values = as_values(inputs)
    shapes = {name: shape_of(value) for name, value in values.items()}
    graph = parse(program, shapes, output=output, limits=limits)
    return check(evaluate(graph, values, upstream), h=h, names=names)


def check(trace: Trace, *, h: float = 1e-5, names: Sequence[str] | None = None) -> CheckReport:
    """Check the gradients of a trace, whatever rules they were made by. Raises InputError."""
    graph = trace.graph
    if not 0 < h < math.inf:
        raise InputError(Problem("check_step", {"h": h}, field="h"))
    possible = [name for name, i in graph.inputs.items() if graph.requires_grad[i]]
    wanted = possible if names is None else list(dict.fromkeys(names))
    for name in wanted:
        if name not in possible:
            raise InputError(Problem("check_name", {"name": name, "names": Names(possible)}, field="names"))
    return judged(trace, central_differences(graph, trace.values, trace.upstream, wanted, h), h)


def judged(trace: Trace, slopes: Mapping[str, Slopes], h: float) -> CheckReport:
    """The gradients of a trace held against the slopes that a step h gave, however they were found."""
    graph = trace.graph
    with np.errstate(all="ignore"):
        size = float(np.abs(np.asarray(trace.values[graph.output]) * trace.upstream).sum())
        rounding = rounding_of(size, h)
        found = {
            name: _checked(np.asarray(trace.grad(graph.inputs[name])), each, rounding)
            for name, each in slopes.items()
        }
    evaluations = 2 * sum(each.errors.size for each in found.values())
    return CheckReport(all(_passes(each) for each in found.values()), h, evaluations, found)


def rounding_of(size: float, h: float) -> float:
    """How far rounding an output of this size can move its central difference; 1e-8 at most."""
    return min(TINY, ROUNDINGS * EPSILON * size / (2 * h))


def relative_errors(analytic: Array, numeric: Array, rounding: float = 0.0) -> Array:
    """|n − a| / (|n| + |a|) with the floors that this module states; NaN where either is not finite."""
    difference, size = np.abs(numeric - analytic), np.abs(numeric) + np.abs(analytic)
    errors = np.asarray(difference / size)
    explained = (errors >= BANDS[0][0]) & (difference <= rounding)
    below = (np.abs(analytic) < TINY) & (np.abs(numeric) < TINY)
    return np.where(explained | below, 0.0, errors)


def verdict(error: float) -> str:
    """The chapter's word for a relative error; NaN has the worst."""
    return next((word for bound, word in BANDS if error < bound), BANDS[-1][1])


def _passes(checked: Checked) -> bool:
    return checked.max_relative_error < PASSES


def _checked(analytic: Array, slopes: Slopes, rounding: float) -> Checked:
    numeric, kinks = slopes
    finite = np.isfinite(analytic) & np.isfinite(numeric)
    shown_only = kinks & finite
    errors = relative_errors(analytic, numeric, rounding)
    if not errors.size:
        return Checked(0.0, (), 0.0, 0.0, verdict(0.0), 0, 0.0, analytic, numeric, errors, kinks)
    rank = np.where(shown_only, -1.0, np.where(np.isnan(errors), math.inf, errors))
    worst = tuple(int(k) for k in np.unravel_index(int(rank.argmax()), rank.shape))
    error = 0.0 if shown_only[worst] else float(errors[worst])
    differences = np.abs(numeric - analytic)[~shown_only]
    return Checked(
        max_relative_error=error,
        worst_index=worst,
        analytic=float(analytic[worst]),
        numeric=float(numeric[worst]),
        verdict=verdict(error),
        kinks=int(kinks.sum()),
        mean_absolute_difference=float(differences.mean()) if differences.size else 0.0,
        analytic_all=analytic,
        numeric_all=numeric,
        errors=np.where(shown_only, math.nan, errors),
        kinks_all=kinks,
    )
