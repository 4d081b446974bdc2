"""Grows a graph node by node, and freezes it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from math import prod

from engine.errors import EngineError, LimitError, Misfit, Problem, ShapeError, Span
from engine.graph import LIMITS, Graph, Limits
from engine.op import NO_ATTRS, Attrs, Op, Shape
from engine.shapes import shown
from engine.values import Value


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
        return self.names.get(i) or self.sources.get(i) or f"n{i}"
