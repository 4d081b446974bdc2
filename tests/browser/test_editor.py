"""The editor takes the text area's place without a break: suggestions, errors and repairs, keys."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Route, expect

from tests.browser.conftest import OpenPage, Workbench


def edited(bench: Workbench) -> Workbench:
    """The page with its editor open, the caret at the end of the program."""
    bench.program.focus()
    expect(bench.page.locator(".editor.taken")).to_be_visible()
    bench.page.keyboard.press("Control+End")
    return bench


def test_the_editor_takes_over_text_caret_and_keyboard(open_page: OpenPage) -> None:
    bench = open_page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    bench.page.route("**/chunks/code-*.js", hold)
    with bench.page.expect_request("**/chunks/code-*.js"):
        bench.program.focus()
    bench.page.keyboard.press("End")
    bench.page.keyboard.type(" + x")
    bench.page.keyboard.press("ArrowLeft")
    held[0].continue_()
    expect(bench.page.locator(".editor.taken")).to_be_visible()
    bench.page.keyboard.type("y * ")
    expect(bench.program).to_have_value("L = (x + y) ** 2 + y * x")
    expect(bench.page.locator(".cm-content")).to_have_text("L = (x + y) ** 2 + y * x")


def test_without_the_editor_the_text_area_does_its_work(open_page: OpenPage) -> None:
    bench = open_page()
    bench.page.route("**/chunks/code-*.js", lambda route: route.abort("internetdisconnected"))
    with bench.page.expect_event("requestfailed"):
        bench.program.focus()
    bench.program.fill("L = sigmiod(x)")
    expect(bench.page.locator(".mirror .error")).to_have_text("sigmiod")
    bench.page.get_by_role("button", name="Fix it").click()
    expect(bench.graph).to_have_attribute("data-program", "L = sigmoid(x)")
    bench.page.keyboard.press("Control+z")
    expect(bench.program).to_have_value("L = sigmiod(x)")


@pytest.mark.parametrize(("language", "title"), [("en", "Affine layer"), ("zh-CN", "Affine 层")])
def test_functions_are_suggested_as_they_are_called(open_page: OpenPage, language: str, title: str) -> None:
    bench = edited(open_page(f"#lang={language}"))
    bench.page.keyboard.type("\nZ = aff")
    first = bench.page.get_by_role("option").first
    expect(first).to_have_text(f"affine(X, W, b){title}")
    bench.page.keyboard.press("Enter")
    bench.page.keyboard.type("x, x, x")
    expect(bench.program).to_have_value("L = (x + y) ** 2\nZ = affine(x, x, x)")


def test_a_suggested_call_is_closed_once(open_page: OpenPage) -> None:
    bench = edited(open_page("#program=L = x&in.x=1"))
    bench.page.keyboard.press("Control+a")
    bench.page.keyboard.type("L = relu((x)) + sigm")
    expect(bench.page.get_by_role("option").first).to_be_visible()
    bench.page.keyboard.press("Enter")
    bench.page.keyboard.type("x) * 2")
    expect(bench.program).to_have_value("L = relu((x)) + sigmoid(x) * 2")


def test_names_of_the_program_come_before_functions(open_page: OpenPage) -> None:
    bench = edited(open_page("#program=softness = x * 2&in.x=1"))
    bench.page.keyboard.type("\nL = sof")
    expect(bench.page.get_by_role("option").first).to_have_text("softness")
    bench.page.keyboard.press("Tab")
    expect(bench.program).to_have_value("softness = x * 2\nL = softness")
    expect(bench.card("L")).to_be_visible()


def test_an_error_is_underlined_and_its_repair_is_a_button(open_page: OpenPage) -> None:
    bench = edited(open_page())
    bench.page.keyboard.press("Control+a")
    bench.page.keyboard.type("L = sigmiod(x)")
    wrong = bench.page.locator(".cm-lintRange-error")
    expect(wrong).to_have_text("sigmiod")
    wrong.hover()
    tip = bench.page.locator(".cm-tooltip-lint")
    expect(tip).to_contain_text("There is no function sigmiod.")
    tip.get_by_role("button", name="Fix it: Did you mean sigmoid?").click()
    expect(bench.program).to_have_value("L = sigmoid(x)")
    expect(wrong).to_have_count(0)
    expect(bench.card("L")).to_be_visible()


def test_the_place_of_an_error_is_a_button_that_selects_it(open_page: OpenPage) -> None:
    bench = edited(open_page())
    bench.program.fill("a = x + 1\nL = nothing(a)")
    bench.page.get_by_role("button", name="Line 2, column 5").click()
    bench.page.keyboard.type("exp")
    expect(bench.program).to_have_value("a = x + 1\nL = exp(a)")


def test_undo_goes_back_through_the_program_and_forward_again(open_page: OpenPage) -> None:
    bench = edited(open_page())
    bench.page.keyboard.type(" * 3")
    bench.page.keyboard.press("Control+z")
    expect(bench.program).to_have_value("L = (x + y) ** 2")
    expect(bench.page.locator(".cm-content")).to_have_text("L = (x + y) ** 2")
    bench.page.keyboard.press("Control+Shift+z")
    expect(bench.page.locator(".cm-content")).to_have_text("L = (x + y) ** 2 * 3")


def test_the_piece_of_the_current_step_is_marked(open_page: OpenPage) -> None:
    bench = edited(open_page("#step=2"))
    here = bench.page.locator(".cm-content .here")
    expect(bench.page.locator(".cm-content")).to_be_visible()
    assert "".join(here.all_text_contents()) == "x + y"
    bench.page.keyboard.press("Escape")
    bench.page.keyboard.press("PageDown")
    bench.at(3)
    assert "".join(here.all_text_contents()) == "(x + y) ** 2"


def test_a1_tab_leaves_the_editor_and_says_so(open_page: OpenPage) -> None:
    bench = edited(open_page())
    content = bench.page.locator(".cm-content")
    expect(content).to_have_attribute("aria-label", "Program")
    expect(content).to_have_accessible_description(
        "Tab leaves the editor. While suggestions are open it takes one: press Escape first."
    )
    bench.page.keyboard.press("Tab")
    expect(content).not_to_be_focused()
    bench.page.keyboard.press("Shift+Tab")
    expect(content).to_be_focused()
    bench.page.keyboard.type(" + si")
    expect(bench.page.get_by_role("option").first).to_be_visible()
    bench.page.keyboard.press("Escape")
    expect(bench.page.get_by_role("option")).to_have_count(0)
    expect(content).to_be_focused()
    bench.page.keyboard.press("Tab")
    expect(content).not_to_be_focused()
    expect(bench.program).to_have_value("L = (x + y) ** 2 + si")


def test_letters_typed_in_the_editor_are_no_shortcuts(open_page: OpenPage) -> None:
    bench = edited(open_page())
    bench.page.keyboard.type(" + d")
    bench.page.keyboard.press("PageDown")
    expect(bench.page.locator("html")).to_have_attribute("data-theme", "light")
    expect(bench.slider).to_have_attribute("aria-valuenow", "1")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_editor(open_page: OpenPage, scheme: str) -> None:
    bench = edited(open_page(color_scheme=scheme))
    bench.page.keyboard.type(" + so")
    expect(bench.page.get_by_role("option").first).to_be_visible()
    found = Axe().run(bench.page)
    assert found.violations_count == 0, found.generate_report()
