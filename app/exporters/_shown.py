"""Nodes and numbers as the drawings print them."""

from __future__ import annotations

from engine.numerals import numeral
from engine.shapes import shown
from engine.trace import Trace
from engine.values import Value, shape_of


def node_lines(trace: Trace, i: int) -> list[str]:
    """What stands in a node: what it is called, its op, its value, and its gradient where it has one."""
    op, label = trace.graph.ops[i], trace.graph.label(i)
    lines = [label]
    if op is not None and i in trace.graph.names:
        lines.append(op.symbol)
    value = number(trace.values[i])
    if value != label:
        lines.append(value)
    grad = trace.grad(i)
    return lines if grad is None else [*lines, f"◂ {number(grad)}"]


def number(value: Value) -> str:
    """A number to four digits; a tensor by its shape."""
    shape = shape_of(value)
    return shown(shape) if shape else numeral(float(value))
