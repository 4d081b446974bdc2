"""The mistakes lab: a hunt from the symptom to the mended line, by pointer and by keys, in both languages."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from engine.mistakes import BUGS, examined
from engine.numerals import numeral
from tests.browser.conftest import OpenLab


def opened(open_lab: OpenLab, address: str, **options: object) -> Page:
    page = open_lab(address, **options)
    expect(page.locator(".copy .card").first).to_be_visible()
    return page


def verdicts(page: Page) -> dict[str, str]:
    rows = page.locator("tr[data-parameter]")
    return dict(
        zip(
            rows.evaluate_all("rows => rows.map((row) => row.dataset.parameter)"),
            rows.evaluate_all("rows => rows.map((row) => row.dataset.verdict)"),
            strict=True,
        )
    )


def test_a_forgotten_transpose_is_found_and_mended(open_lab: OpenLab) -> None:
    page = opened(open_lab, "mistakes#bug=B2")
    expect(page.locator(".copy-flag")).to_have_text("Broken copy")
    expect(page.locator(".symptom-ends")).to_contain_text("this copy 0.003734, correct run 0.02267")
    expect(page.locator(".fix-inside")).to_be_hidden()

    page.locator("[data-run]").click()
    expect(page.locator(".verdict-line")).to_contain_text("W1, b1")
    assert verdicts(page) == {"W1": "bug", "b1": "bug", "W2": "very good", "b2": "very good"}

    page.locator('[data-line="dW1"]').click()
    expect(page.locator(".remark")).to_contain_text("this line is right")
    expect(page.locator(".fix-inside")).to_be_hidden()
    page.locator('[data-line="dA1"]').click()
    expect(page.locator(".remark")).to_contain_text("That is the line")

    page.locator(".fix-choice", has_text="dZ2 @ W1.T").click()
    expect(page.locator(".outcome-line")).to_have_text("Not yet.")
    expect(page.locator(".outcome")).to_contain_text("W1 belongs to the first layer")
    page.locator("#fix-text").fill("dA1 = dZ2 @ W2.T")
    page.keyboard.press("Enter")
    expect(page.locator(".outcome-line")).to_have_text("Found and mended.")
    expect(page.locator(".lesson")).to_have_text("Falling loss proves nothing.")
    expect(page.locator(".copy-flag")).to_have_text("Mended copy")
    expect(page.locator('[data-bug="B2"]')).to_have_attribute("data-done", "")
    page.reload()
    expect(page.locator('[data-bug="B2"]')).to_have_attribute("data-done", "")
    expect(page.locator(".copy-flag")).to_have_text("Broken copy")


@pytest.mark.parametrize(
    ("text", "said"),
    [("dA1 = dZ2 @", "column"), ("dA1 = dZ2 @ W9", "W9"), ("dA1 = __import__('os')", "")],
)
def test_a_line_that_cannot_be_read_is_told_at_the_field(open_lab: OpenLab, text: str, said: str) -> None:
    page = opened(open_lab, "mistakes#bug=B2")
    page.locator("[data-run]").click()
    page.locator('[data-line="dA1"]').click()
    page.locator("#fix-text").fill(text)
    page.locator("[data-again]").click()
    expect(page.locator("#fix-text")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#fix-fault")).not_to_be_empty()
    if said.startswith("W"):
        expect(page.locator("#fix-fault")).to_contain_text(said)
    expect(page.locator("#fix-text")).to_have_value(text)


def test_the_right_gradients_are_seen_only_when_it_is_mended(open_lab: OpenLab) -> None:
    page = opened(open_lab, "mistakes#bug=B1")
    gradients = page.locator(".copy [data-ref$='.grad']")
    expect(gradients).to_have_count(0)
    page.locator('[data-line="second"]').click()
    page.locator(".fix-choice", has_text="dx += G * y").click()
    expect(page.locator('.copy [data-key="x"]')).to_contain_text("−3")


def test_the_second_pass_tells_what_the_first_does_not(open_lab: OpenLab) -> None:
    page = opened(open_lab, "mistakes#bug=B8")
    page.locator('[data-pass="1"]').click()
    expect(page.locator(".verdict-line")).to_contain_text("All gradients agree")
    page.locator('[data-pass="3"]').click()
    expect(page.locator(".check-hints").first).to_contain_text("exactly 3")
    page.wait_for_url("**pass=3*")


def test_an_update_uphill_passes_the_check(open_lab: OpenLab) -> None:
    page = opened(open_lab, "mistakes?lang=zh-CN#bug=B10")
    page.locator("[data-run]").click()
    expect(page.locator(".verdict-line")).to_contain_text("一致")
    page.locator('[data-line="update"]').click()
    page.locator(".fix-choice", has_text="P = P - rate * dP").click()
    expect(page.locator(".lesson")).to_have_text("检查的是梯度，不是更新。")


def test_a_broken_check_is_shown_in_float32_too(open_lab: OpenLab) -> None:
    page = opened(open_lab, "mistakes#bug=B14")
    page.locator("[data-run]").click()
    single = examined(BUGS["B14"]).single
    assert single is not None
    worst = numeral(single.parameters["W1"].max_relative_error)
    expect(page.locator("[data-single]")).to_contain_text(
        f"In float32, with h = 10⁻⁴, the same check finds W1 {worst}"
    )


def test_a_narrow_page_shows_one_part_after_the_other(open_lab: OpenLab) -> None:
    page = opened(open_lab, "mistakes#bug=B1", viewport={"width": 390, "height": 844})
    expect(page.locator(".part:visible")).to_have_count(1)
    expect(page.locator(".part.symptom")).to_be_visible()
    page.locator('[data-way="check"]').click()
    page.locator("[data-run]").click()
    expect(page.locator(".verdict-line")).to_contain_text("Look at x")
    page.locator('[data-way="point"]').click()
    page.locator('[data-line="second"]').click()
    expect(page.locator(".fix-inside")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_every_mistake_can_be_chosen_and_solved_by_its_right_choice(open_lab: OpenLab) -> None:
    page = opened(open_lab, "mistakes")
    for bug in BUGS.values():
        page.locator(f'[data-bug="{bug.id}"]').click()
        expect(page.locator(".shelf-title")).to_have_text(bug.title[0])
        page.locator(f'[data-line="{bug.line}"]').click()
        page.locator(".fix-choice").get_by_text(bug.right.text, exact=True).click()
        expect(page.locator(".lesson")).to_have_text(bug.lesson[0])
    expect(page.locator(".shelf .hint")).to_contain_text("All bugs found")


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("zh-CN", "dark")])
def test_axe_finds_nothing_at_the_end_of_a_hunt(open_lab: OpenLab, language: str, scheme: str) -> None:
    page = opened(open_lab, "mistakes#bug=B4", locale=language, color_scheme=scheme)
    page.locator("[data-run]").click()
    expect(page.locator(".check-hints").first).not_to_be_empty()
    page.locator('[data-line="dZ2"]').click()
    page.locator("#fix-text").fill("dZ2 = (y - T) / N")
    page.keyboard.press("Enter")
    expect(page.locator(".lesson")).to_be_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
