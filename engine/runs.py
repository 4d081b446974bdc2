"""Many runs of one operation at once: some inputs gain a leading axis of runs, the others are shared.

How an op takes that axis follows from its record. Element by element it broadcasts; an axis, shape
or index among its attributes moves on by one; its `batched` rule says it outright; runs lie side by
side along one of its lanes; failing all that, it runs once for each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

from engine.op import Array, AttrKind, Attrs, Op, Shape

Lane = tuple[int, tuple[int | None, ...]]


class Given(NamedTuple):
    """An input: (runs, …) if it moves from run to run, else the value that all runs share."""

    x: Array
    moves: bool

    @property
    def rank(self) -> int:
        """How many axes it has in one run."""
        return self.x.ndim - self.moves

    def each(self, runs: int) -> Array:
        """(runs, …), also where it is shared."""
        return self.x if self.moves else np.broadcast_to(self.x, (runs, *self.x.shape))


def many(op: Op, attrs: Attrs, inputs: Sequence[Given], shape: Shape) -> tuple[Array, Any]:
    """(y in every run, the piece of a piecewise rule that each element is on, None where smooth).

    shape: of y in one run. At least one input moves.
    """
    runs = next(len(x) for x, moves in inputs if moves)
    together = _together(op, attrs, inputs, (runs, *shape))
    if together is not None:
        xs, settings = together
        y = _forward(op, xs, settings)
        return y, op.piece(y, *xs, **settings) if op.piece else None
    if op.batched is not None:
        return np.asarray(op.batched(*(x if moves else x[None] for x, moves in inputs), **attrs)), None
    lane = next(lanes(op, [(each.rank, each.moves) for each in inputs]), None)
    if lane is not None:
        return _side_by_side(op, attrs, inputs, lane, runs), None
    rows = [[x[k] if moves else x for x, moves in inputs] for k in range(runs)]
    y = np.stack([_forward(op, row, attrs) for row in rows])
    if op.piece is None:
        return y, None
    return y, np.stack([op.piece(one, *row, **attrs) for one, row in zip(y, rows, strict=True)])


def lanes(op: Op, inputs: Sequence[tuple[int, bool]]) -> Iterator[Lane]:
    """The lanes along which the moving inputs can move; inputs: (rank, whether it moves)."""
    if all(rank <= 2 for rank, _ in inputs):
        for lane in op.lanes:
            parts = zip(lane[1], inputs, strict=True)
            if all(not moves if axis is None else -rank <= axis < rank for axis, (rank, moves) in parts):
                yield lane


def _forward(op: Op, xs: Sequence[Array], attrs: Attrs) -> Array:
    y = op.forward(*xs, **attrs)
    return np.asarray(y[0] if op.stash else y)


def _together(
    op: Op, attrs: Attrs, inputs: Sequence[Given], shape: Shape
) -> tuple[list[Array], Attrs] | None:
    """Inputs and attributes with which the op's own rules take all runs at once, if they can."""
    if op.elementwise:
        rank = max(each.rank for each in inputs)
        return [_aligned(x, rank) if moves else x for x, moves in inputs], attrs
    liftable = [a for a in op.attrs if a.kind in ("axis", "axes", "shape", "index")]
    if not liftable:
        return None
    rank = inputs[0].rank
    lifted = {a.name: _lifted(a.kind, attrs.get(a.name, a.default), rank, shape) for a in liftable}
    return [each.each(shape[0]) for each in inputs], {**attrs, **lifted}


def _aligned(x: Array, rank: int) -> Array:
    """x (runs, …) with ones after the runs, so that it broadcasts against inputs of `rank` axes."""
    return x.reshape(len(x), *(1,) * (rank + 1 - x.ndim), *x.shape[1:])


def _lifted(kind: AttrKind, value: Any, rank: int, shape: Shape) -> Any:
    """An attribute after a leading axis came; rank: of the input before, shape: of y after."""
    match kind:
        case "axis":
            return _later(value)
        case "axes" if value is None:
            return tuple(range(1, rank + 1))
        case "axes":
            return tuple(map(_later, value if isinstance(value, tuple) else (value,)))
        case "shape":
            return shape
    return (slice(None), *value)


def _later(axis: int) -> int:
    return axis if axis < 0 else axis + 1


def _side_by_side(op: Op, attrs: Attrs, inputs: Sequence[Given], lane: Lane, runs: int) -> Array:
    """The runs laid side by side along a lane, as if they were more rows or columns of one run."""
    out_axis, axes = lane
    parts = zip(inputs, axes, strict=True)
    y = _forward(op, [each.x if axis is None else _folded(each, axis, runs) for each, axis in parts], attrs)
    k = out_axis % y.ndim
    return np.moveaxis(y.reshape(*y.shape[:k], runs, y.shape[k] // runs, *y.shape[k + 1 :]), k, 0)


def _folded(given: Given, axis: int, runs: int) -> Array:
    """All runs of an input in one, joined along `axis`."""
    k = axis % given.rank
    x = np.moveaxis(given.each(runs), 0, k)
    return x.reshape(*x.shape[:k], runs * x.shape[k + 1], *x.shape[k + 2 :])
