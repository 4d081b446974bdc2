"""Gradients by central differences: nudge one element either way, run again what depends on it.

Many nudges run at once, along a leading axis of runs (`runs.py`). Where the nudged tensor enters a
matrix product, only the row or column that a nudge can reach is computed anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.graph import Graph
from engine.op import NO_ATTRS, Array, Attrs, Op
from engine.runs import Given, Lane, lanes, many
from engine.values import Value

Indices = NDArray[np.intp]
ROOM = 1 << 18
"""How many numbers the runs of one round may hold: about what stays in a processor's cache."""


class Slopes(NamedTuple):
    """By element of an input: the central difference, and whether ±h crosses a kink there."""

    slope: Array
    kinks: NDArray[np.bool_]


def central_differences(
    graph: Graph, values: Sequence[Value], upstream: Value, names: Sequence[str], h: float
) -> dict[str, Slopes]:
    """(f(x + h) − f(x − h)) / 2h for every element of the named inputs, f = Σ upstream · output.

    values: of every node, as a forward walk left them; the walk's own arrays are not changed.
    """
    base = [np.asarray(value, dtype=np.float64) for value in values]
    found: dict[str, Slopes] = {}
    with np.errstate(all="ignore"):
        for group in _groups(graph, names):
            leaves = [graph.inputs[name] for name in group]
            slope, kinks = _measured(graph, base, np.asarray(upstream), leaves, h)
            start = 0
            for name, leaf in zip(group, leaves, strict=True):
                shape, end = base[leaf].shape, start + base[leaf].size
                found[name] = Slopes(slope[start:end].reshape(shape), kinks[start:end].reshape(shape))
                start = end
    return {name: found[name] for name in names}


def _groups(graph: Graph, names: Sequence[str]) -> Iterator[list[str]]:
    """Inputs nudged in the same rounds: all plain numbers together, every tensor alone."""
    numbers = [name for name in names if not graph.shapes[graph.inputs[name]]]
    if numbers:
        yield numbers
    yield from ([name] for name in names if graph.shapes[graph.inputs[name]])


