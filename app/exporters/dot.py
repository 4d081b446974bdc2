"""A Graphviz drawing: each node with its value and its gradient, each edge with its contribution."""

from __future__ import annotations

from collections.abc import Iterator

from app.exporters._shown import node_lines, number
from app.language import Language
from engine.trace import Trace

NAME = "dot"
MEDIA_TYPE = "text/vnd.graphviz"
SUFFIX = ".dot"

SHAPES = {"operation": "box", "constant": "plaintext", "label": "plaintext", "parameter": "doubleoctagon"}


def export(trace: Trace, _lang: Language) -> bytes:
    """The drawing's source, as UTF-8."""
    return "\n".join(["digraph trace {", *(f"  {line}" for line in _statements(trace)), "}", ""]).encode()


def _statements(trace: Trace) -> Iterator[str]:
    graph = trace.graph
    yield "rankdir=LR;"
    yield 'node [shape=ellipse, style=rounded, fontname="sans-serif"];'
    yield 'edge [fontname="sans-serif", fontsize=10];'
    for i in range(len(graph)):
        shape = SHAPES.get(graph.kind(i), "ellipse")
        yield f"n{i} [shape={shape}, label={_quoted(*node_lines(trace, i))}];"
    for i, args in enumerate(graph.args):
        for slot, source in enumerate(args):
            grad = trace.edges.grad[graph.first_edge[i] + slot]
            label = f" [label={_quoted(f'◂ {number(grad)}')}]" if grad is not None else ""
            yield f"n{source} -> n{i}{label};"


def _quoted(*lines: str) -> str:
    return '"' + "\\n".join(line.replace("\\", "\\\\").replace('"', '\\"') for line in lines) + '"'
