"""A person types a program, steps through it, and reads the numbers."""

from __future__ import annotations

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import NewPage, OpenPage


def test_a_typed_program_is_stepped_to_its_end_by_keys(open_page: OpenPage) -> None:
    bench = open_page()
    bench.program.fill("a = x * 2\nb = a + 3\ny = b * 5")
    expect(bench.card("b")).to_be_visible()
    bench.page.keyboard.press("Escape")
    bench.press_to_end()
    expect(bench.value("y")).to_have_text("25")
    for name, gradient in {"y": "1", "b": "5", "a": "5", "x": "10"}.items():
        expect(bench.gradient(name)).to_have_text(gradient)


def test_a_value_is_edited_and_the_step_stays(open_page: OpenPage) -> None:
    bench = open_page("#step=7")
    expect(bench.gradient("x")).to_have_text("6")
    bench.page.get_by_label("Value of x").fill("3")
    expect(bench.gradient("x")).to_have_text("10")
    assert bench.step == 7


def test_a_matrix_is_pasted_and_opens_in_its_card(open_page: OpenPage) -> None:
    bench = open_page()
    bench.program.fill("L = sum(X @ W)")
    bench.page.get_by_label("Value of X").fill("1\t2\n3\t4")
    bench.page.get_by_label("Value of W").fill("np.array([[0.5], [0.25]])")
    expect(bench.value("X").locator("text")).to_have_text(["1", "2", "3", "4"])
    bench.page.keyboard.press("Escape")
    bench.press_to_end()
    expect(bench.gradient("W").locator("text")).to_have_text(["4", "6"])


def test_a_new_name_asks_for_its_value(open_page: OpenPage) -> None:
    bench = open_page()
    bench.program.fill("L = (x + y) * w")
    field = bench.page.get_by_label("Value of w")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("4")
    expect(bench.card("L")).to_be_visible()
    expect(bench.card("w")).to_be_visible()


def test_an_output_of_several_elements_asks_for_its_upstream_gradient(open_page: OpenPage) -> None:
    bench = open_page()
    bench.program.fill("Y = X * 2")
    bench.page.get_by_label("Value of X").fill("[1, 2]")
    bench.page.get_by_label("Upstream gradient").fill("[1, 10]")
    expect(bench.card("Y")).to_be_visible()
    bench.page.keyboard.press("Escape")
    bench.press_to_end()
    expect(bench.gradient("X").locator("text")).to_have_text(["2", "20"])


def test_nothing_moves_before_the_reader_does(open_page: OpenPage) -> None:
    bench = open_page(reduced_motion="no-preference")
    before = bench.text()
    expect(bench.slider).to_have_attribute("aria-valuenow", "1")
    bench.page.clock.install()
    bench.page.clock.fast_forward(10_000)
    assert bench.text() == before
    assert bench.step == 1


def test_play_goes_to_the_end_by_itself_and_stops(open_page: OpenPage) -> None:
    bench = open_page()
    bench.page.clock.install()
    bench.page.keyboard.press("Space")
    expect(bench.page.get_by_role("button", name="Pause")).to_be_visible()
    bench.page.clock.run_for(60_000)
    bench.at(bench.steps)
    expect(bench.page.get_by_role("button", name="Play")).to_be_visible()


def test_another_output_is_chosen_by_name(open_page: OpenPage) -> None:
    bench = open_page("#program=a = x * 2;b = a + 3;y = b * 5&in.x=1")
    bench.page.get_by_label("Output").select_option("b")
    bench.settle()
    bench.page.keyboard.press("Escape")
    bench.page.locator("#graph").focus()
    bench.page.keyboard.press("End")
    expect(bench.gradient("x")).to_have_text("2")
    expect(bench.gradient("b")).to_have_text("1")


def test_the_page_in_a_frame_is_the_lesson_alone(open_page: OpenPage) -> None:
    bench = open_page("embed#step=6")
    expect(bench.band).to_be_visible()
    expect(bench.slider).to_be_visible()
    expect(bench.program).to_be_hidden()
    expect(bench.page.locator("#header")).to_be_hidden()


# Keeps the page from knowing its size until it is let.
BLIND = """
const held = [];
globalThis.see = () => held.forEach((observe) => observe());
globalThis.ResizeObserver = class extends ResizeObserver {
  observe(element) { held.push(() => super.observe(element)); }
};
"""
PRODUCT = "#program=Y = X @ W;L = sum(Y * Y)&in.X=[[1,2,3],[4,5,6]]&in.W=[[1,2],[3,4],[5,6]]"
PHONE = {"width": 390, "height": 844}


def places(page: Page) -> list[list[str]]:
    """Where each card stands."""
    page.wait_for_selector("#graph[data-drawn] .card")
    found: list[list[str]] = page.locator("#graph .card").evaluate_all(
        "cards => cards.map((card) => [card.dataset.node, card.getAttribute('transform')])"
    )
    return found


def test_cards_stand_where_they_do_whether_the_trace_or_the_size_comes_first(
    new_page: NewPage, service: str
) -> None:
    late = new_page(viewport=PHONE)
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    late.route("**/api/v1/trace*", hold)
    late.goto(f"{service}/{PRODUCT}")
    late.wait_for_selector(".slider.vacant", state="attached")
    late.evaluate("new Promise((seen) => new ResizeObserver(() => seen()).observe(canvas))")
    for route in waiting:
        route.continue_()

    early = new_page(viewport=PHONE)
    early.add_init_script(BLIND)
    early.goto(f"{service}/{PRODUCT}")
    early.wait_for_selector(".slider:not(.vacant)", state="attached")
    early.evaluate("see()")

    assert places(early) == places(late)
