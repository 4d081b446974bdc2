"""Where the graph is looked at from: at the step with what it reads and what reads it, or all of it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, Workbench

CHAIN = (
    "#program=a = x * w%0Ab = a * v%0Ac = b + u%0Ad = c * c%0Ae = d - x%0AL = e * 2"
    "&in.x=3&in.w=2&in.v=1&in.u=5"
)
NET = (
    "#program=Z1 = affine(X, W1, b1)%0AA1 = relu(Z1)%0AZ2 = affine(A1, W2, b2)%0AL = softmax_with_loss(Z2, t)"
    "&in.X=[[1,2]]&in.W1=[[1,-1],[0.5,-1]]&in.b1=[0,1]&in.W2=[[1,0],[-1,1]]&in.b2=[-1,0]&in.t=[1]"
)

# Of each card: its box in the window, or that of what stands in for it at the side.
CARDS = """() => {
  const boxOf = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { left, top, right, bottom };
  };
  const cards = [...document.querySelectorAll(".scene .card")];
  const seen = (card) => document.querySelector(`[data-stand-in="${card.dataset.node}"] .card`) ?? card;
  return {
    canvas: boxOf(document.querySelector("#canvas")),
    current: document.querySelector(".card.current")?.dataset.key ?? null,
    boxes: Object.fromEntries(
      cards.map((card) => [card.dataset.key, boxOf(seen(card).querySelector(".card-box"))])),
  };
}"""


def inside(box: dict[str, float], canvas: dict[str, float]) -> bool:
    return (
        box["left"] >= canvas["left"] - 1
        and box["right"] <= canvas["right"] + 1
        and box["top"] >= canvas["top"] - 1
        and box["bottom"] <= canvas["bottom"] + 1
    )


def apart(a: dict[str, float], b: dict[str, float]) -> bool:
    across = a["right"] <= b["left"] or b["right"] <= a["left"]
    return across or a["bottom"] <= b["top"] or b["bottom"] <= a["top"]


def box_of(bench: Workbench, selector: str) -> dict[str, float]:
    box = bench.page.locator(selector).bounding_box()
    assert box
    right, bottom = box["x"] + box["width"], box["y"] + box["height"]
    return {"left": box["x"], "top": box["y"], "right": right, "bottom": bottom}


def all_in(bench: Workbench) -> bool:
    """Whether every card is in the window."""
    view = bench.page.evaluate(CARDS)
    return all(inside(box, view["canvas"]) for box in view["boxes"].values())


# Who reads what in CHAIN, by key.
READS = {
    "a": ["x", "w"],
    "b": ["a", "v"],
    "c": ["b", "u"],
    "d": ["c"],
    "e": ["d", "x"],
    "L": ["e"],
}


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1024, 768), (1366, 768)])
def test_a_card_is_seen_with_its_inputs_and_its_outputs(open_page: OpenPage, width: int, height: int) -> None:
    bench = open_page(CHAIN, viewport={"width": width, "height": height})
    seen: set[str] = set()
    for step in range(1, bench.steps + 1):
        bench.at(step)
        view: dict[str, Any] = bench.page.evaluate(CARDS)
        key = view["current"]
        # An input of `e` is several columns away.
        if key in ("a", "b", "c", "d"):
            seen.add(key)
            readers = [reader for reader, reads in READS.items() if key in reads]
            for near in (key, *READS[key], *readers):
                assert inside(view["boxes"][near], view["canvas"]), (step, key, near)
        bench.page.keyboard.press("PageDown")
    assert seen == {"a", "b", "c", "d"}


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1024, 768)])
@pytest.mark.parametrize("start", ["Home", "End"])
def test_a6_a_card_that_is_asked_for_is_seen_until_the_next_step(
    open_page: OpenPage, width: int, height: int, start: str
) -> None:
    bench = open_page(CHAIN, viewport={"width": width, "height": height})
    bench.page.keyboard.press(start)
    step = 1 if start == "Home" else bench.steps
    bench.at(step)
    key = "L" if start == "Home" else "x"
    bench.card(key).focus()
    bench.page.keyboard.press("Enter")
    expect(bench.page.locator("#inspector").get_by_role("heading", level=2)).to_have_text(key)
    for asked in (key, "c"):
        bench.card(asked).focus()
        bench.page.keyboard.press("Enter")
        expect(bench.card(asked).locator(".card-box")).to_be_in_viewport(ratio=0.99)
    bench.page.keyboard.press("PageDown" if start == "Home" else "PageUp")
    bench.at(step + 1 if start == "Home" else step - 1)
    expect(bench.graph.locator(".card.current .card-box")).to_be_in_viewport(ratio=0.99)


def test_fit_shows_all_of_the_graph_until_the_next_step(open_page: OpenPage) -> None:
    bench = open_page(NET, viewport={"width": 390, "height": 844})
    assert not all_in(bench)
    bench.page.keyboard.press("0")
    assert all_in(bench)
    bench.page.keyboard.press("PageDown")
    bench.at(2)
    assert not all_in(bench)


def test_the_map_hides_no_card(open_page: OpenPage) -> None:
    bench = open_page(NET)
    for step in range(1, bench.steps + 1):
        bench.at(step)
        chart = box_of(bench, ".minimap")
        view = bench.page.evaluate(CARDS)
        for key, box in view["boxes"].items():
            assert apart(box, chart), (step, key)
        bench.page.keyboard.press("PageDown")


def test_in_a_low_frame_the_buttons_stand_beside_the_step(open_page: OpenPage) -> None:
    bench = open_page("embed", viewport={"width": 480, "height": 400})
    for step in range(1, bench.steps + 1):
        bench.at(step)
        tools = box_of(bench, ".camera-tools")
        view = bench.page.evaluate(CARDS)
        if view["current"]:
            assert apart(view["boxes"][view["current"]], tools), step
        assert inside(tools, view["canvas"])
        bench.page.keyboard.press("PageDown")
