"""Values by hand: dragged on their names and cards, typed and pasted into cells; the step stays."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import OpenPage, Workbench

MATRICES = "#program=L = sum(X @ W)&in.X=[[1,2],[3,4]]&in.W=[[1],[1]]&step=4"


def drag(page: Page, handle: Locator, pixels: int, *, moves: int = 10) -> None:
    """Press on a handle, move by so many pixels to the right, and let go."""
    box = handle.bounding_box()
    assert box is not None
    x, y = box["x"] + min(12, box["width"] / 2), box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + pixels, y, steps=moves)
    page.mouse.up()


def cell(bench: Workbench, name: str, row: int, column: int) -> Locator:
    return bench.page.get_by_label(f"{name}, row {row}, column {column}")


def paste(field: Locator, text: str) -> None:
    """What the browser does when this text is pasted; where the page leaves it to the browser, nothing."""
    field.evaluate(
        """(field, text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            const event = { clipboardData, bubbles: true, cancelable: true };
            field.dispatchEvent(new ClipboardEvent("paste", event));
        }""",
        text,
    )


def test_a_name_is_dragged_and_the_step_stays(open_page: OpenPage) -> None:
    bench = open_page("#step=7")
    name = bench.page.locator(".value-name", has_text="x")
    expect(name).to_have_attribute("title", "Drag left or right to change x. Shift: fine. Alt: coarse.")
    drag(bench.page, name, 100)
    expect(bench.page.get_by_label("Value of x")).to_have_value("2")
    expect(bench.gradient("x")).to_have_text("8")
    assert bench.step == 7
    bench.page.keyboard.press("Control+z")
    expect(bench.page.get_by_label("Value of x")).to_have_value("1")


def test_shift_drags_finely_and_alt_coarsely(open_page: OpenPage) -> None:
    bench = open_page()
    field = bench.page.get_by_label("Value of y")
    name = bench.page.locator(".value-name", has_text="y")
    bench.page.keyboard.down("Shift")
    drag(bench.page, name, 100)
    bench.page.keyboard.up("Shift")
    expect(field).to_have_value("2.1")
    bench.page.keyboard.down("Alt")
    drag(bench.page, name, -50)
    bench.page.keyboard.up("Alt")
    expect(field).to_have_value("−2.9")


def test_a_value_is_dragged_on_its_card_and_the_camera_stays(open_page: OpenPage) -> None:
    bench = open_page("#step=7")
    scene = bench.page.locator(".scene")
    bench.graph.hover()
    expect(bench.page.locator(".movable")).to_be_visible()
    before = scene.get_attribute("transform")
    drag(bench.page, bench.value("y"), 100)
    expect(bench.value("y")).to_have_text("3")
    expect(bench.gradient("y")).to_have_text("8")
    assert bench.step == 7
    assert scene.get_attribute("transform") == before
    expect(bench.card("y")).not_to_have_class("selected")


def test_a_cell_is_dragged_on_its_card(open_page: OpenPage) -> None:
    bench = open_page(MATRICES)
    drag(bench.page, bench.card("X").locator("rect.scrub[data-index='3']"), -100)
    expect(bench.value("X").locator("text")).to_have_text(["1", "2", "3", "3"])


def test_a_value_that_is_computed_is_not_dragged(open_page: OpenPage) -> None:
    bench = open_page("#step=7")
    drag(bench.page, bench.value("L"), 100)
    expect(bench.value("L")).to_have_text("9")
    assert bench.page.locator('[data-key="L"] .scrub').count() == 0


def test_one_request_at_a_time_follows_a_drag_and_the_last_value_wins(
    open_page: OpenPage,
) -> None:
    bench = open_page()
    asked: list[float] = []
    held: list[Route] = []

    def hold(route: Route) -> None:
        request: dict[str, Any] = json.loads(route.request.post_data or "{}")
        asked.append(request["inputs"]["x"])
        held.append(route)

    bench.page.route("**/api/v1/trace*", hold)
    with bench.page.expect_request("**/api/v1/trace*"):
        drag(bench.page, bench.page.locator(".value-name", has_text="x"), 100, moves=25)
    field = bench.page.get_by_label("Value of x")
    expect(field).to_have_value("2")
    assert len(asked) == 1
    with bench.page.expect_request("**/api/v1/trace*"):
        held[0].continue_()
    expect(bench.graph).to_have_attribute("aria-busy", "true")
    assert asked[1:] == [2]
    held[1].continue_()
    expect(bench.value("x")).to_have_text("2")
    expect(bench.graph).not_to_have_attribute("aria-busy", "true")
    assert len(asked) == 2


def test_cells_are_typed_and_keep_the_keyboard_while_the_picture_follows(open_page: OpenPage) -> None:
    bench = open_page(MATRICES)
    cell(bench, "X", 1, 2).click()
    bench.page.keyboard.type("20")
    expect(bench.value("X").locator("text")).to_have_text(["1", "20", "3", "4"])
    expect(cell(bench, "X", 1, 2)).to_be_focused()
    bench.page.keyboard.type("0")
    expect(bench.value("X").locator("text")).to_have_text(["1", "200", "3", "4"])
    assert bench.step == 4


def test_arrow_keys_walk_from_cell_to_cell_and_one_takes_the_tab_key(open_page: OpenPage) -> None:
    bench = open_page(MATRICES)
    cell(bench, "X", 1, 1).click()
    for key, place in [
        ("ArrowRight", (1, 2)),
        ("ArrowDown", (2, 2)),
        ("ArrowLeft", (2, 1)),
        ("ArrowUp", (1, 1)),
    ]:
        bench.page.keyboard.press(key)
        expect(cell(bench, "X", *place)).to_be_focused()
    bench.page.keyboard.press("Enter")
    expect(cell(bench, "X", 2, 1)).to_be_focused()
    expect(bench.page.locator(".cells").first.locator("[tabindex='0']")).to_have_count(1)
    bench.page.keyboard.press("Tab")
    expect(bench.page.get_by_role("button", name="Add a row").first).to_be_focused()


def test_a_block_from_a_spreadsheet_is_laid_over_the_cells_which_grow(open_page: OpenPage) -> None:
    bench = open_page("#program=L = sum(X)&in.X=[[1,2],[3,4]]")
    cell(bench, "X", 2, 2).click()
    paste(cell(bench, "X", 2, 2), "8\t9\n10\t11")
    expect(bench.value("X").locator("text")).to_have_text(["1", "2", "0", "3", "8", "9", "0", "10", "11"])
    expect(cell(bench, "X", 2, 2)).to_be_focused()


def test_numpy_text_pasted_into_a_field_becomes_cells(open_page: OpenPage) -> None:
    bench = open_page("#program=L = sum(X)&in.X=1")
    field = bench.page.get_by_label("Value of X")
    field.focus()
    field.select_text()
    paste(field, "array([[1., 2.],\n       [3., 4.]])")
    expect(cell(bench, "X", 2, 2)).to_have_value("4")
    expect(cell(bench, "X", 1, 1)).to_be_focused()
    expect(bench.value("X").locator("text")).to_have_text(["1", "2", "3", "4"])


def test_rows_and_columns_come_and_go(open_page: OpenPage) -> None:
    bench = open_page("#program=L = sum(X)&in.X=[[1,2],[3,4]]")
    cell(bench, "X", 1, 1).click()
    for button in ("Add a row", "Add a column", "Remove this column"):
        bench.page.get_by_role("button", name=button).click()
    expect(bench.value("X").locator("text")).to_have_text(["0", "2", "0", "0", "0", "4"])
    bench.page.get_by_role("button", name="Remove this row").click()
    expect(bench.value("X").locator("text")).to_have_text(["0", "0", "0", "4"])


def test_cells_and_text_are_two_sides_of_one_value(open_page: OpenPage) -> None:
    bench = open_page("#program=L = sum(X)&in.X=[[1,2],[3,4]]")
    bench.page.get_by_role("button", name="Edit X as text").click()
    field = bench.page.locator("#value-X")
    expect(field).to_be_focused()
    field.fill("[5, 6]")
    bench.page.get_by_role("button", name="Edit X as cells").click()
    expect(cell(bench, "X", 1, 2)).to_have_value("6")


def test_a_cell_that_is_no_number_says_so_and_is_not_lost(open_page: OpenPage) -> None:
    bench = open_page("#program=L = sum(X)&in.X=[[1,2],[3,4]]")
    cell(bench, "X", 1, 1).click()
    bench.page.keyboard.type("one")
    expect(bench.page.locator("#value-X-note")).to_contain_text("one at line 1, column 3 is not a number")
    expect(cell(bench, "X", 1, 1)).to_have_value("one")
    expect(bench.value("X").locator("text")).to_have_text(["1", "2", "3", "4"])
    bench.page.keyboard.press("Control+z")
    expect(cell(bench, "X", 1, 1)).to_have_value("1")


def test_a_long_value_scrolls_at_the_first_touch(open_page: OpenPage) -> None:
    rows = ",\n".join(json.dumps([row] * 10) for row in range(20))
    bench = open_page(
        f"#program=L = sum(X)&in.X={quote(f'[{rows}]')}",
        viewport={"width": 390, "height": 664},
        is_mobile=True,
        has_touch=True,
    )
    page = bench.page
    page.locator("#header [data-action=program]").tap()
    field = page.locator("#value-X")
    box = field.bounding_box()
    assert box
    assert field.evaluate("(field) => field.scrollHeight > field.clientHeight && field.scrollTop === 0")
    x, y = box["x"] + 40, box["y"] + box["height"] - 20
    finger = page.context.new_cdp_session(page)
    for at in range(0, 100, 10):
        points = [{"x": x, "y": y - at}]
        kind = "touchMove" if at else "touchStart"
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(field).not_to_have_js_property("scrollTop", 0)
    expect(field).not_to_be_focused()


def test_a_long_name_is_cut_short_and_keeps_its_sign(open_page: OpenPage) -> None:
    name = "a_rather_long_name_of_an_input"
    bench = open_page(f"#program=z = {name} * y&in.{name}=3&in.y=2")
    long, short = (bench.page.locator(f'.value-name[for="value-{one}"]') for one in (name, "y"))
    assert long.inner_text() == name
    boxes = [each.bounding_box() for each in (long, short)]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["height"] == boxes[1]["height"]
