"""A card: an operation's sign, its name, its value with a dot, its gradient with the triangle of its sign."""

from __future__ import annotations

import math
from typing import NamedTuple
from xml.etree.ElementTree import Element

from engine.picture.arrange import Point, Size
from engine.picture.figures import (
    NOTE,
    cell_of,
    draw_mark,
    draw_numbers,
    height_of,
    middle_of,
    room_of,
    sign_of,
    width_of,
)
from engine.picture.svg import draw, write
from engine.shapes import shown
from engine.trace import Trace
from engine.values import Value

PAD, TITLE = 14.0, 38.0
MARK = 20.0
"""The room of a dot or a triangle before a number."""
LETTER = 16.0
LONGEST = 24


class Card(NamedTuple):
    """What one node shows. symbol: "" for a leaf; grad: None where there is none; cell: how wide a column of
    its numbers is; weight: how much it is to be level with its neighbours."""

    symbol: str
    name: str
    named: bool
    shape: str
    value: Value
    grad: Value | None
    cell: float
    dashed: bool
    size: Size
    weight: float


def card_of(trace: Trace, i: int) -> Card:
    """Node i as a card."""
    graph = trace.graph
    op, value, grad = graph.ops[i], trace.values[i], trace.grad(i)
    symbol = op.symbol if op else ""
    label = "" if i in graph.constants and i not in graph.names else " ".join(graph.label(i).split())
    name = label if len(label) <= LONGEST else f"{label[: LONGEST - 1]}…"
    shape = shown(graph.shapes[i]) if graph.shapes[i] else ""
    title = width_of(name, LETTER) + (width_of(symbol, LETTER) + 24 if symbol else 0)
    title += width_of(shape, NOTE) + 16 if shape else 0
    numbers = (value,) if grad is None else (value, grad)
    cell = cell_of(*numbers)
    body = MARK + max(room_of(x, cell) for x in numbers)
    rows = sum(map(height_of, numbers))
    gap = 8.0 if shape and grad is not None else 0.0
    width = 16.0 * math.ceil((2 * PAD + max(title, body)) / 16)
    size = Size(max(96.0, width) if title else width, (TITLE if title else 10.0) + rows + gap + 10.0)
    weight = 1.0 if op else 0.1 if i in graph.constants else 0.3
    dashed = op is None and grad is None
    return Card(symbol, name, i in graph.names, shape, value, grad, cell, dashed, size, weight)


def draw_card(parent: Element, card: Card, corner: Point, *, output: bool) -> None:
    """The card with its upper left corner at a place."""
    group = draw(parent, "g", transform=f"translate({corner.x:g} {corner.y:g})")
    dashes: dict[str, str] = {"stroke_dasharray": "5 4"} if card.dashed else {}
    outline = "text" if output else "line"
    size = {"width": card.size.width, "height": card.size.height}
    draw(group, "rect", fill="card", stroke=outline, stroke_width=2, rx=10, **size, **dashes)
    top, left = 10.0, PAD + MARK
    if card.symbol or card.name or card.shape:
        _draw_title(group, card)
        top = TITLE
    draw(group, "circle", fill="value-mark", cx=PAD + 6, cy=top + middle_of(card.value), r=5)
    top = draw_numbers(group, card.value, Point(left, top), card.cell, values=True)
    if card.grad is not None:
        top += 8.0 if card.shape else 0.0
        draw_mark(group, Point(PAD + 6, top + middle_of(card.grad)), sign_of(card.grad))
        draw_numbers(group, card.grad, Point(left, top), card.cell, values=False)


def _draw_title(group: Element, card: Card) -> None:
    left, base = PAD, 25.0
    if card.symbol:
        wide = width_of(card.symbol, LETTER) + 14
        draw(group, "rect", fill="chip", x=left - 4, y=base - 17, width=wide, height=24, rx=7)
        middle = {"text_anchor": "middle", "font_weight": 600}
        write(group, (left - 4 + wide / 2, base), card.symbol, "text", LETTER, **middle)
        left += wide + 6
    weight = {"font_weight": 600} if card.named else {}
    write(group, (left, base), card.name, "text" if card.named else "muted", LETTER, **weight)
    if card.shape:
        write(group, (card.size.width - PAD, base), card.shape, "muted", NOTE, text_anchor="end")
