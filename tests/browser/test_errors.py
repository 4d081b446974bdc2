"""An error appears at its place; what worked before stays; nothing typed is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import OpenPage


def test_an_error_is_underlined_where_it_is_and_the_last_graph_stays(open_page: OpenPage) -> None:
    bench = open_page()
    bench.program.fill("L = (x + y) * sigmiod(x)")
    expect(bench.page.locator(".cm-lintRange-error")).to_have_text("sigmiod")
    expect(bench.problems).to_contain_text("sigmiod")
    expect(bench.problems).to_contain_text("Line 1, column 15")
    expect(bench.card("L.0")).to_be_visible()
    expect(bench.program).to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize("program", ["L = (x + y) *", "L = (x + y) *\n"])
def test_what_is_missing_at_the_end_is_underlined_too(open_page: OpenPage, program: str) -> None:
    bench = open_page()
    bench.program.fill(program)
    expect(bench.page.locator(".cm-lintRange-error").first).to_have_text("*")


def test_a_repair_of_one_edit_is_a_button(open_page: OpenPage) -> None:
    bench = open_page()
    bench.program.fill("L = sigmiod(x)")
    bench.page.get_by_role("button", name="Fix it").click()
    expect(bench.program).to_have_value("L = sigmoid(x)")
    expect(bench.problems).to_be_empty()
    expect(bench.card("L")).to_be_visible()


@pytest.mark.parametrize("choice", ["output=b", "expand=affine1"])
def test_a_choice_that_cannot_be_is_told_and_can_be_left_out(open_page: OpenPage, choice: str) -> None:
    bench = open_page()
    bench.page.evaluate(
        "(hash) => location.assign(hash)", f"#program=L = x + y&in.x=1&in.y=2&step=9&{choice}"
    )
    expect(bench.problems).to_contain_text(choice.split("=")[1])
    bench.page.get_by_role("button", name="Go on without it").click()
    expect(bench.problems).to_be_empty()
    expect(bench.value("L")).to_have_text("3")


def test_an_output_that_is_renamed_is_missed_aloud(open_page: OpenPage) -> None:
    bench = open_page("#program=a = x * 2%0AL = a + 1&in.x=2&output=a&step=9")
    bench.program.fill("c = x * 2\nL = c + 1")
    expect(bench.problems).to_contain_text("There is no name a")
    bench.page.get_by_role("button", name="Go on without it").click()
    expect(bench.value("L")).to_have_text("5")


def test_a_value_that_cannot_be_read_says_so_at_its_field(open_page: OpenPage) -> None:
    bench = open_page()
    field = bench.page.get_by_label("Value of x")
    field.fill("[[1, 2], [3]]")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(bench.card("L")).to_be_visible()
    field.fill("2")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(bench.value("x")).to_have_text("2")


def test_a_number_that_is_none_is_shown_with_the_step_it_began_at(open_page: OpenPage) -> None:
    bench = open_page("#program=y = log(x)&in.x=-1&step=4")
    expect(bench.value("y")).to_have_text("NaN")
    bench.page.get_by_role("button", name="Go to step 2").click()
    bench.at(2)


def test_text_outlives_a_server_that_does_not_answer(open_page: OpenPage) -> None:
    bench = open_page()
    bench.page.clock.install()

    def hang_up(route: Route) -> None:
        route.abort("connectionrefused")

    bench.page.route("**/api/v1/trace*", hang_up)
    bench.program.fill("L = x * y")
    bench.page.clock.run_for(1_000)
    notices = bench.page.locator("#notices")
    expect(notices).to_contain_text("Connection lost")
    expect(bench.program).to_have_value("L = x * y")
    bench.page.keyboard.press("Escape")
    bench.page.keyboard.press("PageDown")
    expect(bench.slider).to_have_attribute("aria-valuenow", "2")
    bench.page.unroute("**/api/v1/trace*")
    bench.page.clock.run_for(4_000)
    expect(bench.graph).to_have_attribute("data-program", "L = x * y")
    expect(notices).not_to_contain_text("Connection lost")


def test_a_late_answer_is_dropped(open_page: OpenPage) -> None:
    bench = open_page()
    held: list[Route] = []

    def hold_first(route: Route) -> None:
        if "x * 111" in (route.request.post_data or ""):
            held.append(route)
        else:
            route.continue_()

    bench.page.route("**/api/v1/trace*", hold_first)
    with bench.page.expect_request(lambda request: "x * 111" in (request.post_data or "")):
        bench.program.fill("L = x * 111")
    bench.program.fill("L = x * 222")
    expect(bench.graph).to_have_attribute("data-program", "L = x * 222")
    for route in held:
        route.fulfill(status=200, body="{}")
    expect(bench.graph).to_have_attribute("data-program", "L = x * 222")
    expect(bench.problems).to_be_empty()


def test_nan_says_in_the_inspector_where_it_was_first_seen_and_leads_there(open_page: OpenPage) -> None:
    bench = open_page("#program=a = log(x)%0Ay = a * z&in.x=-1&in.z=2&node=y&step=4")
    bench.page.keyboard.press("i")
    bench.page.locator("#inspector").get_by_role("button", name="first seen at step 2").click()
    bench.at(2)


def test_what_is_not_finite_has_the_colour_of_what_is_wrong(open_page: OpenPage) -> None:
    bench = open_page("#program=y = x / z&in.x=1&in.z=0&step=2")
    wrong = bench.page.evaluate(
        """() => {
            const probe = document.body.appendChild(document.createElement("i"));
            probe.style.color = "var(--wrong)";
            return getComputedStyle(probe).color;
        }"""
    )
    expect(bench.band.locator(".nonfinite").first).to_have_text("∞")
    expect(bench.band.locator(".nonfinite").first).to_have_css("color", wrong)
    bench.page.keyboard.press("End")
    bench.at(bench.steps)
    wired = bench.graph.locator(":is(.contribution, .local-chip) .number", has_text="∞")
    expect(wired).to_have_count(4)
    for number in wired.all():
        expect(number).to_have_css("fill", wrong)
    expect(bench.value("y")).to_have_css("fill", wrong)


def test_the_first_warning_stands_for_all_until_all_are_asked_for(open_page: OpenPage) -> None:
    bench = open_page("#program=y = log(x) * z&in.x=-1&in.z=2")
    notices = bench.page.locator(".notice-list .notice")
    expect(notices).to_have_count(1)
    expect(notices).to_contain_text("log needs a positive number; log(x) got −1, so NaN starts at step 2.")
    bench.page.get_by_role("button", name="Show all 2").click()
    expect(notices).to_have_count(2)
    bench.page.get_by_role("button", name="Show the first only").click()
    expect(notices).to_have_count(1)


def test_without_a_graph_there_is_one_program_to_try(open_page: OpenPage) -> None:
    bench = open_page()
    bench.page.goto("about:blank")
    bench.page.goto(f"{bench.service}/#program=")
    bench.page.get_by_role("button", name="Try (x + y) * z").click()
    expect(bench.program).to_have_value("(x + y) * z")
    expect(bench.card("x")).to_be_visible()


def test_the_notation_is_that_of_the_inspector_and_of_the_text(open_page: OpenPage) -> None:
    bench = open_page("#node=x&step=7")
    bench.page.keyboard.press("i")
    inspector = bench.page.locator("#inspector")
    for name in ("∂L/∂x", "x.grad", "dx"):
        expect(inspector.locator(".gradient-name")).to_have_text(name)
        bench.page.get_by_role("button", name="Read the steps as text").click()
        expect(bench.page.locator("#text")).to_contain_text(f"{name} = 6")
        bench.page.keyboard.press("Escape")
        bench.page.keyboard.press("t")
