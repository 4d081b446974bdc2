"""A trace as a picture in a notebook: `engine.show("L = (x + y) ** 2", x=1, y=2)`."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from engine.evaluate import run
from engine.picture.arrange import Point, arrange
from engine.picture.card import card_of, draw_card
from engine.picture.svg import canvas, source
from engine.picture.wire import draw_ahead, draw_back, draw_told, room_of, strength, told
from engine.pretty import compact
from engine.trace import Trace

MARGIN = 20.0
GAP = 56.0


@dataclass(frozen=True)
class Picture:
    """A still picture of a trace; a notebook draws it by itself, a terminal says it in words."""

    svg: str = field(repr=False)
    words: str

    def _repr_svg_(self) -> str:
        return self.svg

    def _repr_html_(self) -> str:
        return f'<div style="overflow-x: auto">{self.svg}</div>'

    def save(self, path: str | Path) -> None:
        """Write the picture to an .svg file."""
        Path(path).write_text(self.svg, encoding="utf-8")


def show(program: str | Trace, /, **inputs: Any) -> Picture:
    """Every value and every gradient of a program, or of a trace that is there already.

    Raises EngineError where the program cannot be run.
    """
    trace = run(program, inputs) if isinstance(program, str) else program
    words = said(trace)
    return Picture(drawn(trace, words), words)


def drawn(trace: Trace, words: str) -> str:
    """The trace as SVG; `words` are read to those who do not see it."""
    graph, grad = trace.graph, trace.edges.grad
    cards = [card_of(trace, i) for i in range(len(graph))]
    edges = [(a, i) for i, args in enumerate(graph.args) for a in args]
    texts = [told(trace, edge, a) for edge, (a, _) in enumerate(edges)]
    gap = GAP + max(map(room_of, texts), default=0.0)
    found = arrange([card.size for card in cards], edges, gap, [card.weight for card in cards])
    wires = [[Point(x + MARGIN, y + MARGIN) for x, y in wire] for wire in found.wires]
    root = canvas(found.size.width + 2 * MARGIN, found.size.height + 2 * MARGIN, words)
    largest = max((strength(term) for term in grad if term is not None), default=0.0)
    for wire, term, text in zip(wires, grad, texts, strict=True):
        draw_back(root, wire, room_of(text), term, largest)
    for wire, text in zip(wires, texts, strict=True):
        draw_ahead(root, wire, room_of(text))
    for wire, text, term in zip(wires, texts, grad, strict=True):
        if text and term is not None:
            draw_told(root, wire[-1], text, term)
    for i, (card, corner) in enumerate(zip(cards, found.corners, strict=True)):
        draw_card(root, card, Point(corner.x + MARGIN, corner.y + MARGIN), output=i == graph.output)
    return source(root)


def said(trace: Trace) -> str:
    """The picture in words: the program, then every name with its value and its gradient."""
    output = trace.graph.names.get(trace.graph.output, "out")
    rows = (
        f"{name} = {compact(trace.value_of(name))}"
        + (f", ∂{output}/∂{name} = {compact(g)}" if (g := trace.gradient(name)) is not None else "")
        for name in trace.graph.bindings
    )
    return "; ".join(chain((" ".join(trace.graph.program.split()),), rows))
