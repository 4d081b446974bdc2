"""A wire: thin on the way forward; beneath it, as wide as its gradient is large, what came back along it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element

import numpy as np

from engine.numerals import numeral
from engine.picture.arrange import Point
from engine.picture.figures import NOTE, draw_mark, ink_of, sign_of, width_of
from engine.picture.svg import draw, write
from engine.trace import Trace
from engine.values import Value

THINNEST, THICKEST, POWER = 3.0, 11.0, 0.4
HEAD = 8.0


def strength(value: Value) -> float:
    """The largest finite |element|."""
    sizes = np.abs(np.asarray(value))
    return float(np.max(sizes, where=np.isfinite(sizes), initial=0.0))


def room_of(text: str) -> float:
    """How long a wire runs level before it enters, so that its number has room beneath it."""
    return width_of(text, NOTE) + 26 if text else 0.0


def curve(points: Sequence[Point], level: float) -> str:
    """Level where it leaves, across every column that it passes, and for a while before it enters."""
    *points, end = points
    points = [*points, Point(end.x - level, end.y), end]
    parts = [f"M{points[0].x:.6g} {points[0].y:.6g}"]
    for k, (a, b) in enumerate(pairwise(points)):
        if k % 2:
            parts.append(f"H{b.x:.6g}")
        else:
            middle = (a.x + b.x) / 2
            parts.append(f"C{middle:.6g} {a.y:.6g} {middle:.6g} {b.y:.6g} {b.x:.6g} {b.y:.6g}")
    return "".join(parts)


def told(trace: Trace, edge: int, source: int) -> str:
    """A contribution that is a number, where its source adds up several; else nothing."""
    term = trace.edges.grad[edge]
    return (
        numeral(float(term))
        if term is not None and not np.ndim(term) and trace.ledger.need[source] > 1
        else ""
    )


def draw_back(
    parent: Element, points: Sequence[Point], level: float, term: Value | None, largest: float
) -> None:
    """What came back; nothing where no gradient did."""
    if term is None:
        return
    sign, share = sign_of(term), strength(term) / largest if largest else 0.0
    ink = "wrong" if sign == "wrong" else f"{sign}-mark"
    width = THINNEST + (THICKEST - THINNEST) * min(1.0, share) ** POWER
    draw(parent, "path", stroke=ink, stroke_width=width, stroke_opacity=0.4, d=curve(points, level))


def draw_ahead(parent: Element, points: Sequence[Point], level: float) -> None:
    """The way of the value, with its arrow head."""
    *before, end = points
    draw(parent, "path", stroke="line", stroke_width=2, d=curve([*before, Point(end.x - 3, end.y)], level))
    head = f"M{end.x:.6g} {end.y:.6g}l{-HEAD:g}-4.5v9Z"
    draw(parent, "path", fill="line", d=head)


def draw_told(parent: Element, end: Point, text: str, term: Value) -> None:
    """A contribution beneath the end of its wire."""
    sign = sign_of(term)
    right, base = end.x - HEAD - 4, end.y + 20
    write(parent, (right, base), text, ink_of(sign), NOTE, text_anchor="end", font_weight=600)
    draw_mark(parent, Point(right - width_of(text, NOTE) - 12, base - 5), sign)
