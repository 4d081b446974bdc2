"""The race on the page: asked before it is shown, measured told from estimated, cancelled at once."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenLab

READY = "race#ask=done"


def begin(page: Page) -> None:
    page.locator("[data-go]").click()
    expect(page.locator("[data-go]")).to_have_attribute("data-phase", "running")


def test_how_often_it_must_run_is_asked_before_it_is_told(open_lab: OpenLab) -> None:
    page = open_lab("race")
    expect(page.locator(".question-text")).to_contain_text("784-50-10 has 39,760 parameters.")
    expect(page.locator("[data-go]")).not_to_be_visible()
    expect(page.locator('[data-lane="numerical"] .race-count')).to_have_text("? of ? runs forward")
    assert "79,520" not in page.locator("body").inner_text()
    field = page.get_by_role("textbox", name="Your answer")
    field.fill("39760")
    field.press("Enter")
    expect(page.locator(".question-feedback")).to_contain_text("Each parameter is moved twice")
    field.fill("79520")
    field.press("Enter")
    expect(page.locator(".question-feedback")).to_contain_text("Right. 79,520 times")
    expect(page.locator("[data-go]")).to_be_focused()
    expect(page.locator('[data-lane="numerical"] .race-count')).to_have_text("0 of 79,520 runs forward")
    page.wait_for_url("**/race#ask=done")


def test_another_net_is_another_question(open_lab: OpenLab) -> None:
    page = open_lab("race")
    page.locator('[data-value="3-3-3"]').click()
    expect(page.locator(".question-text")).to_contain_text("3-3-3 has 24 parameters.")
    page.locator("[data-skip]").click()
    expect(page.locator(".question-feedback")).to_contain_text("Skipped. 48 times")
    page.wait_for_url("**/race#net=3-3-3&ask=done")


def test_a_race_that_is_run_to_its_end_holds_no_estimate(open_lab: OpenLab) -> None:
    page = open_lab(f"{READY}&net=3-3-3")
    begin(page)
    expect(page.locator(".race-card")).to_be_visible()
    expect(page.locator('[data-lane="numerical"] .race-count')).to_have_text("48 of 48 runs forward")
    expect(page.locator('[data-lane="backprop"] .race-count')).to_have_text("1 forward, 1 backward")
    assert page.locator("[data-estimated]").count() == 0
    assert page.locator(".race-card [data-measured]").count() == 4
    expect(page.locator("#live")).to_contain_text("both measured")
    expect(page.locator(".race-moral")).to_contain_text("Use one to check the other.")
    expect(page.locator("[data-go]")).to_have_text("Race again")


@pytest.mark.parametrize(("language", "word"), [("en", "estimate"), ("zh-CN", "估计")])
def test_estimates_carry_the_word_and_look_unlike_what_is_measured(
    open_lab: OpenLab, language: str, word: str
) -> None:
    page = open_lab(READY, locale=language)
    begin(page)
    guess = page.locator('[data-lane="numerical"] [data-estimated]')
    expect(guess).to_contain_text(word)
    measured = page.locator('[data-lane="numerical"] [data-measured]')
    styles = [
        each.evaluate("e => [getComputedStyle(e).borderStyle, getComputedStyle(e).fontWeight]")
        for each in (guess, measured)
    ]
    assert styles[0][0] != styles[1][0]
    assert styles[0][1] != styles[1][1]
    page.locator("[data-go]").click()


def test_cancelling_is_answered_in_the_same_breath_and_frees_the_service(open_lab: OpenLab) -> None:
    page = open_lab(READY)
    begin(page)
    count = page.locator('[data-lane="numerical"] .race-count')
    expect(count).not_to_have_text("0 of 79,520 runs forward")
    with page.expect_request(lambda request: request.method == "DELETE") as ended:
        phase = page.evaluate(
            """() => {
                const button = document.querySelector("[data-go]");
                button.click();
                return button.dataset.phase;
            }"""
        )
    assert phase == "cancelled"
    response = ended.value.response()
    assert response is not None
    assert response.status == 204
    expect(page.locator("#live")).to_have_text("Cancelled.")
    assert page.locator(".race-card").is_hidden()
    begin(page)
    page.locator("[data-go]").click()


def test_another_net_ends_the_race(open_lab: OpenLab) -> None:
    page = open_lab(READY)
    begin(page)
    expect(page.locator('[data-lane="numerical"] [data-measured]')).to_be_visible()
    page.locator('[data-value="16-8-4"]').click()
    expect(page.locator('[data-lane="numerical"] .race-count')).to_have_text("0 of 344 runs forward")
    expect(page.locator("[data-go]")).to_have_text("Start the race")


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("zh-CN", "dark")])
def test_axe_finds_nothing_after_a_race_and_nothing_scrolls_sideways(
    open_lab: OpenLab, language: str, scheme: str
) -> None:
    page = open_lab(
        f"{READY}&net=3-3-3", locale=language, color_scheme=scheme, viewport={"width": 320, "height": 700}
    )
    begin(page)
    expect(page.locator(".race-card")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
