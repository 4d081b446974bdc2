"""What is the same thing is lit together; what a link says is what it opens."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage


def test_t10_a_factor_lights_its_number_on_the_graph_and_the_reverse(open_page: OpenPage) -> None:
    bench = open_page("#step=6")
    bench.band.locator('[data-ref="e2.grad"]').first.hover()
    expect(bench.graph.locator('[data-ref="e2.grad"]')).to_have_class(re.compile(r"\blit\b"))
    bench.graph.locator('[data-ref="e2.local"]').hover()
    expect(bench.band.locator('.lit[data-ref="e2.local"]').first).to_be_visible()
    expect(bench.graph.locator('[data-ref="e2.grad"]')).not_to_have_class(re.compile(r"\blit\b"))


def test_the_address_holds_the_state_and_a_reload_loses_nothing(open_page: OpenPage) -> None:
    bench = open_page()
    bench.program.fill("z = x * y")
    bench.page.get_by_label("Value of x").fill("7")
    bench.settle()
    bench.page.keyboard.press("Escape")
    for key in ("End", "d", "t"):
        bench.page.keyboard.press(key)
    expect(bench.page).to_have_url(re.compile(r"program=z.*in\.x=7.*step=5.*theme=dark.*notation=grad"))
    bench.page.reload()
    expect(bench.gradient("y")).to_have_text("7")
    expect(bench.program).to_have_value("z = x * y")
    expect(bench.page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(bench.band).to_contain_text("x.grad")
    bench.at(5)


def test_an_address_changed_by_hand_is_followed(open_page: OpenPage) -> None:
    bench = open_page("#program=z = x * y&in.x=2&in.y=3")
    bench.page.evaluate("location.hash = '#program=z = x + y&in.x=2&in.y=3&step=3&lang=nonsense'")
    expect(bench.value("z")).to_have_text("5")
    bench.at(3)


def test_an_address_entered_while_the_page_writes_its_own_is_followed(open_page: OpenPage) -> None:
    """The page's own is due before it hears of the other: its timers are rung by hand in between."""
    bench = open_page()
    bench.page.add_init_script(
        """window.due = [];
        const after = window.setTimeout;
        window.setTimeout = (call, time, ...rest) => {
            window.due.push(call);
            return after(call, time, ...rest);
        };"""
    )
    bench.open("#program=y = x&in.x=1")
    bench.page.keyboard.press("End")
    bench.at(bench.steps)
    bench.page.evaluate("""() => {
        location.hash = "#program=z = x * 2&in.x=3&step=2";
        for (const call of window.due.splice(0)) if (String(call).includes("replaceState")) call();
    }""")
    expect(bench.value("z")).to_have_text("6")


def test_a_click_on_a_card_goes_to_its_step_in_this_phase(open_page: OpenPage) -> None:
    bench = open_page("#step=5")
    bench.card("L.0").click()
    bench.at(7)
    expect(bench.card("L.0")).to_have_class(re.compile(r"\bselected\b"))
    bench.card("L.0").click()
    expect(bench.page.locator("#inspector")).to_contain_text("x + y")


def test_the_inspector_keeps_silent_about_what_is_to_come(open_page: OpenPage) -> None:
    bench = open_page("#step=2&node=L.0", viewport={"width": 1920, "height": 1080})
    inspector = bench.page.locator("#inspector")
    expect(inspector.get_by_role("heading", level=3)).to_have_count(5)
    expect(inspector).to_contain_text("Nothing has arrived yet.")
    expect(inspector.locator(".number.positive")).to_have_count(0)
    bench.page.keyboard.press("End")
    expect(inspector).to_contain_text("Upstream gradient")
    expect(inspector.locator(".number.positive").first).to_have_text("6")


def test_the_whole_lesson_can_be_read_as_text(open_page: OpenPage) -> None:
    bench = open_page()
    bench.page.get_by_role("button", name="Read the steps as text").click()
    dialog = bench.page.get_by_role("dialog")
    expect(dialog.get_by_role("listitem")).to_have_count(7)
    expect(dialog).to_contain_text("equals 9")
    expect(dialog.get_by_role("row", name="x 1 ∂L/∂x = 6")).to_be_visible()
    bench.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_a_layer_opens_into_its_primitives_and_closes_again(open_page: OpenPage) -> None:
    bench = open_page("#program=y = sigmoid(x)&in.x=0")
    before = bench.graph.locator(".card").count()
    bench.page.keyboard.press("End")
    bench.page.keyboard.press("x")
    expect(bench.graph.locator(".group")).to_have_count(1)
    assert bench.graph.locator(".card").count() > before
    bench.page.keyboard.press("End")
    expect(bench.gradient("x")).to_have_text("0.25")
    bench.page.keyboard.press("x")
    expect(bench.graph.locator(".group")).to_have_count(0)


def test_many_cards_are_laid_out_in_a_worker(open_page: OpenPage) -> None:
    bench = open_page()
    lines = [f"a{i} = {'x' if i == 0 else f'a{i - 1}'} * 0.9 + {i}" for i in range(40)]
    bench.program.fill("\n".join(lines))
    expect(bench.graph.locator(".card")).to_have_count(1 + 40 * 4)
    assert len(bench.page.workers) == 1
    bench.page.keyboard.press("Escape")
    bench.page.keyboard.press("End")
    expect(bench.gradient("x")).to_have_text("0.01478")


def test_the_language_chosen_is_that_of_the_next_visit(open_page: OpenPage) -> None:
    bench = open_page()
    bench.page.keyboard.press("l")
    expect(bench.band).to_contain_text("第 1 步")
    bench.open()
    expect(bench.band).to_contain_text("第 1 步")
