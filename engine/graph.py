"""A program as data: nodes in creation order, single assignment, shapes known before any number.

A graph is columns, not node objects: `ops[i]` and `args[i]` are node i. Arguments come before
their users, so creation order is a topological order and no walk needs recursion or a sort.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, chain
from math import prod

from engine.errors import EngineError, LimitError, Misfit, Problem, ShapeError, Span
from engine.numerals import numeral
from engine.op import NO_ATTRS, Attrs, Op, Shape
from engine.record import record
from engine.shapes import shown
from engine.values import Value


@dataclass(frozen=True)
class Limits:
    """Sizes above which a request is refused before anything is allocated."""

    program: int = 256 * 1024
    nodes: int = 20_000
    elements: int = 1_000_000
    total: int = 8_000_000


LIMITS = Limits()


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

    @cached_property
    def parametric(self) -> tuple[bool, ...]:
        """Which nodes depend on a parameter in such a way."""
        return self.depending_on({self.inputs[name] for name in self.parameters} - self.label_only)

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
    def trainable(self) -> tuple[str, ...]:
        """The parameters that an update moves: those with a gradient, so no labels."""
        return tuple(name for name in self.parameters if self.requires_grad[self.inputs[name]])

    @cached_property
    def first_edge(self) -> tuple[int, ...]:
        """Edges are numbered by target, then slot: edge `first_edge[i] + slot` enters node i."""
        return tuple(accumulate(map(len, self.args[:-1]), initial=0))

    @cached_property
    def uses(self) -> tuple[int, ...]:
        """How often each node is read."""
        out = [0] * len(self.ops)
        for a in chain.from_iterable(self.args):
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
        """Node i as the user wrote it, for messages."""
        return self.sources.get(i) or self.label(i)


class Builder:
    """Grows a graph. `graph()` infers the shapes, checks the limits and freezes it."""

    def __init__(self, program: str = "") -> None:
        self.program = program
        self.ops: list[Op | None] = []
        self.args: list[tuple[int, ...]] = []
        self.attrs: dict[int, Attrs] = {}
        self.leaf_shapes: dict[int, Shape] = {}
        self.constants: dict[int, Value] = {}
        self.inputs: dict[str, int] = {}
        self.bindings: dict[str, int] = {}
        self.names: dict[int, str] = {}
        self.keys: dict[int, str] = {}
        self.spans: dict[int, Span] = {}
        self.sources: dict[int, str] = {}
        self.groups: dict[int, str] = {}

    def apply(self, op: Op, args: tuple[int, ...], attrs: Attrs = NO_ATTRS) -> int:
        """A new operation node; its index."""
        i = len(self.ops)
        self.ops.append(op)
        self.args.append(args)
        if attrs:
            self.attrs[i] = attrs
        return i

    def numbers(self, names: Collection[str]) -> None:
        """Many input nodes of one number each, in order."""
        places = dict(zip(names, range(len(self.ops), len(self.ops) + len(names)), strict=True))
        self.extend([None] * len(names), [()] * len(names))
        self.inputs.update(places)
        self.bindings.update(places)
        self.names.update(zip(places.values(), places, strict=True))

    def extend(self, ops: Iterable[Op | None], args: Iterable[tuple[int, ...]]) -> None:
        """Many nodes without attributes, in order; as many arguments as ops."""
        self.ops.extend(ops)
        self.args.extend(args)

    def _leaf(self, shape: Shape) -> int:
        i = len(self.ops)
        self.ops.append(None)
        self.args.append(())
        if shape:
            self.leaf_shapes[i] = shape
        return i

    def input(self, name: str, shape: Shape = ()) -> int:
        """A new input node; its index."""
        i = self._leaf(shape)
        self.inputs[name] = self.bindings[name] = i
        self.names[i] = name
        return i

    def constant(self, value: Value) -> int:
        """A new constant node; its index."""
        i = self._leaf(() if isinstance(value, float) else value.shape)
        self.constants[i] = value
        return i

    def bind(self, name: str, i: int) -> None:
        """From here on `name` is node i."""
        self.bindings[name] = i
        self.names[i] = name

    def graph(
        self, output: int | None = None, parameters: tuple[str, ...] = (), limits: Limits | None = None
    ) -> Graph:
        """The frozen graph; output defaults to the last node. Raises ShapeError, LimitError."""
        limits = limits or LIMITS
        if len(self.ops) > limits.nodes:
            raise LimitError(Problem("too_many_nodes", {"size": len(self.ops), "limit": limits.nodes}))
        kinds = frozenset(filter(None, set(self.ops)))
        scalar = not self.leaf_shapes and all(op.scalar for op in kinds)
        return Graph(
            ops=tuple(self.ops),
            args=tuple(self.args),
            attrs=self.attrs,
            shapes=((),) * len(self.ops) if scalar else self._shapes(limits),
            constants=self.constants,
            inputs=self.inputs,
            bindings=self.bindings,
            output=len(self.ops) - 1 if output is None else output,
            kinds=kinds,
            scalar=scalar,
            names=self.names,
            keys=self.keys,
            spans=self.spans,
            sources=self.sources,
            groups=self.groups,
            parameters=parameters,
            program=self.program,
        )

    def _shapes(self, limits: Limits) -> tuple[Shape, ...]:
        shapes: list[Shape] = []
        total = 0
        for i, op in enumerate(self.ops):
            if op is None:
                shape = self.leaf_shapes.get(i, ())
            else:
                try:
                    shape = op.shape(*(shapes[a] for a in self.args[i]), **self.attrs.get(i, NO_ATTRS))
                except Misfit as misfit:
                    raise self._misfit(misfit, i, op, shapes) from None
            size = prod(shape)
            total += size
            reach = size or prod(filter(None, shape))  # NumPy bounds an empty array by its other axes
            if reach > limits.elements:
                raise self._too_large("too_many_elements", i, reach, limits.elements)
            if total > limits.total:
                raise self._too_large("too_many_elements_total", i, total, limits.total)
            shapes.append(shape)
        return tuple(shapes)

    def _too_large(self, code: str, i: int, size: int, limit: int) -> LimitError:
        return LimitError(Problem(code, {"size": size, "limit": limit}, self.spans.get(i), node=f"n{i}"))

    def _misfit(self, misfit: Misfit, i: int, op: Op, shapes: list[Shape]) -> EngineError:
        """The error of a shape rule, with the operands as the user wrote them."""
        args = self.args[i]
        left, right = args[0], args[-1]
        if misfit.slot is not None:
            left = right = args[misfit.slot]
            if misfit.slot > 0 and misfit.code != "needs_matrix":
                left = args[0]
        params = {
            "op": op.called(self.sources.get(i, "")),
            "left": self._written(left),
            "right": self._written(right),
            "left_shape": shown(shapes[left]),
            "right_shape": shown(shapes[right]),
            **misfit.params,
        }
        return ShapeError(Problem(misfit.code, params, self.spans.get(i), node=f"n{i}"))

    def _written(self, i: int) -> str:
        return self.sources.get(i) or self.names.get(i) or f"n{i}"
