"""Cards in columns from left to right, each right of all that it is made of, with wires around them.

Columns by the longest way from the leaves, order by the mean of the neighbours (Sugiyama's sweeps), heights
as close to the neighbours as the order allows (least squares, by pooling).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from engine.picture.order import SWEEPS, Link, mean, ordered, sides_of

SPACE = 24.0
"""Between two cards of a column."""
BEND = 14.0
"""The height that a wire takes where it passes a column."""
FAR = 30
"""A wire over more columns goes straight: making way for it would cost more than it shows."""


class Size(NamedTuple):
    width: float
    height: float


class Point(NamedTuple):
    x: float
    y: float


class Arrangement(NamedTuple):
    """corners: top left of each card; wires: the points of each edge, from card to card, two a column."""

    corners: list[Point]
    wires: list[list[Point]]
    size: Size


def arrange(
    sizes: Sequence[Size], edges: Sequence[tuple[int, int]], gap: float, weights: Sequence[float]
) -> Arrangement:
    """Places for cards of these sizes; edges (source, target) enter a card in the order in which they come.

    weights: how much each card is to be level with its neighbours; the lighter make way.
    """
    if not sizes:
        return Arrangement([], [], Size(0.0, 0.0))
    column = _columns(len(sizes), edges)
    heights = [size.height + SPACE for size in sizes]
    entries = _entries(sizes, edges)
    chains: list[list[int]] = []
    links: list[Link] = []
    for (source, target), entry in zip(edges, entries, strict=True):
        passed = range(column[source] + 1, column[target])
        bends = list(range(len(column), len(column) + len(passed))) if len(passed) < FAR else []
        column += list(passed) if bends else []
        heights += [BEND] * len(bends)
        chain = [source, *bends, target]
        chains.append(chain)
        if bends or not passed:
            ends = [0.0] * len(bends) + [entry]
            links += [(a, b, 0.0, end) for a, b, end in zip(chain, chain[1:], ends, strict=False)]
    order = ordered(column, links)
    y = _heights(order, heights, links, [*weights, *[1.0] * (len(heights) - len(weights))])
    left, widths, width = _widths(column, sizes, gap)
    corners = [
        Point(left[c] + (widths[c] - size.width) / 2, y[i] - size.height / 2)
        for i, (c, size) in enumerate(zip(column, sizes, strict=False))
    ]
    wires = []
    for chain, entry in zip(chains, entries, strict=True):
        source, target = chain[0], chain[-1]
        points = [Point(corners[source].x + sizes[source].width, y[source])]
        for bend in chain[1:-1]:
            start = left[column[bend]]
            points += [Point(start, y[bend]), Point(start + widths[column[bend]], y[bend])]
        wires.append([*points, Point(corners[target].x, y[target] + entry)])
    bottom = max(corner.y + size.height for corner, size in zip(corners, sizes, strict=True))
    return Arrangement(corners, wires, Size(width, max(bottom, *y)))


def _columns(count: int, edges: Sequence[tuple[int, int]]) -> list[int]:
    """Edges lead from lower numbers to higher ones; a leaf stands right before its first user."""
    column, made = [0] * count, [False] * count
    for source, target in sorted(edges, key=lambda edge: edge[1]):
        made[target] = True
        column[target] = max(column[target], column[source] + 1)
    first: dict[int, int] = {}
    for source, target in edges:
        first[source] = min(first.get(source, count), column[target])
    return [c if made[i] or i not in first else first[i] - 1 for i, c in enumerate(column)]


def _entries(sizes: Sequence[Size], edges: Sequence[tuple[int, int]]) -> list[float]:
    """Where each edge enters its target, below the middle: evenly spread over the card's side."""
    entering: dict[int, list[int]] = {}
    for e, (_, target) in enumerate(edges):
        entering.setdefault(target, []).append(e)
    out = [0.0] * len(edges)
    for target, found in entering.items():
        for k, e in enumerate(found, 1):
            out[e] = sizes[target].height * (k / (len(found) + 1) - 0.5)
    return out


def _heights(
    order: Sequence[Sequence[int]],
    heights: Sequence[float],
    links: Sequence[Link],
    weights: Sequence[float],
) -> list[float]:
    """The middle of each: level with its neighbours where its column leaves room, the topmost edge at 0."""
    y = [0.0] * len(heights)
    sides = sides_of(len(heights), links)
    for sweep in range(SWEEPS):
        ahead = sweep % 2 == 0
        for row in order if ahead else reversed(order):
            wish = [mean(((y[j] + by, weights[j]) for j, by in sides[ahead][i]), y[i]) for i in row]
            found = _apart(wish, [heights[i] for i in row], [weights[i] for i in row])
            for i, at in zip(row, found, strict=True):
                y[i] = at
    top = min(at - (height - SPACE) / 2 for at, height in zip(y, heights, strict=True))
    return [at - top for at in y]


def _apart(wish: Sequence[float], heights: Sequence[float], weights: Sequence[float]) -> list[float]:
    """The places nearest to the wished ones (weighted squares) that keep the order and do not overlap."""
    offsets, at = [], 0.0
    for k, height in enumerate(heights):
        at += (height + heights[k - 1]) / 2 if k else 0.0
        offsets.append(at)
    pools: list[tuple[float, float, int]] = []
    for wished, offset, weight in zip(wish, offsets, weights, strict=True):
        level, mass, count = wished - offset, weight, 1
        while pools and pools[-1][0] > level:
            other, more, many = pools.pop()
            level, mass, count = (level * mass + other * more) / (mass + more), mass + more, count + many
        pools.append((level, mass, count))
    levels = [level for level, _, count in pools for _ in range(count)]
    return [level + offset for level, offset in zip(levels, offsets, strict=True)]


def _widths(
    column: Sequence[int], sizes: Sequence[Size], gap: float
) -> tuple[list[float], list[float], float]:
    """(left edge, width) of each column, and the width of all."""
    widths = [0.0] * (max(column) + 1)
    for c, size in zip(column, sizes, strict=False):
        widths[c] = max(widths[c], size.width)
    left, at = [], 0.0
    for width in widths:
        left.append(at)
        at += width + gap
    return left, widths, at - gap