def _measured(graph: Graph, base: Sequence[Array], seed: Array, leaves: Sequence[int], h: float) -> Slopes:
    """The slopes at every element of the leaves, one leaf after the other."""
    total = sum(base[leaf].size for leaf in leaves)
    found = Slopes(np.zeros(total), np.zeros(total, dtype=np.bool_))
    order = _between(graph, leaves)
    if not order and graph.output not in leaves:
        return found
    held = sum(prod(graph.shapes[i]) for i in order)
    held += max(graph.shapes[leaves[0]]) if _enters_by_lanes(graph, order, leaves) else total
    step = max(1, ROOM // (2 * max(held, 1)))
    for start in range(0, total, step):
        end = min(start + step, total)
        nudges = Nudges(base, leaves, np.arange(start, end), h)
        walk = Walk(graph, base, nudges)
        for i in order:
            walk.run(i)
        up, down = np.split(walk.value(graph.output), 2)
        rise = ((up - down) * seed).reshape(end - start, -1).sum(axis=1)
        found.slope[start:end] = rise / (2 * h)
        found.kinks[start:end] = np.logical_or(*np.split(walk.crossed, 2))
    return found


def _between(graph: Graph, leaves: Sequence[int]) -> list[int]:
    """The operations between the leaves and the output, in order."""
    depends = graph.depending_on(set(leaves))
    needed = {graph.output}
    for i in range(graph.output, -1, -1):
        if i in needed:
            needed.update(graph.args[i])
    return [i for i in sorted(needed) if depends[i] and graph.ops[i] is not None]


class Nudges:
    """One round of runs: each moves one cell, first every cell by +h, then every cell by −h.

    Cells are counted through all leaves. where: the cell of each run; to: the value it is given.
    """

    def __init__(self, base: Sequence[Array], leaves: Sequence[int], cells: Indices, h: float) -> None:
        values = np.concatenate([base[leaf].reshape(-1) for leaf in leaves])[cells]
        self.leaves = list(leaves)
        self.where = np.concatenate((cells, cells))
        self.to = np.concatenate((values + h, values - h))
        self.runs = np.arange(len(self.to))

    def moved(self, leaf: int, value: Array) -> Array:
        """A leaf in every run, (runs, …): its value, with the run's cell moved if it is this leaf's."""
        each = np.repeat(value.reshape(1, -1), len(self.to), axis=0)
        if len(self.leaves) == 1:
            each[self.runs, self.where] = self.to
        else:
            mine = self.where == self.leaves.index(leaf)
            each[mine, 0] = self.to[mine]
        return each.reshape(-1, *value.shape)


class Walk:
    """One round's walk forward, over the nodes that its nudges reach."""

    def __init__(self, graph: Graph, base: Sequence[Array], nudges: Nudges) -> None:
        self.graph, self.base, self.nudges = graph, base, nudges
        self.moved: dict[int, Array] = {}
        self.crossed = np.zeros(len(nudges.to), dtype=np.bool_)

    def value(self, i: int) -> Array:
        """A node that moves, in every run: (runs, …)."""
        if i not in self.moved:
            self.moved[i] = self.nudges.moved(i, self.base[i])
        return self.moved[i]

    def run(self, i: int) -> None:
        """Compute node i in every run; note the runs in which one of its elements changes its piece."""
        graph, op, args = self.graph, self.graph.ops[i], self.graph.args[i]
        assert op is not None
        attrs = graph.attrs.get(i, NO_ATTRS)
        lane = self._entry(i)
        if lane is not None:
            self.moved[i] = self._by_lane(i, op, attrs, lane)
            return
        inputs = [self._given(a, op.differentiable(slot)) for slot, a in enumerate(args)]
        self.moved[i], piece = many(op, attrs, inputs, graph.shapes[i])
        if op.piece is not None:
            before = op.piece(self.base[i], *(self.base[a] for a in args), **attrs)
            self.crossed |= (piece != before).reshape(len(self.crossed), -1).any(axis=1)

    def _moves(self, i: int) -> bool:
        return i in self.moved or i in self.nudges.leaves

    def _given(self, i: int, followed: bool) -> Given:
        """Node i as an input; where no gradient follows, as for labels, it stands still."""
        moves = followed and self._moves(i)
        return Given(self.value(i) if moves else self.base[i], moves)

    def _entry(self, i: int) -> Lane | None:
        """The lane by which the nudged leaf enters node i, if it alone moves there."""
        args, op = self.graph.args[i], self.graph.ops[i]
        if op is None or [a for a in args if self._moves(a)] != self.nudges.leaves:
            return None
        return next(lanes(op, [(self.base[a].ndim, self._moves(a)) for a in args]), None)

    def _by_lane(self, i: int, op: Op, attrs: Attrs, lane: Lane) -> Array:
        """Node i with, in every run, the one lane computed anew that the run's cell lies in."""
        xs, y, runs = [self.base[a] for a in self.graph.args[i]], self.base[i], self.nudges.runs
        out_axis, axes = lane
        slot = self.graph.args[i].index(self.nudges.leaves[0])
        entry = axes[slot]
        assert entry is not None
        cell = list(np.unravel_index(self.nudges.where, xs[slot].shape))
        number, cell[entry] = cell[entry], runs
        parts = [x if axis is None else x.take(number, axis) for x, axis in zip(xs, axes, strict=True)]
        parts[slot][tuple(cell)] = self.nudges.to
        each = np.repeat(y[None], len(runs), axis=0)
        by_lane = np.moveaxis(each, 1 + out_axis % y.ndim, 1)
        by_lane[runs, number] = np.moveaxis(op.forward(*parts, **attrs), out_axis, 0)
        return each


def _enters_by_lanes(graph: Graph, order: Sequence[int], leaves: Sequence[int]) -> bool:
    """Whether a tensor is read by ops with lanes alone, so that no run holds all of it."""
    readers = [graph.ops[i] for i in order if set(leaves) & set(graph.args[i])]
    return bool(graph.shapes[leaves[0]]) and all(op is not None and op.lanes for op in readers)
