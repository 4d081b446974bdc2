"""The steps of a trace: one event each, in the order in which a person watches them.

A step names what happens and where; its numbers stay in the trace. So steps are a pure
function of the trace, and every reader tells the same story (interaction §2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, overload

from engine.trace import Trace

# kind → the phase it belongs to
PHASES: Mapping[str, str] = {
    "inputs": "forward",
    "fork": "forward",
    "forward": "forward",
    "loss": "loss",
    "seed": "backward",
    "backward": "backward",
    "unbroadcast": "backward",
    "accumulate": "backward",
    "update": "update",
    "zero": "update",
    "done": "update",
}
DETAILS = frozenset({"fork"})


class Step(NamedTuple):
    """kind: a key of PHASES. node: −1 where a step has none.
    edges: those that take part; in a backward step, those that carry a contribution.
    part: dX, dW, db of an op that takes one step a gradient.
    """

    kind: str
    node: int = -1
    edges: tuple[int, ...] = ()
    part: str | None = None

    @property
    def phase(self) -> str:
        return PHASES[self.kind]

    @property
    def detail(self) -> bool:
        """Shown at the finest granularity only."""
        return self.kind in DETAILS


@dataclass(frozen=True, eq=False)
class Steps(Sequence[Step]):
    """Steps as columns; a step is put together when it is looked at.

    edge: the one edge that a step is about, −1 where its node says enough.
    """

    trace: Trace
    kind: list[str] = field(default_factory=list)
    node: list[int] = field(default_factory=list)
    edge: list[int] = field(default_factory=list)

    def add(self, kind: str, node: int = -1, edge: int = -1) -> None:
        """One step more."""
        self.kind.append(kind)
        self.node.append(node)
        self.edge.append(edge)

    def __len__(self) -> int:
        return len(self.kind)

    @overload
    def __getitem__(self, k: int) -> Step: ...
    @overload
    def __getitem__(self, k: slice) -> list[Step]: ...
    def __getitem__(self, k: int | slice) -> Step | list[Step]:
        if isinstance(k, slice):
            return [self[j] for j in range(*k.indices(len(self)))]
        return self._step(self.kind[k], self.node[k], self.edge[k])

    def __iter__(self) -> Iterator[Step]:
        return map(self._step, self.kind, self.node, self.edge)

    def _step(self, kind: str, node: int, edge: int) -> Step:
        if edge < 0:
            return Step(kind, node, TAKING_PART[kind](self, node) if kind in TAKING_PART else ())
        op = self.trace.graph.ops[node] if kind == "backward" else None
        part = op.parts[edge - self.trace.graph.first_edge[node]] if op else None
        return Step(kind, node, (edge,), part)

    def entering(self, node: int) -> tuple[int, ...]:
        """The edges into a node."""
        first = self.trace.graph.first_edge[node]
        return tuple(range(first, first + len(self.trace.graph.args[node])))

    def sending(self, node: int) -> tuple[int, ...]:
        """The edges into a node that carry a contribution."""
        grad = self.trace.edges.grad
        return tuple([edge for edge in self.entering(node) if grad[edge] is not None])

    def leaving(self, node: int) -> tuple[int, ...]:
        """The edges out of a node that is used more than once."""
        return tuple(self._leaving[node])

    @cached_property
    def _leaving(self) -> Mapping[int, list[int]]:
        graph = self.trace.graph
        out: dict[int, list[int]] = {a: [] for a, uses in enumerate(graph.uses) if uses > 1}
        for edge, a in enumerate(graph.origins):
            if a in out:
                out[a].append(edge)
        return out

    @property
    def node_level(self) -> int:
        """How many steps there are without the details."""
        return len(self) - sum(map(self.kind.count, DETAILS))


# kind → the edges of a step that is about a node
TAKING_PART: Mapping[str, Callable[[Steps, int], tuple[int, ...]]] = {
    "fork": Steps.leaving,
    "forward": Steps.entering,
    "backward": Steps.sending,
}


def steps(trace: Trace) -> Steps:
    """Every step, `fork` details included."""
    out = Steps(trace)
    _ahead(trace, out)
    _back(trace, out)
    _update(trace, out)
    return out


def _ahead(trace: Trace, out: Steps) -> None:
    graph = trace.graph
    kind, node = out.kind.append, out.node.append
    out.add("inputs")
    forking = [uses > 1 for uses in graph.uses]
    for i, args in enumerate(graph.args):
        if args:
            for a in args:
                if forking[a]:
                    forking[a] = False
                    kind("fork")
                    node(a)
            kind("forward")
            node(i)
    out.edge.extend([-1] * (len(out.kind) - 1))
    out.add("loss", graph.output)


def _back(trace: Trace, out: Steps) -> None:
    graph, raw, have = trace.graph, trace.edges.raw, trace.ledger.have
    kind, node, edge = out.kind.append, out.node.append, out.edge.append
    out.add("seed", graph.output)
    columns = (range(len(graph)), graph.ops, graph.args, graph.first_edge, trace.grads, graph.requires_grad)
    for i, op, args, first, g, needed in zip(*map(reversed, columns), strict=True):
        if op is None or g is None or not needed:
            continue
        parts = op.parts
        if not parts:
            kind("backward")
            node(i)
            edge(-1)
        e = first
        for to in args:
            if parts and have[e]:
                out.add("backward", i, e)
            if raw and e in raw:
                out.add("unbroadcast", to, e)
            if have[e] > 1:
                kind("accumulate")
                node(to)
                edge(e)
            e += 1


def _update(trace: Trace, out: Steps) -> None:
    if trace.update is None:
        return
    for name in trace.graph.trainable:
        out.add("update", trace.graph.inputs[name])
    out.add("zero")
    out.add("done", trace.graph.output)
