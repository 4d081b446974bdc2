"""Numbers in a picture: a figure, a small grid, or the range of a large tensor; and the marks of signs."""

from __future__ import annotations

import unicodedata
from xml.etree.ElementTree import Element

import numpy as np

from engine.numerals import numeral
from engine.op import Array
from engine.picture.arrange import Point
from engine.picture.svg import draw, write
from engine.values import Value

MOST = 5
"""Rows and columns of a tensor that are written out; larger ones show their range."""
ROW, CELL = 26.0, 24.0
FIGURE, NOTE = 17.0, 14.0
MARKS = {
    "positive": "M-6 5 0-6 6 5Z",
    "negative": "M-6-5 0 6 6-5Z",
    "mixed": "M-6 0 0-6 6 0 0 6Z",
    "zero": "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0Zm2 0a3 3 0 1 1 6 0a3 3 0 1 1-6 0Z",
    "wrong": "M-6-4-4-6 0-2 4-6 6-4 2 0 6 4 4 6 0 2-4 6-6 4-2 0Z",
}


def width_of(text: str, size: float) -> float:
    """About how wide a line of text is; East Asian characters are as wide as they are high."""
    return sum(size if unicodedata.east_asian_width(c) in "WF" else 0.6 * size for c in text)


def sign_of(value: Value) -> str:
    """positive, negative, zero, mixed, or wrong where a number is none."""
    x = np.asarray(value)
    if np.isnan(x).any():
        return "wrong"
    above, below = bool((x > 0).any()), bool((x < 0).any())
    return "mixed" if above and below else "positive" if above else "negative" if below else "zero"


def draw_mark(parent: Element, at: Point, sign: str) -> None:
    """▲, ▼, ◆, ○ or ✕, so that a sign is never told by its colour alone."""
    ink = "wrong" if sign == "wrong" else f"{sign}-mark"
    place = f"translate({at.x:g} {at.y:g})"
    draw(parent, "path", fill=ink, fill_rule="evenodd", d=MARKS[sign], transform=place)


def ink_of(sign: str) -> str:
    """The ink of a gradient's figures."""
    return sign if sign in ("positive", "negative", "wrong") else "text"


def rows_of(x: Array) -> Array | None:
    """A tensor as rows where it is small enough to be written out."""
    small = 0 < x.ndim <= 2 and x.size and max(x.shape) <= MOST
    return np.atleast_2d(x) if small else None


def range_of(x: Array) -> str:
    """The smallest and the largest element."""
    return f"{numeral(float(x.min()))} … {numeral(float(x.max()))}" if x.size else "[ ]"


def cell_of(*values: Value) -> float:
    """The width of a column of the numbers of a card: one for all its grids, so that they line up."""
    grids = [rows for x in values if not isinstance(x, float) and (rows := rows_of(x)) is not None]
    return max((width_of(numeral(float(x)), NOTE) for rows in grids for x in rows.flat), default=0.0) + 14


def room_of(value: Value, cell: float) -> float:
    """The width that its numbers take."""
    if isinstance(value, float) or not value.ndim:
        return width_of(numeral(float(value)), FIGURE)
    rows = rows_of(value)
    return width_of(range_of(value), NOTE) if rows is None else rows.shape[1] * cell


def height_of(value: Value) -> float:
    """The height that its numbers take."""
    rows = None if isinstance(value, float) else rows_of(value)
    return ROW if rows is None else len(rows) * CELL


def middle_of(value: Value) -> float:
    """The middle of the first line of numbers."""
    return (ROW if isinstance(value, float) or rows_of(value) is None else CELL) / 2


def draw_numbers(group: Element, value: Value, at: Point, cell: float, *, values: bool) -> float:
    """A number, a grid of them, or their range; returns where they end."""
    (left, top), bold = at, {"font_weight": 600}

    def ink(x: Value) -> str:
        return "wrong" if not np.isfinite(x).all() else "value" if values else ink_of(sign_of(x))

    if isinstance(value, float) or not value.ndim:
        write(group, (left, top + ROW / 2 + 6), numeral(float(value)), ink(value), FIGURE, **bold)
        return top + ROW
    rows = rows_of(value)
    if rows is None:
        write(group, (left, top + ROW / 2 + 5), range_of(value), ink(value), NOTE, **bold)
        return top + ROW
    high, wide = len(rows), rows.shape[1]
    frame = {"x": left, "y": top, "width": wide * cell, "height": high * CELL}
    draw(group, "rect", stroke="line", stroke_opacity=0.5, rx=5, **frame)
    rules = [f"M{left:g} {top + k * CELL:g}h{wide * cell:g}" for k in range(1, high)]
    rules += [f"M{left + k * cell:g} {top:g}v{high * CELL:g}" for k in range(1, wide)]
    draw(group, "path", stroke="line", stroke_opacity=0.3, d="".join(rules))
    for (row, column), x in np.ndenumerate(rows):
        end = (left + (column + 1) * cell - 7, top + row * CELL + CELL / 2 + 5)
        write(group, end, numeral(float(x)), ink(float(x)), NOTE, text_anchor="end")
    return top + high * CELL
