"""One history for the program and its values."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage


def test_ctrl_z_takes_back_values_and_program_in_turn(open_page: OpenPage) -> None:
    bench = open_page()
    bench.program.fill("L = x * y")
    expect(bench.graph).to_have_attribute("data-program", "L = x * y")
    field = bench.page.get_by_label("Value of x")
    field.fill("7")
    expect(bench.value("x")).to_have_text("7")
    bench.page.keyboard.press("Control+z")
    expect(field).to_have_value("1")
    expect(bench.value("x")).to_have_text("1")
    bench.page.keyboard.press("Control+z")
    expect(bench.program).to_have_value("L = (x + y) ** 2")
    bench.page.keyboard.press("Control+Shift+z")
    bench.page.keyboard.press("Control+y")
    expect(field).to_have_value("7")
    expect(bench.graph).to_have_attribute("data-program", "L = x * y")


def test_an_example_is_taken_back_by_the_button(open_page: OpenPage) -> None:
    bench = open_page()
    undo = bench.page.get_by_role("button", name="Undo")
    expect(undo).to_have_attribute("aria-disabled", "true")
    bench.choose("two-layer-net")
    undo.click()
    expect(bench.program).to_have_value("L = (x + y) ** 2")
    expect(bench.value("x")).to_have_text("1")
