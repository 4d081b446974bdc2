"""The map in the corner: there when the graph does not fit, moved by hand and by keys."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, Workbench

LONG = "#" + "program=" + "%0A".join(f"v{k + 1} = exp(v{k}) - 1" for k in range(14)) + "&in.v0=0.1"
CENTRE = """() => {
  const canvas = document.querySelector('#canvas').getBoundingClientRect();
  const m = document.querySelector('.scene').getCTM();
  return [(canvas.width / 2 - m.e) / m.a, (canvas.height / 2 - m.f) / m.d];
}"""


def centre(bench: Workbench) -> list[float]:
    """The place of the graph that is in the middle of the window."""
    found: list[float] = bench.page.evaluate(CENTRE)
    return found


def test_it_is_there_only_when_something_is_out_of_sight(open_page: OpenPage) -> None:
    bench = open_page()
    expect(bench.page.locator(".minimap")).to_be_hidden()
    bench = open_page(LONG)
    expect(bench.page.locator(".minimap")).to_be_visible()
    bench.page.set_viewport_size({"width": 8000, "height": 900})
    expect(bench.page.locator(".minimap")).to_be_hidden()


def test_a_click_looks_there_and_the_frame_can_be_dragged(open_page: OpenPage) -> None:
    bench = open_page(LONG)
    chart = bench.page.locator(".minimap")
    expect(chart).to_be_visible()
    box = chart.bounding_box()
    assert box
    before = centre(bench)
    bench.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    there = centre(bench)
    assert there[0] > before[0] + 200
    bench.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    bench.page.mouse.down()
    bench.page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + box["height"] / 2, steps=3)
    bench.page.mouse.up()
    assert centre(bench)[0] < there[0] - 50
    bench.page.get_by_role("button", name="Fit the graph").click()


def test_the_keyboard_moves_it_too(open_page: OpenPage) -> None:
    bench = open_page(LONG)
    chart = bench.page.locator(".minimap")
    expect(chart).to_be_visible()
    before = centre(bench)
    step = bench.step
    chart.focus()
    bench.page.keyboard.press("ArrowRight")
    assert centre(bench)[0] > before[0] + 100
    assert bench.step == step
