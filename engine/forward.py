"""The walk forward: values in creation order, on Python floats or on arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from engine.errors import InputError, Misfit, Problem
from engine.graph import Graph
from engine.op import NO_ATTRS, Array, Op
from engine.shapes import shown
from engine.values import Value, shape_of


class Forward(NamedTuple):
    """Values by node; partial derivatives (floats only); what ops kept beside their values."""

    values: list[Value]
    partials: list[Sequence[float]]
    stashes: dict[int, Array]


def forward(graph: Graph, inputs: Mapping[str, Value]) -> Forward:
    """All values. Raises InputError for values that do not fit the graph's inputs."""
    given = {i: inputs[name] for name, i in graph.inputs.items()}
    if not graph.scalar or set(map(type, given.values())) != {float}:
        for i, value in given.items():
            if shape_of(value) != graph.shapes[i]:
                raise _unfit(graph, i, value)
    given.update(graph.constants)
    return _floats(graph, given) if graph.scalar else _arrays(graph, given)


def _unfit(graph: Graph, i: int, value: Value) -> InputError:
    """The value of input node i has another shape than the graph was made for."""
    name, found, want = graph.names[i], shown(shape_of(value)), shown(graph.shapes[i])
    params: dict[str, object] = {"name": name, "shape": found, "want": want}
    return InputError(Problem("value_shape", params, field=f"inputs.{name}"))


def _floats(graph: Graph, leaves: Mapping[int, Any]) -> Forward:
    """One rule call a node gives the value and every local derivative."""
    values: list[Any] = []
    partials: list[Any] = []
    for op, args in zip(_bound(graph), graph.args, strict=True):
        if op is None:
            partials.append(())
            values.append(leaves[len(values)])
            continue
        rule = op.scalar
        try:
            if op.unary:
                (a,) = args
                found = rule(values[a])
            else:
                a, b = args
                found = rule(values[a], values[b])
        except (ArithmeticError, ValueError):
            found = _ieee(graph, len(values), [values[a] for a in args])
        partials.append(found)
        values.append(found[0])
    return Forward(values, partials, {})


class _Bound(NamedTuple):
    """What `_floats` reads of an op, with a node's attributes bound."""

    scalar: partial[tuple[float, ...]]
    unary: bool


def _bound(graph: Graph) -> Sequence[Any]:
    """The op of every node; attributes are rare."""
    if not graph.attrs:
        return graph.ops
    ops: list[Any] = list(graph.ops)
    for i, attrs in graph.attrs.items():
        ops[i] = _Bound(partial(ops[i].scalar, **attrs), ops[i].unary)
    return ops


def _ieee(graph: Graph, i: int, xs: Sequence[float]) -> tuple[float, ...]:
    """The array rule on single numbers: where Python raises, IEEE 754 has an answer."""
    op, attrs = graph.ops[i], graph.attrs.get(i, NO_ATTRS)
    assert op is not None
    assert op.local is not None
    with np.errstate(all="ignore"):
        arrays = [np.float64(x) for x in xs]
        y = op.forward(*arrays, **attrs)
        return float(y), *(float(local(y, *arrays, **attrs)) for local in op.local)


def _arrays(graph: Graph, leaves: Mapping[int, Value]) -> Forward:
    values: list[Any] = []
    stashes: dict[int, Array] = {}
    with np.errstate(all="ignore"):
        for i, (op, args) in enumerate(zip(graph.ops, graph.args, strict=True)):
            if op is None:
                leaf = leaves[i]
                values.append(np.asarray(leaf) if isinstance(leaf, float) else leaf)
                continue
            xs = [values[a] for a in args]
            attrs = graph.attrs.get(i, NO_ATTRS)
            if op.check is not None:
                _check(graph, i, op, xs)
            y = op.forward(*xs, **attrs)
            if op.stash is not None:
                y, stashes[i] = y
            values.append(y if isinstance(y, np.ndarray) else np.asarray(y))
    return Forward(values, [], stashes)


def _check(graph: Graph, i: int, op: Op, xs: Sequence[Array]) -> None:
    assert op.check is not None
    try:
        op.check(*xs)
    except Misfit as misfit:
        args = graph.args[i]
        params = {
            "op": op.called(graph.sources.get(i, "")),
            "left": graph.written(args[0]),
            "right": graph.written(args[-1]),
            **misfit.params,
        }
        span = graph.spans.get(args[-1]) or graph.spans.get(i)
        raise InputError(Problem(misfit.code, params, span, node=f"n{i}")) from None
