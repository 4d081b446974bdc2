"""Layers opened into primitive nodes: the same values and gradients, with every step in sight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from engine.builder import Builder
from engine.errors import Problem, ProgramError
from engine.graph import Graph, Limits
from engine.op import OPS, Shape
from engine.source import Names

Fact = TypeVar("Fact")


class Emit:
    """What an op's expand rule writes with: `emit("add", a, b, axis=…)` → node, `emit.constant(2.0)`."""

    def __init__(self, builder: Builder, graph: Graph, old: int) -> None:
        self.builder, self.graph, self.old, self.count = builder, graph, old, 0
        self.made: list[int] = []

    def __call__(self, op: str, *args: int, name: str | None = None, **attrs: Any) -> int:
        i = self.builder.apply(OPS[op], args, attrs)
        if name:
            self.builder.sources[i] = name
        return self._note(i, name or op)

    def constant(self, value: float) -> int:
        return self._note(self.builder.constant(value), "const")

    def _note(self, i: int, word: str) -> int:
        self.count += 1
        key = self.graph.keys.get(self.old, f"n{self.old}")
        self.builder.keys[i] = f"{key}/{word}{self.count}"
        self.made.append(i)
        copy_fact(self.graph.spans, self.builder.spans, self.old, i)
        copy_fact(self.graph.groups, self.builder.groups, self.old, i)
        return i


def expand(graph: Graph, wanted: str | Sequence[str], limits: Limits | None = None) -> Graph:
    """`graph` with the wanted layers opened: op names, group ids (`affine1`) or "all".

    Raises ProgramError for a name that nothing in the graph carries.
    """
    names = {wanted} if isinstance(wanted, str) else set(wanted)
    if not names:
        return graph
    chosen = _chosen(graph, names)
    if not chosen:
        return graph
    builder = Builder(graph.program)
    place: list[int] = []
    for i, op in enumerate(graph.ops):
        args = tuple(place[a] for a in graph.args[i])
        if op is not None and op.expand is not None and i in chosen:
            emit = Emit(builder, graph, i)
            forms: tuple[Shape, ...] = tuple(graph.shapes[a] for a in graph.args[i])
            j = op.expand(emit, args, forms, **graph.attrs.get(i, {}))
            _copy_facts(graph, builder, i, j)
        else:
            j = _copy(graph, builder, i, args)
        place.append(j)
    for name, i in graph.inputs.items():
        builder.inputs[name] = place[i]
    for name, i in graph.bindings.items():
        builder.bindings[name] = place[i]
    return builder.graph(place[graph.output], graph.parameters, limits)


def _chosen(graph: Graph, names: set[str]) -> set[int]:
    open_able = {i: op for i, op in enumerate(graph.ops) if op is not None and op.expand is not None}
    known = {op.name for op in OPS.values() if op.expand is not None} | {
        alias for op in OPS.values() if op.expand is not None for alias in op.aliases
    }
    groups = {graph.groups[i]: i for i in open_able if i in graph.groups}
    for name in sorted(names - known - set(groups) - {"all"}):
        choices = Names(sorted({*known, *groups}))
        raise ProgramError(Problem("expand_unknown", {"name": name, "names": choices}, field="expand"))
    return {
        i
        for i, op in open_able.items()
        if "all" in names or op.name in names or names & set(op.aliases) or graph.groups.get(i) in names
    }


def _copy(graph: Graph, builder: Builder, i: int, args: tuple[int, ...]) -> int:
    op = graph.ops[i]
    if op is not None:
        j = builder.apply(op, args, graph.attrs.get(i, {}))
    elif i in graph.constants:
        j = builder.constant(graph.constants[i])
    else:
        j = builder.input(graph.names[i], graph.shapes[i])
    _copy_facts(graph, builder, i, j)
    return j


def _copy_facts(graph: Graph, builder: Builder, i: int, j: int) -> None:
    copy_fact(graph.names, builder.names, i, j)
    copy_fact(graph.keys, builder.keys, i, j)
    copy_fact(graph.spans, builder.spans, i, j)
    copy_fact(graph.sources, builder.sources, i, j)
    copy_fact(graph.groups, builder.groups, i, j)


def copy_fact(source: Mapping[int, Fact], target: dict[int, Fact], i: int, j: int) -> None:
    """What is known of node i in `source` is known of node j in `target`."""
    if i in source:
        target[j] = source[i]
