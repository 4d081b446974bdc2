"""The picture of a trace: valid, complete, in the colours of the page, and nothing in it overlaps."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest

import engine
from app.examples import load_examples
from engine.numerals import numeral
from engine.picture.arrange import Point, Size, arrange
from engine.picture.figures import MOST
from engine.picture.svg import INKS
from engine.trace import Trace
from engine.values import Value

ROOT = Path(__file__).parents[2]
GOLDENS = [
    record
    for file in sorted((ROOT / "tests/golden/goldens").glob("*.json"))
    for record in json.loads(file.read_text(encoding="utf-8"))
]
SVG = "{http://www.w3.org/2000/svg}"


def traced(request: Mapping[str, Any]) -> Trace:
    return engine.run(
        request["program"],
        request["inputs"],
        output=request.get("output"),
        upstream=request.get("upstream"),
        expanded=request.get("expand", ()),
    )


EXAMPLES = {slug: traced(example.request) for slug, example in load_examples().items()}


def read(picture: engine.Picture) -> ET.Element:
    return ET.fromstring(picture.svg)


def texts(picture: engine.Picture) -> list[str]:
    return [element.text or "" for element in read(picture).iter(f"{SVG}text")]


def printed(value: Value) -> list[str]:
    """What must be read of a value: each number, or the range of a large tensor."""
    x = np.asarray(value)
    if not x.ndim or (0 < x.ndim <= 2 and x.size and max(x.shape) <= MOST):
        return [numeral(float(each)) for each in x.flat]
    return [f"{numeral(float(x.min()))} … {numeral(float(x.max()))}"] if x.size else ["[ ]"]


def assert_complete(trace: Trace) -> None:
    """Every value and every gradient of every node stands there, in a card of its own."""
    root = read(engine.show(trace))
    cards = root.findall(f"{SVG}g")
    assert len(cards) == len(trace.graph)
    for i, card in enumerate(cards):
        found = [element.text for element in card.iter(f"{SVG}text")]
        grad = trace.grad(i)
        wanted = printed(trace.values[i]) + ([] if grad is None else printed(grad))
        assert found[-len(wanted) :] == wanted


@pytest.mark.parametrize("slug", EXAMPLES)
def test_every_example_is_drawn_whole(slug: str) -> None:
    assert_complete(EXAMPLES[slug])


@pytest.mark.parametrize("record", GOLDENS, ids=[record["name"] for record in GOLDENS])
def test_every_golden_is_drawn_whole(record: dict[str, Any]) -> None:
    assert_complete(traced(record))


def test_inputs_are_given_by_name() -> None:
    found = texts(engine.show("L = (program + self) ** 2", program=1, self=2))
    assert {"program", "self", "L", "3", "9", "6"} <= set(found)


def test_what_cannot_be_run_is_refused() -> None:
    with pytest.raises(engine.EngineError, match="`y` has no value"):
        engine.show("L = x + y", x=1)


def test_a_notebook_is_given_html_and_svg() -> None:
    picture = engine.show("L = x * x", x=3)
    assert picture._repr_svg_() == picture.svg
    assert picture.svg in picture._repr_html_()
    assert "<script" not in picture._repr_html_()
    assert repr(picture) == "Picture(words='L = x * x; x = 3, ∂L/∂x = 6; L = 9, ∂L/∂L = 1')"


def test_a_picture_is_saved(tmp_path: Path) -> None:
    picture = engine.show("和 = x * x", x=3)
    picture.save(tmp_path / "a.svg")
    assert (tmp_path / "a.svg").read_text(encoding="utf-8") == picture.svg


def test_texts_of_the_program_stay_texts() -> None:
    picture = engine.show("L = (a#<&\x01\n*b)*c  # <script>&\x02", a=1, b=2, c=3)
    assert (
        read(picture)
        .attrib["aria-label"]
        .startswith("L = (a#<&\ufffd *b)*c # <script>&\ufffd; a = 1, ∂L/∂a = 6")
    )
    assert read(picture).find(f".//{SVG}script") is None


def test_contributions_that_are_added_stand_at_their_wires() -> None:
    found = texts(engine.show("f = x * y + x", x=3, y=-4))
    assert [found.count("−4"), found.count("−3")] == [2, 1]  # y and what x·y sends to x; their sum with 1


def test_a_sign_is_told_by_form_as_well() -> None:
    root = read(engine.show("L = a * b * c", a=1, b=-2, c=0))
    inks = {
        element.attrib["class"].split("-", 2)[2]
        for element in root.iter(f"{SVG}path")
        if "transform" in element.attrib
    }
    assert inks == {"positive-mark", "negative-mark", "zero-mark"}
    forms = {element.attrib["d"] for element in root.iter(f"{SVG}path") if "transform" in element.attrib}
    assert len(forms) == 3


def test_a_wire_is_as_wide_as_its_gradient_is_large() -> None:
    root = read(engine.show("L = a * 100 + b", a=1, b=1))
    widths = [
        float(e.attrib["stroke-width"]) for e in root.iter(f"{SVG}path") if "stroke-opacity" in e.attrib
    ]
    assert max(widths) > 2 * min(widths) > 0


def test_colours_are_those_of_the_page() -> None:
    """Light is the first block of colours in the page's tokens, dark the second."""
    tokens = (ROOT / "static/style/tokens.css").read_text(encoding="utf-8")
    light, dark = (
        dict(re.findall(r"--([\w-]+): (#\w+);", block))
        for block in re.findall(r"color-scheme:[^}]*", tokens)[:2]
    )
    assert {name: ink.light for name, ink in INKS.items()} == {name: light[name] for name in INKS}
    assert {name: ink.dark for name, ink in INKS.items()} == {name: dark[name] for name in INKS}


