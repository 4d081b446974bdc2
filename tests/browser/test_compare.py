"""Two traces on one clock: their steps go together, and the table says what differs."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenLab


def position(page: Page, side: str) -> str:
    return page.locator(f'.pane[data-side="{side}"] .position').inner_text()


def row(page: Page, key: str) -> list[str]:
    return page.locator(f'tr[data-pair="{key}"] td').all_inner_texts()


def test_a_branch_and_its_factored_form_end_in_the_same_gradients(open_lab: OpenLab) -> None:
    page = open_lab("compare")
    expect(page.locator(".pane .card")).to_have_count(4 + 5)
    assert row(page, "x") == ["3", "3", "0", "?", "?", ""]
    page.keyboard.press("End")
    expect(page.locator('tr[data-pair="x"]')).to_contain_text("−3")
    assert row(page, "x") == ["3", "3", "0", "−3", "−3", "0"]
    assert row(page, "y") == ["−4", "−4", "0", "3", "3", "0"]
    assert row(page, "f") == ["−9", "−9", "0", "1", "1", "0"]


def test_a_step_of_either_takes_the_other_along(open_lab: OpenLab) -> None:
    page = open_lab("compare")
    expect(page.locator(".pane .card")).to_have_count(9)
    for _ in range(4):
        page.keyboard.press("PageDown")
    expect(page.locator(".pane .position").nth(1)).to_contain_text("Step 5 of 7")
    assert "Step 5 of 8" in position(page, "A")
    page.locator('.pane[data-side="B"] [data-key="f"]').click()
    expect(page.locator(".pane .position").nth(1)).to_contain_text("Step 6 of 7")
    assert "Step 6 of 8" in position(page, "A")


def test_a_changed_number_shows_in_the_differences(open_lab: OpenLab) -> None:
    page = open_lab("compare#step=99")
    expect(page.locator('tr[data-pair="x"]')).to_contain_text("−3")
    page.locator("#pane-B-y").fill("2")
    expect(page.locator('tr[data-pair="f"]')).to_contain_text("+18")
    assert row(page, "x")[3:] == ["−3", "3", "+6"]
    page.wait_for_url("**in.y=2*")


def test_the_address_brings_both_back(open_lab: OpenLab) -> None:
    left, right = (
        quote(f"program=z = {f}(x)&in.x=[[1,-2],[3,4]]&upstream=[[1,1],[1,1]]") for f in ("relu", "tanh")
    )
    page = open_lab(f"compare?lang=zh-CN#a={left}&b={right}&step=4")
    expect(page.locator(".pane .position").first).to_contain_text("第 4 步")
    assert page.locator(".pane .position").all_inner_texts() == [position(page, "A"), position(page, "B")]
    assert row(page, "z")[:3] == ["2×2", "2×2", "−3.001"]


def test_the_link_of_a_workbench_can_be_pasted(open_lab: OpenLab) -> None:
    page = open_lab("compare")
    expect(page.locator(".pane .card")).to_have_count(9)
    program = page.locator("#pane-A-program")
    program.evaluate(
        """(area) => {
          const data = new DataTransfer();
          data.setData("text/plain", "http://localhost/#program=q = exp(u)&in.u=0&lang=zh-CN");
          const how = { clipboardData: data, bubbles: true, cancelable: true };
          area.dispatchEvent(new ClipboardEvent("paste", how));
        }"""
    )
    expect(program).to_have_value("q = exp(u)")
    expect(page.locator('tr[data-pair="q"]')).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize(("program", "said"), [("q = u +", "line 1"), ("q = sigmiod(u)", "sigmoid")])
def test_a_program_that_cannot_be_read_is_told_at_its_field(
    open_lab: OpenLab, program: str, said: str
) -> None:
    page = open_lab("compare")
    expect(page.locator(".pane .card")).to_have_count(9)
    page.locator("#pane-B-program").fill(program)
    expect(page.locator("#pane-B-fault")).to_contain_text(said)
    expect(page.locator("#pane-B-program")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#pane-A-fault")).to_be_empty()
    # What last worked stays.
    expect(page.locator(".pane .card")).to_have_count(9)


def test_two_runs_are_begun_together_and_read_at_one_update(open_lab: OpenLab) -> None:
    recipes = [
        quote("hidden=6&epochs=2&batch=1000&seed=3"),
        quote("init=he&hidden=6&epochs=2&batch=1000&seed=3"),
    ]
    page = open_lab(f"compare#kind=runs&run-a={recipes[0]}&run-b={recipes[1]}")
    expect(page.locator('.pane[data-side="B"] [data-value="he"]')).to_have_attribute("aria-pressed", "true")
    page.locator('[data-both="start"]').click()
    standings = page.locator(".run-standing")
    for i in range(2):
        expect(standings.nth(i)).to_contain_text("Epoch 2 of 2, update 16 of 16", timeout=30_000)
    loss = page.locator('tr[data-curve="loss smoothed"] td')
    a, b, gap = (float(text.replace("−", "-")) for text in loss.all_inner_texts())
    assert gap == pytest.approx(b - a, abs=1e-3)
    assert a != b
    picture = page.locator('[data-plot="loss"] svg.plot-picture')
    picture.focus()
    page.keyboard.press("Home")
    expect(page.locator(".compared-runs h2").last).to_have_text("At update 1")
    # The cursor goes over all plots.
    expect(page.locator(".plot-cursor")).to_have_count(page.locator(".compared-runs .plot").count())


def test_both_kinds_keep_what_they_have(open_lab: OpenLab) -> None:
    page = open_lab("compare")
    expect(page.locator(".pane .card")).to_have_count(9)
    page.locator('[data-field="kind"][data-value="runs"]').click()
    expect(page.locator(".pane .card").first).to_be_hidden()
    page.locator('.pane[data-side="A"] input[data-field="seed"]').fill("77")
    page.locator('[data-field="kind"][data-value="traces"]').click()
    expect(page.locator(".pane .card").first).to_be_visible()
    page.locator('[data-field="kind"][data-value="runs"]').click()
    expect(page.locator('.pane[data-side="A"] input[data-field="seed"]')).to_have_value("77")
    page.wait_for_url("**seed=77*")
