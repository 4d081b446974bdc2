"""The order of cards inside their columns: each near its neighbours, with few wires crossing."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence

SWEEPS = 8

Link = tuple[int, int, float, float]
"""From, to, and where it leaves and enters, below the middle of each."""
Sides = tuple[list[list[tuple[int, float]]], ...]


def ordered(column: Sequence[int], links: Sequence[Link]) -> list[list[int]]:
    """Every column from top to bottom, with the fewest crossings that the sweeps found."""
    order: list[list[int]] = [[] for _ in range(max(column) + 1)]
    for i, c in enumerate(column):
        order[c].append(i)
    sides = sides_of(len(column), links)
    best, fewest = [list(row) for row in order], _crossings(order, links, column)
    for sweep in range(SWEEPS):
        ahead = sweep % 2 == 0
        place = {i: float(k) for row in order for k, i in enumerate(row)}
        for row in order if ahead else reversed(order):
            wish = {i: mean(((place[j] + by / 1e4, 1.0) for j, by in sides[ahead][i]), place[i]) for i in row}
            row.sort(key=lambda i, wish=wish: wish[i])  # type: ignore[misc]
            place.update({i: float(k) for k, i in enumerate(row)})
        crossings = _crossings(order, links, column)
        if crossings < fewest:
            best, fewest = [list(row) for row in order], crossings
    return best


def sides_of(count: int, links: Sequence[Link]) -> Sides:
    """The neighbours on the right and on the left of each, with how far below theirs its wire ends."""
    right: list[list[tuple[int, float]]] = [[] for _ in range(count)]
    left: list[list[tuple[int, float]]] = [[] for _ in range(count)]
    for source, target, leaves, enters in links:
        right[source].append((target, enters - leaves))
        left[target].append((source, leaves - enters))
    return right, left


def mean(weighed: Iterable[tuple[float, float]], otherwise: float) -> float:
    """The mean of (number, weight), where there are any."""
    total = mass = 0.0
    for number, weight in weighed:
        total, mass = total + number * weight, mass + weight
    return total / mass if mass else otherwise


def _crossings(order: Sequence[Sequence[int]], links: Sequence[Link], column: Sequence[int]) -> int:
    """How many pairs of wires cross between neighbouring columns."""
    place = {i: k for row in order for k, i in enumerate(row)}
    between: dict[int, list[tuple[int, int, float]]] = {}
    for source, target, _, enters in links:
        between.setdefault(column[source], []).append((place[source], place[target], enters))
    total = 0
    for found in between.values():
        found.sort()
        seen: list[tuple[int, float]] = []
        for _, target, enters in found:
            total += len(seen) - bisect_right(seen, (target, enters))
            insort(seen, (target, enters))
    return total
