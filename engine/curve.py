"""Differences of one element over many steps h: large ones bend, small ones round; between lies the best."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from engine.check import relative_errors
from engine.errors import InputError, Problem
from engine.forward import forward
from engine.shapes import shown
from engine.source import Names
from engine.trace import Trace

STEPS = tuple(10.0**-k for k in range(1, 15))


class Point(NamedTuple):
    """Both differences at one h, and how far each is from the gradient."""

    h: float
    central: float
    one_sided: float
    central_error: float
    one_sided_error: float


@dataclass(frozen=True)
class Curve:
    """One element of an input: its gradient, and the differences. best: the h of the least error."""

    name: str
    index: tuple[int, ...]
    analytic: float
    points: tuple[Point, ...]
    best_central: float
    best_one_sided: float


def curve(
    trace: Trace, name: str, index: Sequence[int] | None = None, steps: Sequence[float] = STEPS
) -> Curve:
    """The differences at one element of an input, by default its first. Raises InputError."""
    graph = trace.graph
    possible = [each for each, i in graph.inputs.items() if graph.requires_grad[i]]
    if name not in possible:
        raise InputError(Problem("check_name", {"name": name, "names": Names(possible)}, field="name"))
    for k, h in enumerate(steps):
        if not 0 < h < math.inf:
            raise InputError(Problem("check_step", {"h": h}, field=f"steps[{k}]"))
    shape = graph.shapes[graph.inputs[name]]
    place = (0,) * len(shape) if index is None else tuple(index)
    if len(place) != len(shape) or not all(0 <= k < size for k, size in zip(place, shape, strict=True)):
        params: dict[str, object] = {"name": name, "shape": shown(shape), "found": list(place)}
        raise InputError(Problem("check_index", params, field="index"))
    analytic = float(np.asarray(trace.grad(graph.inputs[name]))[place])
    function = _along(trace, name, place)
    with np.errstate(all="ignore"):
        here = function(0.0)
        points = tuple(_point(function, here, analytic, h) for h in steps)
    central, one_sided = (min(points, key=lambda p: _rank(p[k])).h for k in (3, 4))
    return Curve(name, place, analytic, points, central, one_sided)


def _along(trace: Trace, name: str, place: tuple[int, ...]) -> Callable[[float], float]:
    """Σ upstream · output, as a function of how far the element is moved."""
    graph = trace.graph
    inputs = {each: trace.values[i] for each, i in graph.inputs.items()}
    base = np.asarray(inputs[name], dtype=np.float64)

    def moved(by: float) -> float:
        value = base.copy()
        value[place] += by
        given = value if value.ndim else float(value)
        output = forward(graph, {**inputs, name: given}).values[graph.output]
        return float((np.asarray(output) * trace.upstream).sum())

    return moved


def _point(function: Callable[[float], float], here: float, analytic: float, h: float) -> Point:
    up, down = function(h), function(-h)
    slopes = np.array(((up - down) / (2 * h), (up - here) / h))
    errors = relative_errors(np.full(2, analytic), slopes)
    return Point(h, *slopes.tolist(), *errors.tolist())


def _rank(error: float) -> float:
    return math.inf if math.isnan(error) else error
