"""Layers close into one card and open again, in place; what is closed is kept in the address."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, Workbench

OPENED = (
    "#program=Z = affine(X, W, b)%0AL = sum(tanh(Z) * Z)&in.X=[[1,2]]&in.W=[[1,-1],[0.5,-1]]&in.b=[0,1]"
    "&expand=affine1"
)
DEEP = "".join(f"h{k} = tanh(h{k - 1} * w + b)%0A" for k in range(1, 12))
LARGE = f"#program=h0 = x * w%0A{DEEP}L = sigmoid(h11)&in.x=1&in.w=0.5&in.b=0.1&expand=sigmoid1"


def keys(bench: Workbench) -> list[str]:
    found: list[str] = bench.page.evaluate(
        "() => [...document.querySelectorAll('#graph .scene .card')].map((card) => card.dataset.key)"
    )
    return found


def test_a_frame_closes_into_a_card_and_the_card_opens_again(open_page: OpenPage) -> None:
    bench = open_page(f"{OPENED}&step=2")
    expect(bench.graph.locator(".group")).to_have_count(1)
    before = keys(bench)
    bench.graph.locator(".group .hinge").click()
    expect(bench.graph.locator(".group")).to_have_count(0)
    expect(bench.card("Z/matmul1")).to_have_count(0)
    expect(bench.card("Z")).to_have_class(re.compile("current"))
    expect(bench.band).to_contain_text("inside Z")
    expect(bench.page).to_have_url(re.compile("closed=affine1"))
    bench.card("Z").locator(".hinge").click()
    expect(bench.card("Z/matmul1")).to_be_visible()
    assert keys(bench) == before
    expect(bench.band).not_to_contain_text("inside")


def test_the_key_closes_and_opens_what_is_around_the_current_node(open_page: OpenPage) -> None:
    bench = open_page(f"{OPENED}&step=4")
    bench.page.keyboard.press("x")
    expect(bench.card("L.0")).to_have_count(0)
    expect(bench.card("L")).to_have_class(re.compile("current"))
    bench.page.keyboard.press("x")
    expect(bench.card("L.0")).to_be_visible()


def test_the_inspector_has_a_button_for_it(open_page: OpenPage) -> None:
    bench = open_page(f"{OPENED}&step=2", viewport={"width": 1920, "height": 1080})
    button = bench.page.locator('#inspector [data-action="expand"]')
    expect(button).to_have_text("Collapse")
    button.click()
    expect(bench.card("Z/matmul1")).to_have_count(0)
    expect(button).to_have_text("Expand")


def test_a_closed_op_is_opened_by_the_service(open_page: OpenPage) -> None:
    bench = open_page(OPENED.replace("&expand=affine1", ""))
    bench.card("Z").locator(".hinge").click()
    expect(bench.card("Z/matmul1")).to_be_visible()
    expect(bench.page).to_have_url(re.compile("expand=affine1"))


def test_neighbours_stay_while_a_layer_closes(open_page: OpenPage) -> None:
    bench = open_page(f"{OPENED}&step=2")

    def heights() -> list[str]:
        boxes = {key: bench.card(key).bounding_box() for key in "XWb"}
        return sorted(boxes, key=lambda key: boxes[key]["y"])

    before = heights()
    bench.page.keyboard.press("x")
    expect(bench.card("Z/matmul1")).to_have_count(0)
    assert heights() == before


@pytest.mark.parametrize("step", [1, 20, 60])
def test_a_large_graph_with_layers_opens_closed(open_page: OpenPage, step: int) -> None:
    bench = open_page(f"{LARGE}&step={step}")
    assert set(keys(bench)) == {"x", "w", "b", "L", *(f"h{k}" for k in range(12))}
    expect(bench.graph.locator(".card.current")).to_have_count(1 if step > 1 else 0)
    bench.card("h5").locator(".hinge").dispatch_event("click")
    expect(bench.card("h5.0")).to_be_attached()
    expect(bench.card("h6.0")).to_have_count(0)


def test_every_step_of_a_closed_graph_has_its_place(open_page: OpenPage) -> None:
    bench = open_page(f"{OPENED}&closed=affine1,L")
    for step in range(2, bench.steps + 1):
        bench.page.keyboard.press("PageDown")
        bench.at(step)
        expect(bench.graph.locator(".card.current")).to_have_count(1)


def test_the_keyboard_goes_on_from_the_card_that_has_closed(open_page: OpenPage) -> None:
    bench = open_page(f"{OPENED}&step=2")
    bench.card("Z/matmul1").focus()
    bench.page.keyboard.press("x")
    expect(bench.card("Z/matmul1")).to_have_count(0)
    expect(bench.card("Z")).to_be_focused()


def place(bench: Workbench, key: str) -> tuple[int, int]:
    """Where a card is in the window, in whole pixels."""
    box = bench.card(key).locator(".card-box").bounding_box()
    assert box
    return round(box["x"]), round(box["y"])


def test_the_cards_of_a_layer_come_out_of_its_card_in_half_a_second(open_page: OpenPage) -> None:
    bench = open_page(f"{OPENED}&step=2&closed=affine1", reduced_motion="no-preference")
    clock = bench.page.clock
    clock.install(time=0)
    clock.pause_at(1000)
    bench.card("Z").locator(".hinge").dispatch_event("click")
    clock.run_for(20)
    expect(bench.card("Z/matmul1")).to_be_attached()
    seen = [place(bench, "Z/matmul1")]
    for _ in range(6):
        clock.run_for(100)
        seen.append(place(bench, "Z/matmul1"))
    assert len(set(seen)) > 3
    clock.run_for(1000)
    assert place(bench, "Z/matmul1") == seen[-1]


def test_a_step_ends_the_way_of_a_layer_at_once(open_page: OpenPage) -> None:
    bench = open_page(f"{OPENED}&step=2", reduced_motion="no-preference")
    bench.page.clock.install()
    bench.page.keyboard.press("x")
    expect(bench.card("Z/matmul1")).to_be_attached()
    bench.page.keyboard.press("PageDown")
    expect(bench.card("Z/matmul1")).to_have_count(0)


def test_with_less_motion_a_layer_is_closed_at_once(open_page: OpenPage) -> None:
    bench = open_page(f"{OPENED}&step=2")
    bench.page.clock.install()
    bench.page.keyboard.press("x")
    expect(bench.card("Z/matmul1")).to_have_count(0)
