"""The walk back: upstream times local derivative, summed over broadcasts and over uses.

What every rule would repeat is said here once: the sum back to the source's shape, and the
sum over a node's uses. Rules only say how one gradient leaves one input.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from engine.forward import Forward
from engine.graph import Departure, Graph
from engine.op import Array, Shape
from engine.trace import Edges, Trace, unreached
from engine.values import Value


def backward(graph: Graph, ahead: Forward, upstream: Value) -> Trace:
    """The trace of one pass: `upstream` is the gradient that arrives at the output, of its shape."""
    if graph.scalar:
        grads = _floats(graph, ahead.partials, upstream)
        return Trace(graph, ahead.values, grads, upstream, partials=ahead.partials)
    grads, edges = _arrays(graph, ahead, upstream, graph.departures)
    return Trace(graph, ahead.values, grads, upstream, recorded=edges, stashes=ahead.stashes)


def gradients(graph: Graph, ahead: Forward, upstream: Value) -> dict[str, Value | None]:
    """The gradients of the parameters alone: what leads to none of them is not computed.

    None for a parameter that has no gradient, such as a label.
    """
    if graph.scalar:
        grads = _floats(graph, ahead.partials, upstream)
    else:
        grads, _ = _arrays(graph, ahead, upstream, graph.parametric_departures)
    found = {name: grads[graph.inputs[name]] for name in graph.parameters}
    return {name: unreached(graph, graph.inputs[name]) if g is None else g for name, g in found.items()}


def _floats(graph: Graph, partials: Sequence[Any], upstream: Any) -> list[Any]:
    grads: list[Any] = [None] * len(graph.args)
    grads[graph.output] = upstream
    # A gradient is read when the walk comes to its node: all its contributions have arrived by then.
    for args, slopes, g in zip(reversed(graph.args), reversed(partials), reversed(grads), strict=True):
        if g is None:
            continue
        if len(args) == 2:
            a, b = args
            _, by_a, by_b = slopes
            grads[a] = g * by_a if grads[a] is None else grads[a] + g * by_a
            grads[b] = g * by_b if grads[b] is None else grads[b] + g * by_b
        elif args:
            (a,), by_a = args, slopes[1]
            grads[a] = g * by_a if grads[a] is None else grads[a] + g * by_a
    return grads


def _arrays(
    graph: Graph, ahead: Forward, upstream: Value, departures: Sequence[Departure]
) -> tuple[list[Any], Edges]:
    values: Sequence[Any] = ahead.values
    stashes = ahead.stashes
    grads: list[Any] = [None] * len(graph)
    grads[graph.output] = np.asarray(upstream)
    local: list[Any] = [None] * len(graph.origins)
    contribution = local.copy()
    raws: dict[int, Value] = {}
    with np.errstate(all="ignore"):
        for i, elementwise, args, attrs, ways in departures:
            g = grads[i]
            if g is None:
                continue
            y = stashes[i] if i in stashes else values[i]
            xs = [values[a] for a in args]
            for edge, slot, a, shape, rule in ways:
                if elementwise:
                    local[edge] = derivative = rule(y, *xs, **attrs)
                    term = g * derivative
                else:
                    term = rule(g, y, *xs, **attrs)
                    if g.ndim == 0 and xs[slot].ndim == 0:
                        local[edge] = rule(np.float64(1.0), y, *xs, **attrs)
                if not isinstance(term, np.ndarray):
                    term = np.asarray(term)
                if term.shape != shape:
                    raws[edge] = term
                    term = unbroadcast(term, shape)
                contribution[edge] = term
                grads[a] = term if grads[a] is None else grads[a] + term
    return grads, Edges(local, contribution, raws)


def unbroadcast(g: Array, shape: Shape) -> Array:
    """g summed over the axes along which a value of `shape` was copied to meet it."""
    lead = g.ndim - len(shape)
    axes = (*range(lead), *(lead + k for k, size in enumerate(shape) if size == 1 and g.shape[lead + k] != 1))
    return np.asarray(g.sum(axis=axes)).reshape(shape)
