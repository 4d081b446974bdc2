"""The gradient check on the page: verdicts, elements, the curve of h, and what the workbench hands over."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenLab, OpenPage

CUBE = "check#program=f = x ** 3&in.x=2&parameters=&run=on"
KINK = "check#program=y = relu(x)&in.x=[0, 1]&upstream=[1, 1]&parameters=&run=on"


def verdicts(page: Page) -> dict[str | None, str | None]:
    """Each parameter's verdict, in the order of the table."""
    rows = page.locator(".check-table tbody tr")
    expect(rows.first).to_be_visible()
    return {row.get_attribute("data-parameter"): row.get_attribute("data-verdict") for row in rows.all()}


def test_before_the_check_there_is_one_thing_to_do_and_no_verdict(open_lab: OpenLab) -> None:
    page = open_lab("check")
    expect(page.locator(".check-lead")).to_have_text(
        "Not run yet. It compares 24 gradients with nudges, under 1 s."
    )
    expect(page.locator(".verdict")).not_to_be_visible()
    page.get_by_role("button", name="Run the check").press("Enter")
    expect(page.locator(".verdict-line")).to_have_text("All gradients agree with the nudges.")
    expect(page.locator(".verdict")).to_be_focused()
    expect(page.locator("#live")).to_have_text("All gradients agree with the nudges.")
    assert verdicts(page) == dict.fromkeys(["W1", "b1", "W2", "b2"], "very good")
    page.wait_for_url("**/check#run=on")


def test_a_step_too_small_is_found_out_in_words_icon_and_number(open_lab: OpenLab) -> None:
    page = open_lab("check#h=1e-12&run=on")
    expect(page.locator(".verdict")).to_have_attribute("data-passed", "false")
    assert set(verdicts(page).values()) <= {"check", "bug"}
    row = page.locator('[data-parameter="W1"]')
    expect(row.locator(".judged .icon")).to_be_visible()
    expect(row.locator(".judged")).to_contain_text("probably a bug")
    page.locator("#nudge-size").focus()
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".big-number")).to_have_text("10⁻⁵")
    expect(page.locator(".verdict")).to_have_attribute("data-passed", "true")
    page.wait_for_url("**/check#run=on")


def test_the_curve_of_h_names_its_lowest_points(open_lab: OpenLab) -> None:
    page = open_lab(CUBE)
    curve = page.locator('[data-plot="gradient-check"]')
    expect(curve.locator(".plot-ring")).to_have_count(2)
    labels = curve.locator(".plot-mark-label").all_text_contents()
    assert labels[0] == "h = 10⁻⁵"
    assert all(label.startswith("lowest: ") for label in labels[1:])
    errors = {
        item.get_attribute("data-series"): item.locator("b").inner_text()
        for item in curve.locator("li").all()
    }
    # f = x³: the central difference is off by h², the one-sided one by 6h, both over 24.
    assert errors["one-sided"] == "2.500×10⁻⁶"
    assert errors["central"].endswith("10⁻¹²")


def test_a_kink_is_shown_and_not_judged(open_lab: OpenLab) -> None:
    page = open_lab(KINK)
    expect(page.locator(".check-hints")).to_have_text(
        "x: 1 of 2 cells cross a kink within ±h; they are shown, not judged."
    )
    expect(page.locator(".cell.kink")).to_have_count(1)
    page.locator(".cell.kink").click()
    expect(page.locator(".cell-detail")).to_contain_text("not judged: a kink lies within ±h")
    assert verdicts(page) == {"x": "very good"}


def test_the_arrow_keys_go_from_element_to_element_and_the_address_keeps_the_place(open_lab: OpenLab) -> None:
    page = open_lab("check#run=on&name=W1&at=0")
    picked = page.locator('.check-cells [aria-selected="true"]')
    expect(picked).to_have_attribute("data-index", "0")
    picked.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(page.locator('.check-cells [data-index="4"]')).to_be_focused()
    expect(page.locator(".cell-detail h3")).to_have_text("W1₂,₂")
    page.wait_for_url("**/check#run=on&name=W1&at=4")
    page.reload()
    expect(page.locator(".cell-detail h3")).to_have_text("W1₂,₂")
    expect(page.locator('[data-parameter="W1"] [data-head="Where"]')).to_have_text("W1₂,₃")
    assert page.locator(".heads .cell-head").all_text_contents() == ["1", "2", "3"]
    page.locator('[data-parameter="b2"] button').click()
    expect(page.locator(".check-cells h2")).to_have_text("Every element of b2")