def boxes(corners: list[Point], sizes: list[Size]) -> list[tuple[float, float, float, float]]:
    return [(x, y, x + w, y + h) for (x, y), (w, h) in zip(corners, sizes, strict=True)]


@pytest.mark.parametrize("slug", EXAMPLES)
def test_nothing_overlaps_and_wires_lead_to_the_right(slug: str) -> None:
    graph = EXAMPLES[slug].graph
    sizes = [Size(80.0 + 10 * (i % 3), 60.0 + 20 * (i % 2)) for i in range(len(graph))]
    edges = [(a, i) for i, args in enumerate(graph.args) for a in args]
    found = arrange(sizes, edges, 50.0, [1.0] * len(sizes))
    for one, other in itertools.combinations(boxes(found.corners, sizes), 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] < other[1] or other[3] < one[1]
    for (source, target), wire in zip(edges, found.wires, strict=True):
        xs = [point.x for point in wire]
        assert xs == sorted(xs)
        assert xs[0] == found.corners[source].x + sizes[source].width
        assert xs[-1] == found.corners[target].x
        for start, end in zip(wire[1::2], wire[2::2], strict=False):
            for left, top, right, bottom in boxes(found.corners, sizes):
                crossed = start.x < right and end.x > left and top < start.y < bottom
                assert not crossed, "a wire passes through a card"
    width, height = found.size
    for left, top, right, bottom in boxes(found.corners, sizes):
        assert left >= 0
        assert top >= -1e-9
        assert right <= width + 1e-9
        assert bottom <= height + 1e-9


def test_arguments_enter_in_their_order() -> None:
    sizes = [Size(80.0, 60.0)] * 3
    found = arrange(sizes, [(1, 2), (0, 2)], 50.0, [1.0] * 3)
    first, second = found.wires
    assert first[-1].y < second[-1].y
    assert first[0].y < second[0].y  # and the cards are turned so that the wires do not cross


def test_the_grids_of_a_card_line_up() -> None:
    root = read(engine.show("L = sum(x * [[1000, 0.125]])", x=[[1, 2]]))
    [grids] = [
        card for card in root.findall(f"{SVG}g") if "x" in [text.text for text in card.iter(f"{SVG}text")]
    ]
    places = {text.text: text.attrib["x"] for text in grids.iter(f"{SVG}text")}
    assert places["1"] == places["1000"]
    assert places["2"] == places["0.125"]


def test_a_long_program_is_drawn_too() -> None:
    trace = engine.run("y = x\n" + "y = y * x\n" * 300, {"x": 1})
    assert_complete(trace)
