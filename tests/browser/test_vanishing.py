"""Vanishing gradients on the page: numbers withheld until answered, two runs on one axis, wide layers."""

from __future__ import annotations

import csv
import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from engine.numerals import numeral
from engine.vanishing import Activation, chain
from tests.browser.conftest import OpenLab

FREE = "vanishing#ask=done"


def left(page: Page, lane: str) -> str:
    """What is left of the gradient, as the head of a run says it."""
    number = page.locator(f'[data-lane="{lane}"] .lane-number')
    expect(number).to_be_visible()
    return number.inner_text()


def after(activation: Activation, depth: int, weight: float) -> str:
    """What the engine finds left, as the page prints it."""
    return numeral(chain(activation, depth, weight).gradient)


def ticks(page: Page, lane: str) -> list[str]:
    return page.locator(f'[data-lane="{lane}"] .bars-space:visible .plot-tick').all_text_contents()


def test_numbers_are_withheld_until_an_answer(open_lab: OpenLab) -> None:
    page = open_lab("vanishing")
    expect(page.locator(".question-text")).to_contain_text("Five sigmoid layers")
    expect(page.locator(".bar-cover")).to_have_count(12)
    assert page.locator(".lane-number, .bar-fill, .strip-number").count() == 0
    assert "10⁻⁴" not in page.locator(".question").inner_text()
    field = page.get_by_role("textbox", name="Your answer")
    field.fill("1.25")
    field.press("Enter")
    expect(page.locator(".question-feedback")).to_contain_text("The chain means multiply")
    assert page.locator(".bar-fill").count() == 0
    field.fill("1/1024")
    field.press("Enter")
    expect(page.locator(".question-feedback")).to_contain_text("Right. 0.25⁵ = 9.766×10⁻⁴")
    expect(page.locator("#live")).to_contain_text("Right. 0.25⁵ = 9.766×10⁻⁴")
    assert left(page, "a") == after("sigmoid", 5, 1)
    expect(page.get_by_role("button", name="Next question")).to_be_focused()


def test_three_questions_and_then_the_reader_is_free(open_lab: OpenLab) -> None:
    page = open_lab("vanishing")
    page.locator("[data-skip]").click()
    page.get_by_role("button", name="Next question").click()
    page.get_by_role("button", name="Yes, more of it survives").click()
    expect(page.locator(".question-feedback")).to_contain_text("Not yet. Look at the slope of sigmoid")
    page.get_by_role("button", name="No, even less survives").click()
    assert (left(page, "a"), left(page, "b")) == (after("sigmoid", 10, 1), after("sigmoid", 10, 8))
    page.get_by_role("button", name="Next question").click()
    field = page.get_by_role("textbox", name="Your answer")
    field.fill("15")
    field.press("Enter")
    expect(page.locator(".question-feedback")).to_contain_text("The chain means multiply")
    field.fill("57.7")
    field.press("Enter")
    assert left(page, "b") == "57.67"
    page.get_by_role("button", name="Try your own").click()
    expect(page.locator(".question")).not_to_be_visible()
    page.wait_for_url("**ask=done**")


def test_an_answer_that_is_no_number_costs_no_attempt(open_lab: OpenLab) -> None:
    page = open_lab("vanishing")
    field = page.get_by_role("textbox", name="Your answer")
    for typed in ("much", "a lot", "0.5"):
        field.fill(typed)
        field.press("Enter")
        expect(page.locator(".question-feedback")).to_contain_text("Not yet.")
    field.fill("0.6")
    field.press("Enter")
    expect(page.locator(".question-feedback")).to_contain_text("The answer: 0.25⁵ = 9.766×10⁻⁴")


def test_the_questions_can_be_left_and_asked_again(open_lab: OpenLab) -> None:
    page = open_lab("vanishing")
    page.locator("[data-skip-all]").click()
    assert left(page, "a") == after("sigmoid", 5, 1)
    page.get_by_role("button", name="Ask the questions again").click()
    expect(page.locator(".bar-cover")).to_have_count(12)


@pytest.mark.parametrize(
    ("settings", "printed"),
    [
        ("a.depth=1", "0.235"),
        ("a.depth=20", "1.14×10⁻¹³"),
        ("a.depth=10&a.f=tanh", "0.223"),
        ("a.depth=20&a.f=relu", "1"),
        ("a.depth=10&a.w=0.5", "7.64×10⁻¹⁰"),
        ("a.depth=10&a.w=4", "5.49×10⁻¹¹"),
    ],
)
def test_the_bar_at_the_input_says_what_is_left_in_three_digits(
    open_lab: OpenLab, settings: str, printed: str
) -> None:
    page = open_lab(f"{FREE}&{settings}")
    left(page, "a")
    expect(page.locator('[data-lane="a"] .bar-number').first).to_have_text(printed)