def test_a_large_parameter_is_looked_at_block_by_block(open_lab: OpenLab) -> None:
    rows = [[round(0.1 * i + 0.01 * j, 2) for j in range(7)] for i in range(10)]
    page = open_lab(f"check#program=L = sum(W ** 2)&in.W={rows}&parameters=&run=on&name=W&at=0")
    grid = page.locator(".cell-table")
    expect(grid.locator(".cell")).to_have_count(40)
    page.get_by_role("button", name="Columns to the right").click()
    expect(page.locator(".cell-moves")).to_contain_text("columns 6 to 7 of 7")
    expect(grid.locator(".cell")).to_have_count(16)
    page.get_by_role("button", name="Rows below").click()
    expect(page.locator(".cell-moves")).to_contain_text("Rows 9 to 10 of 10")


def test_an_edit_is_checked_at_once(open_lab: OpenLab) -> None:
    page = open_lab(CUBE)
    analytic = page.locator('[data-parameter="x"] [data-head="Backprop"]')
    expect(analytic).to_have_text("12")
    page.locator("#in-x").fill("3")
    expect(analytic).to_have_text("27")


def test_what_is_wrong_is_said_at_its_field(open_lab: OpenLab) -> None:
    page = open_lab(CUBE)
    field = page.locator("#in-x")
    field.fill("two")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#in-x-note")).to_contain_text("is not a number")
    field.fill("2")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    page.locator("#program-text").fill("f = sigmiod(x)")
    expect(page.locator("#program-faults")).to_contain_text("sigmiod")
    page.locator("#program-faults .fix").click()
    expect(page.locator("#program-text")).to_have_value("f = sigmoid(x)")
    expect(page.locator("#program-faults")).to_be_empty()
    expect(page.locator('[data-parameter="x"]')).to_have_attribute("data-verdict", "very good")


def test_an_example_of_the_chapter_is_a_start(open_lab: OpenLab) -> None:
    page = open_lab("check#run=on")
    select = page.locator("#start")
    expect(select.locator('[value="cube"]')).to_have_count(1)
    select.select_option("cube")
    expect(page.locator('[data-parameter="x"]')).to_be_visible()
    expect(page.locator("#program-text")).to_have_value("f = x ** 3")


def test_only_what_is_chosen_is_nudged(open_lab: OpenLab) -> None:
    page = open_lab("check#run=on")
    expect(page.locator('[data-input="t"] .nudged')).not_to_be_visible()
    page.locator('[data-input="X"] input').check()
    expect(page.locator('[data-parameter="X"]')).to_be_visible()
    page.locator('[data-input="W1"] input').uncheck()
    expect(page.locator('[data-parameter="W1"]')).to_have_count(0)


def test_the_workbench_hands_its_program_over(open_page: OpenPage) -> None:
    page = open_page("#program=L = x * y + x&in.x=3&in.y=-4").page
    page.keyboard.press("k")
    page.wait_for_url("**/check?lang=en#**")
    expect(page.locator("html[data-whole]")).to_be_visible()
    expect(page.locator("#program-text")).to_have_value("L = x * y + x")
    expect(page.locator("#in-y")).to_have_value("-4")
    assert verdicts(page) == {"x": "very good", "y": "very good"}
    page.go_back()
    expect(page.locator("#program-text")).to_have_value("L = x * y + x")
    page.locator(".places > button").click()
    page.locator('#places a[href^="/check"]').click()
    expect(page.locator("#in-x")).to_have_value("3")


RATIOS = [
    ("B3", ["1/4"]),
    ("B4", 4 * ["4"]),
    ("B8", 4 * ["2"]),
    ("B9", 4 * ["−1"]),
    ("B2", []),
]


@pytest.mark.parametrize(("bug_id", "said"), RATIOS)
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_a_ratio_that_all_gradients_share_is_hinted_at(
    open_lab: OpenLab, bug_id: str, said: list[str], language: str
) -> None:
    """The engine's own rules never earn one: the report is that of a copy with a mistake in it."""

    def broken(route: Route) -> None:
        address = re.sub("gradient-check", f"mistakes/{bug_id}/check", route.request.url)
        route.fulfill(response=route.fetch(url=address, post_data="{}"))

    page = open_lab("check", locale=language)
    page.route("**/gradient-check?*", broken)
    page.locator("[data-run]").click()
    expect(page.locator("tr[data-parameter]")).to_have_count(4)
    hints = page.locator(".check-hints li")
    expect(hints).to_have_count(len(said))
    for hint, piece in zip(hints.all_inner_texts(), said, strict=True):
        assert piece in hint


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("zh-CN", "dark")])
def test_axe_finds_nothing_in_a_report(open_lab: OpenLab, language: str, scheme: str) -> None:
    page = open_lab("check#h=1e-12&run=on", locale=language, color_scheme=scheme)
    expect(page.locator(".plot-ring").first).to_be_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [320, 390, 1024, 1366])
def test_a_report_needs_no_scrolling_sideways(open_lab: OpenLab, width: int) -> None:
    page = open_lab("check#run=on", viewport={"width": width, "height": 700}, locale="zh-CN")
    expect(page.locator(".verdict")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
