"""Nodes and edges as JSON rows: the structure of a trace with its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.op import NO_ATTRS, Attrs, Op
from engine.trace import Trace
from engine.values import Value

Row = dict[str, Any]
NO_SPAN = (None, None, None, None)


def node_rows(trace: Trace, grads: Sequence[Value | None], ids: Sequence[str]) -> list[Row]:
    """One object a node; `grads` has zeros where none arrived and one is defined."""
    graph = trace.graph
    columns = zip(
        ids, graph.ops, graph.args, graph.shapes, trace.values, grads, graph.requires_grad, graph.uses,
        strict=True,
    )  # fmt: skip
    rows: list[Row] = []
    for i, (name_of_it, op, args, shape, value, grad, requires, uses) in enumerate(columns):
        name = graph.names.get(i)
        line, column, end_line, end_column = graph.spans.get(i) or NO_SPAN
        rows.append(
            {
                "id": name_of_it,
                "key": graph.keys.get(i) or name or name_of_it,
                "kind": "operation" if op else graph.kind(i),
                "op": op and op.name,
                "name": name,
                "label": name or graph.label(i),
                "symbol": op and op.symbol,
                "inputs": [ids[a] for a in args],
                "shape": shape,
                "value": value,
                "grad": grad,
                "requires_grad": requires,
                "group": graph.groups.get(i),
                "line": line,
                "column": column,
                "end_line": end_line,
                "end_column": end_column,
                "uses": uses,
                "expandable": op is not None and op.expand is not None,
                "view": op and op.view,
                "attributes": _attributes(op, graph.attrs.get(i)),
                "kept": trace.stashes.get(i),
            }
        )
    return rows


def _attributes(op: Op | None, given: Attrs | None) -> Attrs:
    """The literal arguments of a node: all but its index, whose slices are in the node's text."""
    if op is None or not op.attrs:
        return NO_ATTRS
    told = {attr.name: attr.default for attr in op.attrs if attr.kind != "index" and attr.default is not ...}
    return {**told, **{name: value for name, value in (given or {}).items() if name != "index"}}


def edge_rows(trace: Trace, nodes: Sequence[str], edges: Sequence[str]) -> list[Row]:
    """One object an edge."""
    args = trace.graph.args
    places = ((nodes[i], slot) for i, row in enumerate(args) for slot in range(len(row)))
    columns = zip(edges, trace.graph.origins, places, trace.edges.local, trace.edges.grad, strict=True)
    return [
        {"id": name, "source": nodes[a], "target": target, "slot": slot, "local": local, "grad": grad}
        for name, a, (target, slot), local, grad in columns
    ]
