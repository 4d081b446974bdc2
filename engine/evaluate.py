"""From a graph and numbers to a trace, and from a program text in one call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from engine.backward import backward
from engine.errors import InputError, Problem
from engine.expand import expand
from engine.forward import forward
from engine.graph import Graph, Limits
from engine.parse import parse
from engine.shapes import shown
from engine.trace import Trace, Update
from engine.values import Value, as_value, as_values, shape_of


def run(
    program: str,
    inputs: Mapping[str, Any],
    *,
    output: str | None = None,
    upstream: Any = None,
    parameters: Sequence[str] = (),
    expanded: str | Sequence[str] = (),
    rate: float | None = None,
    limits: Limits | None = None,
) -> Trace:
    """Parse, expand, forward, backward; with `rate`, one update of the parameters too.

    Raises EngineError: the program, a value, a shape or a size is refused.
    """
    values = as_values(inputs)
    graph = parse(program, {name: shape_of(value) for name, value in values.items()},
                  output=output, parameters=parameters, limits=limits)  # fmt: skip
    trace = evaluate(expand(graph, expanded, limits), values, upstream)
    return trace if rate is None else updated(trace, values, rate)


def evaluate(graph: Graph, inputs: Mapping[str, Value], upstream: Any = None) -> Trace:
    """Forward and backward. `upstream` defaults to 1, and must be given for an output of many elements."""
    seed = seed_of(graph, upstream)
    trace = backward(graph, forward(graph, inputs), seed)
    return replace(trace, given_upstream=True) if upstream is not None and not _is_one(seed) else trace


def _is_one(seed: Value) -> bool:
    return isinstance(seed, float) and seed == 1.0


def seed_of(graph: Graph, upstream: Any) -> Value:
    """The gradient that arrives at the output. Raises InputError."""
    shape, name = graph.shapes[graph.output], graph.label(graph.output)
    single = all(size == 1 for size in shape)
    if upstream is None:
        if not single:
            raise _refused("upstream_needed", graph, name=name, shape=shown(shape))
        return np.ones(shape) if shape else 1.0
    seed = as_value(upstream, "upstream", field="upstream")
    if shape_of(seed) != shape:
        if isinstance(seed, float) and single:
            return np.full(shape, seed)
        raise _refused("upstream_shape", graph, name=name, shape=shown(shape_of(seed)), want=shown(shape))
    return seed


def _refused(code: str, graph: Graph, **params: str) -> InputError:
    return InputError(Problem(code, params, graph.spans.get(graph.output), field="upstream"))


def updated(trace: Trace, inputs: Mapping[str, Value], rate: float) -> Trace:
    """The trace with one step of gradient descent: every parameter against its gradient."""
    graph = trace.graph
    with np.errstate(all="ignore"):
        grads = {name: trace.grad(graph.inputs[name]) for name in graph.trainable}
        after = {name: inputs[name] - rate * grad for name, grad in grads.items() if grad is not None}
    ahead = forward(graph, {**inputs, **after})
    return replace(trace, update=Update(rate, after, ahead.values[graph.output]))
