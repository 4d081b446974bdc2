"""Everything can be done without a mouse, and keys never fight with text."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage


def test_the_keys_of_the_timeline(open_page: OpenPage) -> None:
    bench = open_page()
    for key, step in {
        "ArrowRight": 2,
        "PageDown": 3,
        "ArrowLeft": 2,
        "Shift+ArrowRight": 4,
        "End": 7,
        "Shift+ArrowLeft": 5,
        "PageUp": 4,
        "Home": 1,
    }.items():
        bench.page.keyboard.press(key)
        bench.at(step)


def test_the_graph_is_one_tab_stop_with_roving_focus(open_page: OpenPage) -> None:
    bench = open_page()
    assert bench.graph.locator('.card[tabindex="0"]').count() == 1
    bench.card("x").focus()
    bench.page.keyboard.press("ArrowRight")
    expect(bench.card("L.0")).to_be_focused()
    bench.page.keyboard.press("ArrowRight")
    expect(bench.card("L")).to_be_focused()
    assert bench.graph.locator('.card[tabindex="0"]').count() == 1
    assert bench.step == 1
    bench.page.keyboard.press("Enter")
    expect(bench.page.locator("#inspector")).to_contain_text("power")
    bench.page.keyboard.press("Escape")
    expect(bench.page.locator("#inspector")).to_be_hidden()


def test_letters_and_arrows_belong_to_text_while_it_is_edited(open_page: OpenPage) -> None:
    bench = open_page()
    bench.program.focus()
    bench.page.keyboard.press("End")
    bench.page.keyboard.type(" + d")
    bench.page.keyboard.press("ArrowLeft")
    expect(bench.program).to_have_value("L = (x + y) ** 2 + d")
    assert bench.step == 1
    expect(bench.page.locator("html")).to_have_attribute("data-theme", "light")


def test_single_key_shortcuts_can_be_switched_off(open_page: OpenPage) -> None:
    bench = open_page()
    bench.page.keyboard.press("?")
    bench.page.get_by_role("dialog").get_by_label("Single-key shortcuts").uncheck()
    bench.page.keyboard.press("Escape")
    bench.page.keyboard.press("d")
    expect(bench.page.locator("html")).to_have_attribute("data-theme", "light")
    bench.page.keyboard.press("PageDown")
    bench.at(2)


def test_the_help_sheet_names_every_key_and_gives_the_focus_back(open_page: OpenPage) -> None:
    bench = open_page()
    help_button = bench.page.locator('.header [data-action="help"]')
    help_button.focus()
    bench.page.keyboard.press("Enter")
    dialog = bench.page.get_by_role("dialog")
    for word in ("Next step", "PageDown", "Zoom in", "Light or dark"):
        expect(dialog).to_contain_text(word)
    bench.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(help_button).to_be_focused()


def test_each_step_is_announced_once(open_page: OpenPage) -> None:
    bench = open_page()
    bench.page.keyboard.press("PageDown")
    bench.page.keyboard.press("PageDown")
    live = bench.page.locator("#live")
    expect(live).to_contain_text("Step 3 of 7")
    expect(live).to_contain_text("Raise")


def test_the_slider_tells_where_it_is(open_page: OpenPage) -> None:
    bench = open_page("#step=6")
    expect(bench.slider).to_have_attribute("aria-valuetext", "Step 6 of 7, backward, power node L")
    bench.page.keyboard.press("Home")
    expect(bench.slider).to_have_attribute("aria-valuetext", "Step 1 of 7, forward, inputs")
    bench.page.keyboard.press("l")
    expect(bench.slider).to_have_attribute("aria-valuetext", "第 1 步，共 7 步，正向，输入")


def test_the_camera_is_taken_by_hand_and_given_back(open_page: OpenPage) -> None:
    bench = open_page()
    where = "el => el.firstElementChild.getAttribute('transform')"
    fitted = bench.graph.evaluate(where)
    bench.page.keyboard.press("+")
    expect(bench.graph.locator(".scene")).not_to_have_attribute("transform", fitted)
    bench.page.keyboard.press("0")
    expect(bench.graph.locator(".scene")).to_have_attribute("transform", fitted)
    box = bench.graph.bounding_box()
    assert box
    bench.page.mouse.move(box["x"] + 20, box["y"] + 20)
    expect(bench.graph).to_have_css("cursor", "grab")
    bench.page.mouse.down()
    bench.page.mouse.move(box["x"] + 120, box["y"] + 60, steps=4)
    bench.page.mouse.up()
    moved = bench.graph.evaluate(where)
    assert moved != fitted
    bench.page.keyboard.press("PageDown")
    bench.at(2)
    assert bench.graph.evaluate(where) == moved
    bench.page.get_by_role("button", name="Fit the graph").click()
    expect(bench.graph.locator(".scene")).to_have_attribute("transform", fitted)


def test_a_key_held_down_takes_at_most_eight_steps_a_second_and_skips_the_way(open_page: OpenPage) -> None:
    bench = open_page("", reduced_motion="no-preference")
    bench.page.evaluate(
        """() => {
            const key = { key: "PageDown", bubbles: true };
            const press = (repeat) => new KeyboardEvent("keydown", { ...key, repeat });
            const held = [press(false), ...Array.from({ length: 30 }, () => press(true))];
            for (const event of held) document.body.dispatchEvent(event);
        }"""
    )
    bench.at(2)


def test_the_names_of_the_phases_are_never_beneath_the_thumb(open_page: OpenPage) -> None:
    bench = open_page()
    for step in range(1, bench.steps + 1):
        bench.at(step)
        covered = bench.page.evaluate(
            """() => {
                const thumb = document.querySelector(".thumb").getBoundingClientRect();
                return [...document.querySelectorAll(".phase-band span")].map((name) => {
                    const range = document.createRange();
                    range.selectNodeContents(name);
                    const { left, right, bottom } = range.getBoundingClientRect();
                    return left < thumb.right && right > thumb.left ? bottom - thumb.top : 0;
                });
            }"""
        )
        # The line of a name is higher than its letters.
        assert max(covered) <= 6, step
        bench.page.keyboard.press("PageDown")
