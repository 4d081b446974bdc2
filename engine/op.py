"""The op record: everything the product knows of one operation, and the registry of them.

A rule is a row. The walks, the printers, the API and the page read these fields and never
an op's name; so adding an op touches one file, and the tests over the table cover it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Shape = tuple[int, ...]
Attrs = Mapping[str, Any]

NO_ATTRS: Attrs = {}

AttrKind = Literal["number", "axis", "axes", "flag", "shape", "index", "count"]
View = Literal["product", "mask", "jacobian", "bars", "difference", "saturation", "copy", "average"]


class Attr(NamedTuple):
    """A literal keyword argument: its kind tells the parser what may stand there."""

    name: str
    kind: AttrKind
    default: Any = ...


class Words(NamedTuple):
    """What an op is called and says in one language. `{x}` … stand for its inputs' names.

    `backward` holds one sentence, or one for each of the op's `parts`.
    `watch` is what a learner trips over; `shape` the shape rule in words. `trouble` says why
    plain numbers became NaN or infinity here, in the blanks of `warn.py`.
    """

    title: str
    forward: str
    backward: tuple[str, ...]
    shape: str
    watch: str = ""
    trouble: str = ""


class Sample(NamedTuple):
    """Inputs (nested lists) and attributes on which the tests exercise an op."""

    inputs: tuple[Any, ...]
    attrs: Attrs = NO_ATTRS


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Op:
    """One operation.

    forward(*xs, **attrs) → y; with `stash`, → (y, what is kept), and the kept array stands for y below.
    local[i](y, *xs, **attrs) → ∂y/∂xᵢ element by element, for elementwise ops; the walk multiplies.
    vjp[i](g, y, *xs, **attrs) → gPᵢ, the gradient towards xᵢ, for all others; None: no gradient that way.
    scalar(*floats, **attrs) → (y, ∂y/∂x₁, …) on Python floats. It may raise ArithmeticError or
        ValueError where Python does and IEEE 754 has an answer; the walk then asks the array rule.
    shape(*shapes, **attrs) → shape, or raises Misfit.
    value, gradients: formula texts in `params`, `result` and `g` (upstream); a gradient of an
        elementwise op is its local derivative. What is shown is what the tests evaluate.

    view: how a page may picture it. product: rows of the first input meet columns of the second, a third
        is added; mask: some elements pass; jacobian: every element moves every other; bars: probabilities
        beside labels, difference: and prediction minus label; saturation: a slope of at most 1/4;
        copy, average: one gradient for many.

    For the gradient check, all three optional:
    piece(y, *xs, **attrs) → which piece of a piecewise rule each element is on; a nudge that changes it
        crosses a kink.
    batched(*xs, **attrs) → y for many runs at once: a leading axis of runs on every x (1 where they
        share it) and on y. Elementwise ops, and those with an axis, shape or index, need none.
    lanes: (axis of y, axis of each x): slice j of y needs slice j of each x, or all of it where None;
        for inputs of at most two axes.
    """

    name: str
    params: tuple[str, ...]
    symbol: str
    forward: Callable[..., Any]
    shape: Callable[..., Shape]
    value: str
    gradients: tuple[str | None, ...]
    words: Mapping[str, Words]
    samples: tuple[Sample, ...]
    local: tuple[Callable[..., Any], ...] | None = None
    vjp: tuple[Callable[..., Array] | None, ...] = ()
    scalar: Callable[..., tuple[float, ...]] | None = None
    result: str = "y"
    keeps: tuple[str, ...] = ()
    stash: str | None = None
    attrs: tuple[Attr, ...] = ()
    parts: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    callable: bool = True
    infix: str | None = None
    labels: int | None = None
    check: Callable[..., None] | None = None
    piece: Callable[..., Any] | None = None
    batched: Callable[..., Any] | None = None
    lanes: tuple[tuple[int, tuple[int | None, ...]], ...] = ()
    expand: Callable[..., int] | None = None
    view: View | None = None
    numpy: str | None = None
    numpy_gradients: tuple[str | None, ...] | None = None
    torch: str | None = None
    family: str = field(default="")
    unary: bool = field(init=False)
    stopping: bool = field(init=False)

    def __post_init__(self) -> None:
        """What the walks ask of every node is found once: one input alone; no gradient towards some input."""
        object.__setattr__(self, "unary", len(self.params) == 1)
        object.__setattr__(self, "stopping", not all(map(self.differentiable, range(len(self.params)))))

    @property
    def elementwise(self) -> bool:
        return self.local is not None

    def called(self, text: str) -> str:
        """What a program calls it whose call this is: its sign, its name or an alias."""
        return next((name for name in self.aliases if text.startswith(name)), self.infix or self.name)

    def differentiable(self, slot: int) -> bool:
        """A gradient goes towards input `slot`."""
        return slot != self.labels and (self.local is not None or self.vjp[slot] is not None)


class Registry(dict[str, Op]):
    """Ops by name, in the order of definition; a second op of one name is refused.

    `functions` maps what a program may call, aliases included, to the ops.
    """

    def __init__(self) -> None:
        super().__init__()
        self.functions: dict[str, Op] = {}

    def add(self, op: Op) -> Op:
        spoken = (op.name, *op.aliases)
        taken = [name for name in spoken if name in self or name in self.functions]
        if taken:
            raise ValueError(f"op {taken[0]!r} is defined twice")
        self[op.name] = op
        if op.callable:
            self.functions.update(dict.fromkeys(spoken, op))
        return op


OPS = Registry()
