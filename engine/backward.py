"""The walk back: upstream times local derivative, summed over broadcasts and over uses.

What every rule would repeat is said here once: the sum back to the source's shape, and the
sum over a node's uses. Rules only say how one gradient leaves one input.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from engine.forward import Forward
from engine.graph import Graph
from engine.op import NO_ATTRS, Array, Op, Shape
from engine.trace import Edges, Trace
from engine.values import Value


def backward(graph: Graph, ahead: Forward, upstream: Value) -> Trace:
    """The trace of one pass: `upstream` is the gradient that arrives at the output, of its shape."""
    if graph.scalar:
        grads = _floats(graph, ahead.partials, upstream)
        return Trace(graph, ahead.values, grads, upstream, partials=ahead.partials)
    grads, edges = _arrays(graph, ahead, upstream, graph.requires_grad)
    return Trace(graph, ahead.values, grads, upstream, recorded=edges, stashes=ahead.stashes)


def gradients(graph: Graph, ahead: Forward, upstream: Value) -> dict[str, Value | None]:
    """The gradients of the parameters alone: what leads to none of them is not computed.

    None for a parameter that has no gradient, such as a label.
    """
    if graph.scalar:
        grads = _floats(graph, ahead.partials, upstream)
    else:
        grads, _ = _arrays(graph, ahead, upstream, graph.parametric)
    trace = Trace(graph, ahead.values, grads, upstream)
    return {name: trace.grad(graph.inputs[name]) for name in graph.parameters}


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
    graph: Graph, ahead: Forward, upstream: Value, requires: Sequence[bool]
) -> tuple[list[Any], Edges]:
    values, first = ahead.values, graph.first_edge
    grads: list[Any] = [None] * len(graph)
    grads[graph.output] = np.asarray(upstream)
    total = sum(map(len, graph.args))
    local: list[Any] = [None] * total
    contribution: list[Any] = [None] * total
    raws: dict[int, Value] = {}
    with np.errstate(all="ignore"):
        for i in range(graph.output, -1, -1):
            g, op = grads[i], graph.ops[i]
            if g is None or op is None or not requires[i]:
                continue
            args = graph.args[i]
            xs = [values[a] for a in args]
            y = ahead.stashes.get(i, values[i])
            attrs = graph.attrs.get(i, NO_ATTRS)
            for slot, a in enumerate(args):
                if not requires[a] or not op.differentiable(slot):
                    continue
                edge = first[i] + slot
                term, local[edge] = _send(op, slot, g, y, xs, attrs)
                if term.shape != graph.shapes[a]:
                    raws[edge] = term
                    term = unbroadcast(term, graph.shapes[a])
                contribution[edge] = term
                grads[a] = term if grads[a] is None else grads[a] + term
    return grads, Edges(local, contribution, raws)


def _send(op: Op, slot: int, g: Array, y: Any, xs: list[Any], attrs: Any) -> tuple[Array, Any]:
    """(the gradient towards input `slot`, its local derivative or None)."""
    if op.local is not None:
        derivative = np.asarray(op.local[slot](y, *xs, **attrs))
        term = np.asarray(g * derivative)
        same = derivative.shape == term.shape
        return term, derivative if same else np.broadcast_to(derivative, term.shape)
    rule = op.vjp[slot]
    assert rule is not None
    between_numbers = g.ndim == 0 and xs[slot].ndim == 0
    return np.asarray(rule(g, y, *xs, **attrs)), rule(
        np.float64(1.0), y, *xs, **attrs
    ) if between_numbers else None


def unbroadcast(g: Array, shape: Shape) -> Array:
    """g summed over the axes along which a value of `shape` was copied to meet it."""
    lead = g.ndim - len(shape)
    axes = (*range(lead), *(lead + k for k, size in enumerate(shape) if size == 1 and g.shape[lead + k] != 1))
    return np.asarray(g.sum(axis=axes)).reshape(shape)
