"""A Mermaid flowchart: each node with its value and its gradient, each edge with its contribution."""

from __future__ import annotations

from collections.abc import Iterator

from app.exporters._shown import node_lines, number
from app.language import Language
from engine.trace import Trace

NAME = "mermaid"
MEDIA_TYPE = "text/vnd.mermaid"
SUFFIX = ".mmd"

BRACKETS = {"operation": ("[", "]"), "parameter": ("[[", "]]")}
ROUND = ("([", "])")
ENTITIES = str.maketrans(
    {'"': "#quot;", "#": "#35;", "<": "#lt;", ">": "#gt;", "&": "#amp;", "`": "#96;", "|": "#124;"}
)


def export(trace: Trace, _lang: Language) -> bytes:
    """The flowchart's source, as UTF-8."""
    return "\n".join(["flowchart LR", *(f"  {line}" for line in _statements(trace)), ""]).encode()


def _statements(trace: Trace) -> Iterator[str]:
    graph = trace.graph
    for i in range(len(graph)):
        opening, closing = BRACKETS.get(graph.kind(i), ROUND)
        yield f"n{i}{opening}{_quoted(*node_lines(trace, i))}{closing}"
    for i, args in enumerate(graph.args):
        for slot, source in enumerate(args):
            grad = trace.edges.grad[graph.first_edge[i] + slot]
            label = f"|{_quoted(f'◂ {number(grad)}')}|" if grad is not None else ""
            yield f"n{source} -->{label} n{i}"


def _quoted(*lines: str) -> str:
    return '"' + "<br>".join(line.translate(ENTITIES) for line in lines) + '"'
