"""A trace as JSON bytes: the shape of `api.md` §2, in rows, or in columns for large scalar graphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from math import inf
from typing import Any, Literal

import numpy as np

from app.graph_rows import edge_rows, node_rows
from app.numbers import Encoder, Tensors, all_finite, clean, floats_finite
from app.step_rows import step_rows
from engine.op import OPS, Array
from engine.steps import Steps, steps
from engine.trace import Trace
from engine.values import Value
from engine.warn import said, warnings

VERSION = 1
Detail = Literal["full", "gradients"]
Layout = Literal["rows", "columns"]


def trace_bytes(
    trace: Trace,
    *,
    detail: Detail = "full",
    tensors: Tensors = "nested",
    lang: str = "en",
    layout: Layout = "rows",
    text: bool = True,
    extra: Mapping[str, Any] | None = None,
    limit: float = inf,
) -> bytes:
    """The answer to a trace request. `text`: with sentences and formulas; `extra`: more top-level fields.

    Raises Refusal when its arrays alone outgrow `limit` bytes.
    """
    return Reader(trace, detail, lang, text).bytes(tensors, layout, extra or {}, limit)


class Reader:
    """One trace on its way to JSON: ids, columns and steps are made once and shared."""

    def __init__(self, trace: Trace, detail: Detail, lang: str, text: bool) -> None:
        self.trace, self.graph = trace, trace.graph
        self.detail, self.lang, self.text = detail, lang, text

    @cached_property
    def grads(self) -> list[Value | None]:
        """With zeros where none arrived and one is defined."""
        if self.graph.scalar and None not in self.trace.grads and all(self.graph.requires_grad):
            return list(self.trace.grads)
        return [self.trace.grad(i) for i in range(len(self.graph))]

    @cached_property
    def node_ids(self) -> list[str]:
        return [f"n{i}" for i in range(len(self.graph))]

    @cached_property
    def edge_ids(self) -> list[str]:
        return [f"e{e}" for e in range(len(self.graph.origins))]

    def bytes(self, tensors: Tensors, layout: Layout, extra: Mapping[str, Any], limit: float) -> bytes:
        tree = self.numbers_alone() if self.detail == "gradients" else self.everything(layout)
        tree = {**tree, **extra}
        if not self.finite:
            tree = clean(tree)
        encoder = Encoder(tensors, self.array_names() if tensors == "base64" else None, limit)
        body = encoder.dump(tree)
        if tensors != "base64":
            return body
        return body[:-1] + b',"tensors":' + encoder.dump_tensors() + b"}"

    @cached_property
    def finite(self) -> bool:
        """No plain number of the answer needs to be spelled out.

        A contribution that is not finite makes the gradient that it arrives at so, and every sum of both.
        """
        trace = self.trace
        columns: list[Iterable[Any]] = [trace.values, trace.grads, (trace.upstream,)]
        if self.detail == "full":
            columns.append(trace.edges.local)
        if trace.update:
            columns += [trace.update.after.values(), (trace.update.output,)]
        return all(map(floats_finite if self.graph.scalar else all_finite, columns))

    def numbers_alone(self) -> dict[str, Any]:
        """`detail: gradients`."""
        return {
            "version": VERSION,
            "output": self.output,
            "values": self.trace.named_values,
            "gradients": self.trace.named_gradients,
            "warnings": self.warnings(steps(self.trace)) if self.troubled else [],
        }

    def everything(self, layout: Layout) -> dict[str, Any]:
        """`detail: full`."""
        found = steps(self.trace)
        head = {
            "version": VERSION,
            "program": self.graph.program,
            "output": self.output,
            "values": self.trace.named_values,
            "gradients": self.trace.named_gradients,
        }
        body = self.columns(found) if layout == "columns" else self.rows(found)
        warned = self.warnings(found) if self.troubled else []
        return {
            **head,
            **body,
            "groups": self.groups(),
            "counts": {"steps": found.node_level},
            "warnings": warned,
        }

    def rows(self, found: Steps) -> dict[str, Any]:
        """One object a node, an edge, a step."""
        lang = self.lang if self.text else None
        return {
            "nodes": node_rows(self.trace, self.grads, self.node_ids),
            "edges": edge_rows(self.trace, self.node_ids, self.edge_ids),
            "steps": step_rows(self.trace, found, self.node_ids, self.edge_ids, lang),
        }

    def columns(self, found: Steps) -> dict[str, Any]:
        """The same in columns of plain numbers, nodes and edges by index; rare facts by index of the node.

        A node's inputs are the sources of the edges that enter it, in their order.
        """
        graph, trace = self.graph, self.trace
        nodes: dict[str, Any] = {
            "op": [op and op.name for op in graph.ops],
            "value": trace.values,
            "grad": self.grads,
            "requires_grad": graph.requires_grad,
            "uses": graph.uses,
            "need": trace.ledger.need,
            "kind": {i: graph.kind(i) for i in graph.leaves},
            "name": graph.names,
            "key": graph.keys,
            "group": graph.groups,
            "span": {i: tuple(span) for i, span in graph.spans.items()},
            "source": graph.sources,
        }
        if not graph.scalar:
            nodes["shape"] = graph.shapes
        edges = {
            "source": graph.origins,
            "count": list(map(len, graph.args)),
            "local": trace.edges.local,
            "grad": trace.edges.grad,
            "before": trace.ledger.before,
            "after": trace.ledger.after,
            "have": trace.ledger.have,
        }
        sequence = {"kind": found.kind, "node": found.node, "edge": found.edge}
        return {"nodes": nodes, "edges": edges, "steps": sequence}

    @property
    def output(self) -> str:
        return self.graph.names.get(self.graph.output, "out")

    @cached_property
    def troubled(self) -> bool:
        """Something is not finite, arrays included."""
        if self.graph.scalar:
            return not self.finite
        trace = self.trace
        after = trace.update.after.values() if trace.update else ()
        numbers = chain(trace.values, trace.grads, after)
        return not all(bool(np.isfinite(x).all()) for x in numbers if x is not None)

    def groups(self) -> list[dict[str, Any]]:
        """The layers that can be opened, and those that are open."""
        members: dict[str, list[int]] = {}
        for i, group in self.graph.groups.items():
            members.setdefault(group, []).append(i)
        return [
            {
                "id": group,
                "op": (name := group.rstrip("0123456789")),
                "label": group,
                "symbol": OPS[name].symbol,
                "expanded": any((op := self.graph.ops[i]) is None or op.expand is None for i in inside),
            }
            for group, inside in members.items()
        ]

    def warnings(self, found: Steps) -> list[dict[str, Any]]:
        out = []
        for warned in warnings(self.trace, found):
            span = self.graph.spans.get(warned.node)
            out.append(
                {
                    "code": warned.code,
                    "node": self.node_ids[warned.node],
                    "name": self.graph.label(warned.node),
                    "line": span.line if span else None,
                    "column": span.column if span else None,
                    "step": warned.step,
                    "phase": warned.phase,
                    "message": said(self.trace, warned, self.lang),
                }
            )
        return out

    def array_names(self) -> Mapping[int, str]:
        """Every array of the trace by identity: where the same array stands twice it is sent once."""
        return {id(x): name for name, x in reversed(list(self._arrays()))}

    def _arrays(self) -> Iterator[tuple[str, Array]]:
        trace, ledger = self.trace, self.trace.ledger
        columns: tuple[tuple[str, str, Mapping[int, Any] | Sequence[Any]], ...] = (
            ("n", "value", trace.values),
            ("n", "grad", self.grads),
            ("n", "kept", trace.stashes),
            ("e", "grad", trace.edges.grad),
            ("e", "local", trace.edges.local),
            ("e", "raw", trace.edges.raw),
            ("e", "before", ledger.before),
            ("e", "after", ledger.after),
        )
        for letter, field, column in columns:
            pairs = column.items() if isinstance(column, Mapping) else enumerate(column)
            for k, x in pairs:
                if isinstance(x, np.ndarray):
                    yield f"{letter}{k}.{field}", x
