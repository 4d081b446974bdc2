"""The engine: its numbers alone, and its whole trace as the JSON that the service sends."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import orjson

from app.encode import Layout, trace_bytes
from benchmarks.contenders.contender import Contender
from benchmarks.graphs import TEXTS, Spec
from engine import OPS, Builder, Graph, Limits, Trace
from engine.backward import backward
from engine.forward import forward

WIDE = Limits(program=1 << 30, nodes=1 << 30)
NUMBERS, COLUMNS, ROWS = "engine: numbers", "engine: trace as JSON, columns", "engine: trace as JSON, rows"

FUNCTIONS = {name: OPS[name] for name in TEXTS}


def built(spec: Spec) -> Graph:
    """The graph, from columns; where there are constants, leaves one by one."""
    builder = Builder()
    if not spec.constants:
        builder.numbers(spec.leaves)
    else:
        for k, (name, value) in enumerate(spec.leaves.items()):
            if k in spec.constants:
                builder.constant(value)
            else:
                builder.input(name)
    builder.extend([FUNCTIONS[op] for op, _ in spec.nodes], [args for _, args in spec.nodes])
    return builder.graph(limits=WIDE)


def run(spec: Spec) -> Trace:
    """Graph, forward, backward."""
    graph = built(spec)
    return backward(graph, forward(graph, spec.leaves), 1.0)


def run_to_json(spec: Spec, layout: Layout) -> bytes:
    """Every value, gradient and step as bytes, without sentences and formulas."""
    return trace_bytes(run(spec), layout=layout, text=False)


def gradients(_spec: Spec, found: Trace) -> Sequence[float]:
    """Of the leaves."""
    return [float(found.grad(found.graph.inputs[name]) or 0.0) for name in found.graph.inputs]


def sent(spec: Spec, found: bytes) -> Sequence[float]:
    """The gradients as a client reads them."""
    named = orjson.loads(found)["gradients"]
    return [named[name] for k, name in enumerate(spec.leaves) if k not in spec.constants]


CONTENDERS = [
    Contender(NUMBERS, run, gradients),
    Contender(COLUMNS, partial(run_to_json, layout="columns"), sent),
    Contender(ROWS, partial(run_to_json, layout="rows"), sent),
]
