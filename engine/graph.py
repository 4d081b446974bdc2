"""A program as data: nodes in creation order, single assignment, shapes known before any number.

A graph is columns, not node objects: `ops[i]` and `args[i]` are node i. Arguments come before
their users, so creation order is a topological order and no walk needs recursion or a sort.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, chain
from typing import Any, NamedTuple

from engine.errors import Span
from engine.numerals import numeral
from engine.op import NO_ATTRS, Attrs, Op, Shape
from engine.record import record
from engine.values import Value


@dataclass(frozen=True)
class Limits:
    """Sizes above which a request is refused before anything is allocated."""

    program: int = 256 * 1024
    nodes: int = 20_000
    elements: int = 1_000_000
    total: int = 8_000_000


LIMITS = Limits()


class Way(NamedTuple):
    """A gradient's way along an edge to node `to`, of this shape.

    rule: an elementwise op's local derivative (`Op.local`), another op's gradient towards `to` (`Op.vjp`).
    """

    edge: int
    slot: int
    to: int
    shape: Shape
    rule: Callable[..., Any]


class Departure(NamedTuple):
    """A node on the way back, and where its gradient goes on."""

    node: int
    elementwise: bool
    args: tuple[int, ...]
    attrs: Attrs
    ways: tuple[Way, ...]


@record
class Graph:
    """An immutable graph. Sparse facts (names, spans …) are mappings from the node's index.

    ops[i] is None for a leaf. inputs: name → node; bindings: name → its last node.
    kinds: the ops among `ops`. scalar: every node is one number and has a rule for Python floats,
    so the fast path holds.
    keys[i] is the identity that survives edits; sources[i] the text the node was written as.
    """

    ops: tuple[Op | None, ...]
    args: tuple[tuple[int, ...], ...]
    attrs: Mapping[int, Attrs]
    shapes: tuple[Shape, ...]
    constants: Mapping[int, Value]
    inputs: Mapping[str, int]
    bindings: Mapping[str, int]
    output: int
    kinds: frozenset[Op]
    scalar: bool
    names: Mapping[int, str] = field(default_factory=dict)
    keys: Mapping[int, str] = field(default_factory=dict)
    spans: Mapping[int, Span] = field(default_factory=dict)
    sources: Mapping[int, str] = field(default_factory=dict)
    groups: Mapping[int, str] = field(default_factory=dict)
    parameters: tuple[str, ...] = ()
    program: str = ""

    def __len__(self) -> int:
        return len(self.ops)

    @property
    def leaves(self) -> Iterator[int]:
        """The nodes that no operation makes, in order."""
        return (i for i, args in enumerate(self.args) if not args)

    @cached_property
    def label_only(self) -> frozenset[int]:
        """Nodes whose every use is, in the end, as labels of a loss: no gradient goes there."""
        if all(op.labels is None for op in self.kinds):
            return frozenset()
        other: set[int] = {self.output}
        used: set[int] = set()
        for i in range(len(self.ops) - 1, -1, -1):
            op, args = self.ops[i], self.args[i]
            used.update(args)
            if op is not None and (i in other or i not in used):
                other.update(a for slot, a in enumerate(args) if slot != op.labels)
        return frozenset(used - other)

    @cached_property
    def requires_grad(self) -> tuple[bool, ...]:
        """Which nodes depend on an input in a way that a gradient can follow."""
        if not (self.constants or self.label_only or any(op.stopping for op in self.kinds)):
            return (True,) * len(self)
        return self.depending_on(set(self.inputs.values()) - self.label_only)

    def depending_on(self, roots: Collection[int]) -> tuple[bool, ...]:
        """Which nodes depend on one of these leaves in a way that a gradient can follow."""
        out: list[bool] = []
        for i, (op, args) in enumerate(zip(self.ops, self.args, strict=True)):
            if op is None:
                out.append(i in roots)
            elif not op.stopping:
                out.append(out[args[0]] or (len(args) > 1 and any(out[a] for a in args)))
            else:
                out.append(any(out[a] and op.differentiable(slot) for slot, a in enumerate(args)))
        return tuple(out)

    @cached_property
    def departures(self) -> tuple[Departure, ...]:
        """The way back from the output, found once for all passes."""
        return tuple(self._departures(self.requires_grad))

    @cached_property
    def parametric_departures(self) -> tuple[Departure, ...]:
        """The part of it that leads to a parameter."""
        leaves = {self.inputs[name] for name in self.parameters}
        return tuple(self._departures(self.depending_on(leaves - self.label_only)))

    def _departures(self, requires: Sequence[bool]) -> Iterator[Departure]:
        for i in range(self.output, -1, -1):
            op, args, first = self.ops[i], self.args[i], self.first_edge[i]
            if op is None or not requires[i]:
                continue
            ways = tuple(
                Way(first + slot, slot, a, self.shapes[a], rule)
                for slot, (a, rule) in enumerate(zip(args, op.local or op.vjp, strict=True))
                if requires[a] and rule is not None and slot != op.labels
            )
            yield Departure(i, op.elementwise, args, self.attrs.get(i, NO_ATTRS), ways)

    @cached_property
    def trainable(self) -> tuple[str, ...]:
        """The parameters that an update moves: those with a gradient, so no labels."""
        return tuple(name for name in self.parameters if self.requires_grad[self.inputs[name]])

    @cached_property
    def origins(self) -> tuple[int, ...]:
        """Where each edge comes from."""
        return tuple(chain.from_iterable(self.args))

    @cached_property
    def first_edge(self) -> tuple[int, ...]:
        """Edges are numbered by target, then slot: edge `first_edge[i] + slot` enters node i."""
        return tuple(accumulate(map(len, self.args[:-1]), initial=0))

    @cached_property
    def uses(self) -> tuple[int, ...]:
        """How often each node is read."""
        out = [0] * len(self.ops)
        for a in self.origins:
            out[a] += 1
        return tuple(out)

    def kind(self, i: int) -> str:
        """input, parameter, label, constant or operation."""
        if self.ops[i] is not None:
            return "operation"
        if i in self.constants:
            return "constant"
        if i in self.label_only:
            return "label"
        return "parameter" if self.names[i] in self.parameters else "input"

    def label(self, i: int) -> str:
        """What a person calls node i: its name, its number, its text if short, else op and count."""
        if i in self.names:
            return self.names[i]
        constant = self.constants.get(i)
        if isinstance(constant, float):
            return numeral(constant)
        source = self.sources.get(i, "")
        if source and len(source) <= 12 and "\n" not in source:
            return source
        return self.numbered[i]

    @cached_property
    def numbered(self) -> Mapping[int, str]:
        """`add1`, `add2`, `exp1` …: every operation's op and count."""
        count: dict[str, int] = {}
        out: dict[int, str] = {}
        for i, op in enumerate(self.ops):
            name = "const" if op is None else op.name
            count[name] = count.get(name, 0) + 1
            out[i] = f"{name}{count[name]}"
        return out

    def written(self, i: int) -> str:
        """Node i as the user wrote it where it is read, for messages: what has a name is read by it."""
        return self.names.get(i) or self.sources.get(i) or self.label(i)