def test_both_runs_have_one_axis(open_lab: OpenLab) -> None:
    page = open_lab(f"{FREE}&a.depth=10&b.depth=10&b.f=relu&b.w=1.5")
    left(page, "b")
    assert ticks(page, "a") == ticks(page, "b")
    assert "10⁻⁶" in ticks(page, "b")
    expect(page.locator('[data-lane="a"] .bar-bound').first).to_be_visible()
    expect(page.locator('[data-lane="a"] .bound-note')).to_contain_text("9.537×10⁻⁷")
    assert page.locator('[data-lane="b"] .bar-bound').count() == 0


def test_settings_are_set_by_keys_and_kept_in_the_address(open_lab: OpenLab) -> None:
    page = open_lab(FREE)
    assert left(page, "a") == after("sigmoid", 5, 1)
    page.locator('[data-lane="a"] [data-slider="depth"]').press("ArrowRight")
    expect(page.locator('[data-lane="a"] .lane-number')).not_to_have_text(after("sigmoid", 5, 1))
    expect(page.locator('[data-lane="a"] .bar-fill')).to_have_count(7)
    page.locator('[data-lane="b"] [data-value="none"]').click()
    weight = page.locator('[data-lane="b"] [data-field="weight"]')
    weight.fill("2")
    expect(page.locator('[data-lane="b"] .lane-number')).to_have_text("32")
    expect(page.locator('[data-lane="b"] [data-fate]')).to_have_text("it explodes")
    weight.fill("9")
    expect(weight).to_have_attribute("aria-invalid", "true")
    page.wait_for_url("**a.depth=6&b.f=none&b.w=2")
    page.reload()
    expect(page.locator('[data-lane="b"] .lane-number')).to_have_text("32")


def test_a_size_below_what_a_double_holds_well_is_called_0(open_lab: OpenLab) -> None:
    def smallest(route: Route) -> None:
        found = route.fetch().json()
        found["layers"][0]["gradient"] = 1e-305
        route.fulfill(body=json.dumps(found), content_type="application/json")

    page = open_lab("vanishing")
    page.route("**/vanishing?*", smallest)
    page.locator("[data-skip-all]").click()
    page.locator('[data-lane="a"] [data-value="tanh"]').click()
    expect(page.locator('[data-lane="a"] .lane-number')).to_have_text("0 (below 10⁻³⁰⁰)")


def test_wide_layers_keep_their_spread_with_the_rule_for_their_activation(open_lab: OpenLab) -> None:
    page = open_lab(f"{FREE}&view=wide&a.f=relu&b.f=relu&a.depth=20&b.depth=20&b.init=he")
    left(page, "b")
    expect(page.locator('[data-lane="a"] [data-fate]')).to_have_text("it vanishes")
    expect(page.locator('[data-lane="b"] [data-fate]')).to_have_text("it survives")
    page.locator('[data-lane="b"] [data-value="own"]').click()
    page.locator('[data-lane="b"] [data-field="scale"]').fill("1")
    expect(page.locator('[data-lane="b"] [data-fate]')).to_have_text("it explodes")
    before = left(page, "a")
    page.locator('[data-field="seed"]').fill("1")
    expect(page.locator('[data-lane="a"] .lane-number')).not_to_have_text(before)


def test_the_numbers_are_there_as_a_table(open_lab: OpenLab) -> None:
    page = open_lab(f"{FREE}&a.depth=3")
    page.locator('[data-lane="a"] summary').click()
    rows = page.locator('[data-lane="a"] tbody tr')
    expect(rows).to_have_count(3)
    expect(rows.first.locator("td").last).to_have_text(left(page, "a"))


def test_the_bars_are_saved_as_pictures_and_their_numbers_as_a_table(open_lab: OpenLab) -> None:
    page = open_lab(f"{FREE}&a.depth=3")
    expected = left(page, "a")
    kept = {}
    for suffix in ("svg", "png", "csv"):
        with page.expect_download() as saved:
            page.locator(f'[data-lane="a"] [data-save="{suffix}"]:visible').click()
        assert saved.value.suggested_filename == f"gradients-a.{suffix}"
        kept[suffix] = saved.value.path().read_bytes()
    rows = list(csv.reader(kept["csv"].decode("utf-8-sig").splitlines()))
    assert [len(row) for row in rows] == [6] * 4
    assert numeral(float(rows[1][-1])) == expected
    assert kept["svg"].startswith(b"<svg")
    assert expected[:3] in kept["svg"].decode()
    assert kept["png"].startswith(b"\x89PNG")


def test_what_is_withheld_cannot_be_saved_either(open_lab: OpenLab) -> None:
    page = open_lab("vanishing")
    expect(page.locator(".bar-cover")).to_have_count(12)
    expect(page.locator("[data-save]:visible")).to_have_count(0)


@pytest.mark.parametrize("view", ["", f"{FREE[9:]}", f"{FREE[9:]}&view=wide"])
@pytest.mark.parametrize(("language", "scheme"), [("en", "dark"), ("zh-CN", "light")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    open_lab: OpenLab, view: str, language: str, scheme: str
) -> None:
    page = open_lab(
        f"vanishing{view}", locale=language, color_scheme=scheme, viewport={"width": 320, "height": 700}
    )
    expect(page.locator(".bar-fill, .bar-cover").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
