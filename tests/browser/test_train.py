"""Training on a page: a run that is led and told of, its digits, drawn ones, files of one's own."""

from __future__ import annotations

import csv
import gzip
import json
import re
import struct
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, Response, expect

from tests.browser.conftest import OpenLab

# Two updates an epoch: short runs end at once, slow ones last.
SHORT = "train#hidden=6&epochs=2&batch=4000"
SLOW = "train#hidden=6&epochs=400&batch=4000&pace=10"
DIGITS = 2000


@pytest.fixture
def open_lab(open_lab: OpenLab, service: str) -> Iterator[OpenLab]:
    """The same; what was begun is ended with the test, for there is room for a few runs only."""
    begun: list[str] = []

    def noted(response: Response) -> None:
        if response.status == 201 and response.url.split("?")[0].endswith("/runs"):
            begun.append(response.headers["location"])

    def opened(address: str, **options: Any) -> Page:
        page = open_lab(address, **options)
        page.on("response", noted)
        return page

    yield opened
    for place in begun:
        httpx.delete(service + place)


def state(page: Page) -> Locator:
    return page.locator(".run-bar")


def press(page: Page, command: str) -> None:
    page.locator(f'[data-command="{command}"]').click()


def step_of(page: Page) -> int:
    found = re.search(r"update (\d+) of", page.locator(".run-position").inner_text())
    return int(found[1]) if found else 0


def begun(page: Page) -> Page:
    """The page with its run begun."""
    press(page, "start")
    expect(state(page)).not_to_have_attribute("data-state", "none")
    return page


def done(page: Page) -> Page:
    """The page with its run done."""
    begun(page)
    expect(state(page)).to_have_attribute("data-state", "done")
    return page


def curves_of(page: Page) -> list[list[str]]:
    """The table of all curves, its head first."""
    with page.expect_download() as saved:
        page.locator('[data-save="curves"]').click()
    return list(csv.reader(saved.value.path().read_text(encoding="utf-8-sig").splitlines()))


def loss_at_cursor(page: Page) -> str:
    return page.locator('[data-plot="loss"] [data-series="batch"] b').inner_text()


# ----- a run -----


def test_a_run_is_begun_and_told_of_to_its_end(open_lab: OpenLab) -> None:
    page = open_lab(SHORT)
    refused: list[str] = []
    page.on("response", lambda response: refused.append(response.url) if response.status >= 400 else None)
    done(page)
    expect(page.locator(".run-position")).to_contain_text("Epoch 2 of 2, update 4 of 4")
    expect(page.locator(".digits-count")).to_contain_text("after update 4")
    assert refused == []
    expect(page.locator(".run-position")).to_contain_text("100 %")
    figures = page.locator(".run-figures dd")
    for figure in figures.all():
        assert 0 <= float(figure.inner_text()) < 3
    assert float(loss_at_cursor(page)) > 0
    expect(page.locator("#live")).to_contain_text("Done")


def test_the_first_loss_is_what_equal_guesses_give(open_lab: OpenLab) -> None:
    page = done(open_lab(SHORT))
    slider = page.get_by_role("slider", name="Position in Loss")
    slider.focus()
    page.keyboard.press("Home")
    assert round(float(loss_at_cursor(page)), 2) == 2.30
    expect(page.locator(".guess")).to_contain_text("ln 10 = 2.303")


@pytest.mark.parametrize(
    ("answer", "told"),
    [("2.3", "Right. ln 10 = 2.303"), ("0.1", "That is the probability"), ("−2.303", "wrong sign")],
)
def test_an_answer_to_the_question_is_judged(open_lab: OpenLab, answer: str, told: str) -> None:
    page = open_lab(SHORT)
    expect(page.locator(".guess")).not_to_contain_text("2.303")
    page.get_by_label("Your answer").fill(answer)
    page.keyboard.press("Enter")
    expect(page.locator(".question-feedback")).to_contain_text(told)
    expect(page.locator("#live")).to_contain_text(told)


def test_the_question_may_be_skipped(open_lab: OpenLab) -> None:
    page = open_lab("train?lang=zh-CN")
    page.get_by_role("button", name="跳过").click()
    expect(page.locator(".question-feedback")).to_contain_text("ln 10 = 2.303")


def test_a_run_is_paused_stepped_resumed_and_stopped(open_lab: OpenLab) -> None:
    page = begun(open_lab(SLOW))
    press(page, "start")
    expect(state(page)).to_have_attribute("data-state", "paused")
    step = step_of(page)
    press(page, "step")
    expect(page.locator(".run-position")).to_contain_text(f"update {step + 1} of")
    expect(state(page)).to_have_attribute("data-state", "paused")
    press(page, "start")
    expect(state(page)).to_have_attribute("data-state", "running")
    page.wait_for_function(
        "step => Number(/update (\\d+)/.exec(document.body.innerText)?.[1]) > step", arg=step + 2
    )
    press(page, "stop")
    expect(state(page)).to_have_attribute("data-state", "stopped")
    expect(page.locator(".run-notes")).to_contain_text("pause instead")
    expect(page).not_to_have_url(re.compile("run="))


def test_one_batch_begins_a_run_that_waits(open_lab: OpenLab) -> None:
    page = open_lab(SHORT)
    press(page, "step")
    expect(page.locator(".run-position")).to_contain_text("update 1 of 4")
    expect(state(page)).to_have_attribute("data-state", "paused")


def test_a_reset_begins_the_same_run_again(open_lab: OpenLab) -> None:
    page = done(open_lab(SHORT))
    last = loss_at_cursor(page)
    press(page, "reset")
    expect(page.locator(".run-position")).to_contain_text("update 0 of 4")
    expect(state(page)).to_have_attribute("data-state", "paused")
    press(page, "start")
    expect(state(page)).to_have_attribute("data-state", "done")
    assert loss_at_cursor(page) == last


def test_the_pace_is_changed_while_it_runs(open_lab: OpenLab) -> None:
    page = begun(open_lab("train#hidden=6&epochs=2&batch=400&pace=2"))
    page.get_by_role("button", name="Full").click()
    expect(state(page)).to_have_attribute("data-state", "done")


def test_a_reload_finds_the_run_where_it_is(open_lab: OpenLab) -> None:
    page = begun(open_lab(SLOW))
    page.wait_for_url(re.compile("run="))
    press(page, "start")
    expect(state(page)).to_have_attribute("data-state", "paused")
    step, loss = step_of(page), loss_at_cursor(page)
    page.reload()
    expect(page.locator(".run-position")).to_contain_text(f"update {step} of 800")
    assert loss_at_cursor(page) == loss


def test_a_run_that_is_gone_is_said_to_be_with_a_way_on(open_lab: OpenLab) -> None:
    page = open_lab(f"{SHORT}&run=there-is-none")
    expect(page.locator(".troubles")).to_contain_text("This run is gone")
    page.get_by_role("button", name="Start anew").last.click()
    expect(state(page)).to_have_attribute("data-state", "done")
    expect(page.locator(".troubles")).to_be_empty()


def test_a_preset_fills_the_form_and_the_address(open_lab: OpenLab) -> None:
    page = open_lab("train")
    page.locator('[data-preset="better"]').click()
    expect(page.locator('[data-preset="better"]')).to_have_attribute("aria-pressed", "true")
    expect(page.locator('[data-field="momentum"]')).not_to_have_value("0")
    page.wait_for_url(re.compile("momentum="))


def test_settings_that_changed_count_from_the_next_start_on(open_lab: OpenLab) -> None:
    page = done(open_lab(SHORT))
    page.locator('[data-toggle="recipe"]').click()
    page.locator('[data-field="hidden_size"]').fill("7")
    expect(page.locator(".run-notes")).to_contain_text("differ from this run")
    done(page)
    expect(page.locator(".run-notes")).not_to_contain_text("differ from this run")


def test_a_setting_out_of_bounds_says_so_at_its_field(open_lab: OpenLab) -> None:
    page = open_lab("train")
    page.locator('[data-field="epochs"]').fill("0")
    expect(page.locator('[data-field="epochs"]')).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".recipe")).to_contain_text("A whole number from 1 to")


# ----- curves -----


def test_one_cursor_goes_over_all_curves(open_lab: OpenLab) -> None:
    page = done(open_lab(SHORT))
    page.get_by_role("slider", name="Position in Loss").focus()
    page.keyboard.press("Home")
    for plot in ("loss", "gradients", "ratios", "dead"):
        expect(page.locator(f'[data-plot="{plot}"] .plot-cursor')).to_have_count(1)


def test_curves_and_weights_can_be_taken_away(open_lab: OpenLab) -> None:
    page = done(open_lab(SHORT))
    rows = curves_of(page)
    assert len(rows) == 1 + 4
    assert len({len(row) for row in rows}) == 1
    with page.expect_download() as saved:
        page.locator('[data-save="weights"]').click()
    network = json.loads(saved.value.path().read_text(encoding="utf-8"))
    assert network["parameters"]["W1"]["shape"] == [784, 6]


# ----- digits -----


def test_digits_are_there_before_a_run_and_judged_by_it(open_lab: OpenLab) -> None:
    page = open_lab(SHORT)
    expect(page.locator('.tile[data-verdict="plain"]')).to_have_count(30)
    labels = [tile.inner_text() for tile in page.locator(".tile").all()]
    done(page)
    expect(page.locator('.tile[data-verdict="plain"]')).to_have_count(0)
    judged = page.locator(".tile").evaluate_all(
        "(tiles) => tiles.map((tile) => [tile.dataset.verdict, tile.innerText])"
    )
    assert [text.split("≠")[-1].strip() for _, text in judged] == labels
    assert all(("≠" in text) == (verdict == "missed") for verdict, text in judged)


def test_wrong_predictions_are_listed_and_paged_through(open_lab: OpenLab) -> None:
    page = done(open_lab(SHORT))
    page.get_by_role("button", name="Wrong only").click()
    expect(page.locator('.tile:not([data-verdict="missed"])')).to_have_count(0)
    # Of the predictions asked for last: those of a run that went on come later than its end.
    said = re.compile(rf"1 to 30 of (\d+)\D*\1 of {DIGITS} wrong")
    expect(page.locator(".digits")).to_contain_text(said)
    first = page.locator(".tile").first.get_attribute("data-digit")
    page.locator('[data-turn="next"]').click()
    expect(page.locator(".pager")).to_contain_text("31 to 60")
    assert page.locator(".tile").first.get_attribute("data-digit") != first


def test_a_digit_shows_its_probabilities_its_loss_and_its_gradient(open_lab: OpenLab) -> None:
    page = done(open_lab(SHORT))
    page.locator(".tile").nth(2).click()
    digit = page.locator(".digit")
    expect(digit.locator(".digit-verdict")).to_be_visible()
    shares = [float(text.replace("×10⁻", "e-")) for text in digit.locator(".bar-value").all_inner_texts()]
    assert len(shares) == 10
    assert abs(sum(shares) - 1) < 0.001
    expect(digit.get_by_role("img", name=re.compile("Gradient of the loss by each pixel"))).to_be_visible()
    label = page.locator(".tile").nth(2).inner_text().split("≠")[-1].strip()
    expect(digit.locator("tr", has_text="label").locator("th")).to_contain_text(label)


def test_stepping_through_a_digit_opens_the_workbench_with_the_net_as_it_is(open_lab: OpenLab) -> None:
    page = open_lab(SHORT)
    press(page, "step")
    page.locator(".tile").nth(1).click()
    loss = page.locator(".digit .reading-head .muted")
    expect(loss).to_be_visible()
    said = loss.inner_text().removeprefix("Loss ")
    page.locator("[data-hand]").click()
    page.wait_for_url("**/#handed&steps=layers*")
    expect(page.locator("#transport")).to_contain_text("Layers")
    expect(page.locator('[data-key="W1"]')).to_contain_text("784×6")
    page.keyboard.press("End")
    expect(page.locator('[data-key="L"] [data-ref$=".value"]')).to_have_text(said)


# ----- drawing -----


def test_a_digit_drawn_by_hand_is_classified(open_lab: OpenLab) -> None:
    page = done(open_lab("train#epochs=3"))
    page.get_by_role("tab", name="Draw").click()
    expect(page.locator(".draw")).to_contain_text("Draw a digit to see")
    box = page.locator(".pad").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.8, steps=6)
    page.mouse.up()
    expect(page.locator(".draw .digit-verdict")).to_have_text("Predicted 1")
    page.get_by_role("button", name="Clear").click()
    expect(page.locator(".draw .digit-verdict")).not_to_be_visible()


def test_a_digit_is_drawn_by_keys(open_lab: OpenLab) -> None:
    page = done(open_lab("train#epochs=3"))
    page.get_by_role("tab", name="Draw").click()
    page.locator(".pad").focus()
    page.keyboard.press("Space")
    said = page.locator(".draw [role=status]")
    expect(said).to_have_text("row 1, column 1, ink")
    for _ in range(8):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Space")
    expect(said).to_have_text("row 9, column 1, ink")
    expect(page.locator(".draw .digit-verdict")).to_have_text("Predicted 1")
    page.keyboard.press("Space")
    expect(said).to_have_text("row 9, column 1, empty")


def test_the_weights_of_a_hidden_unit_are_a_picture(open_lab: OpenLab) -> None:
    page = done(open_lab(SHORT))
    page.get_by_role("tab", name="Weights").click()
    expect(page.get_by_role("img", name=re.compile("Weights into hidden unit 1, from"))).to_be_visible()
    gradient = page.get_by_role("img", name=re.compile("Gradient of the weights into hidden unit"))
    expect(gradient).not_to_be_visible()
    page.get_by_label("Hidden unit", exact=True).fill("6")
    expect(page.get_by_role("img", name=re.compile("Weights into hidden unit 6, from"))).to_be_visible()
    page.get_by_role("tab", name="Digits").click()
    page.locator(".tile").first.click()
    page.get_by_role("tab", name="Weights").click()
    expect(gradient).to_be_visible()


# ----- data of one's own -----


def rows_of_csv(labels: list[str]) -> bytes:
    """Images of 4×4 in two classes, one pixel of which tells the class."""
    head = "label," + ",".join(f"pixel{k}" for k in range(16))
    rows = [
        ",".join([label, *("255" if k == int(label or 0) * 5 else "0" for k in range(16))])
        for label in labels
    ]
    return "\n".join([head, *rows, ""]).encode()


def send(page: Page, name: str, content: bytes) -> None:
    page.locator("#upload-file").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )


def own_data(page: Page) -> Page:
    page.locator("[data-own]").click()
    return page


def test_a_file_of_ones_own_is_trained_on(open_lab: OpenLab) -> None:
    page = own_data(open_lab("train#hidden=4&epochs=30&batch=8&rate=0.5&scale=0.3"))
    send(page, "mine.csv", rows_of_csv(["0", "1"] * 20))
    expect(page.locator(".upload-said")).to_have_text("mine.csv is ready: 40 images in 2 classes.")
    expect(page.locator(".data-name")).to_contain_text("32 to train, 8 to test")
    expect(page.locator(".recipe-summary")).to_contain_text("16–4–2")
    expect(page.locator(".tile")).to_have_count(8)
    done(page)
    expect(page.locator(".run-figures dd").last).to_have_text("1")


@pytest.mark.parametrize(
    ("language", "told"), [("en", r"Row 4, column 1: .*label"), ("zh-CN", r"第 4 行第 1 列.*标签")]
)
def test_what_is_wrong_with_a_file_is_said_with_its_place(
    open_lab: OpenLab, language: str, told: str
) -> None:
    page = own_data(open_lab(f"train?lang={language}"))
    send(page, "mine.csv", rows_of_csv(["0", "1", "-5", "0", "1", "0"]))
    expect(page.locator(".upload-said")).to_have_attribute("data-tone", "fault")
    expect(page.locator(".upload-said")).to_have_text(re.compile(told))


def idx_halves() -> Iterator[tuple[str, bytes]]:
    count = 10
    images = struct.pack(">4B3I", 0, 0, 8, 3, count, 4, 4) + bytes(
        255 * (k % 16 == 5 * (k // 16 % 2)) for k in range(16 * count)
    )
    labels = struct.pack(">4BI", 0, 0, 8, 1, count) + bytes(k % 2 for k in range(count))
    yield "images-idx3-ubyte.gz", gzip.compress(images)
    yield "labels-idx1-ubyte.gz", gzip.compress(labels)


def test_the_second_idx_file_is_asked_for(open_lab: OpenLab) -> None:
    page = own_data(open_lab("train"))
    (name, images), (other, labels) = idx_halves()
    send(page, name, images)
    expect(page.locator(".upload-said")).to_have_text(
        "These are 10 images. Now send the file with their labels."
    )
    send(page, other, labels)
    expect(page.locator(".upload-said")).to_contain_text("is ready: 10 images in 2 classes")


def test_data_that_are_gone_are_said_to_be_with_a_way_on(open_lab: OpenLab) -> None:
    page = open_lab("train#epochs=1&batch=4000&hidden=4&data=long-gone")
    expect(page.locator(".data")).to_contain_text("is not there any more")
    press(page, "start")
    expect(page.locator(".troubles")).to_contain_text("long-gone")
    page.locator('[data-help="digits"]').click()
    done(page)
    expect(page.locator(".troubles")).to_be_empty()


# ----- everywhere -----


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("zh-CN", "dark")])
@pytest.mark.parametrize("width", [1366, 390])
def test_axe_finds_nothing_in_any_part(open_lab: OpenLab, language: str, scheme: str, width: int) -> None:
    page = open_lab(SHORT, locale=language, color_scheme=scheme, viewport={"width": width, "height": 700})
    done(page)
    for name in ("settings", "curves", "digits", "draw", "units"):
        tab = page.locator(f'[data-tab="{name}"]')
        if tab.is_visible():
            tab.click()
        if name == "digits":
            page.locator(".tile").first.click()
            expect(page.locator(".digit")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_the_tabs_are_gone_through_by_keys(open_lab: OpenLab) -> None:
    page = open_lab(SHORT, viewport={"width": 1024, "height": 700})
    page.get_by_role("tab", name="Settings").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Curves")).to_be_focused()
    expect(page.locator('[data-part="curves"]')).to_be_visible()
    expect(page.locator('[data-part="settings"]')).not_to_be_visible()
    page.keyboard.press("End")
    expect(page.locator('[data-part="units"]')).to_be_visible()
    page.wait_for_url("**tab=units*")


def test_no_number_is_printed_by_the_rules_of_machines(open_lab: OpenLab) -> None:
    page = done(open_lab(SHORT))
    page.locator(".tile").first.click()
    expect(page.locator(".digit")).to_be_visible()
    texts = page.locator("main").inner_text() + "\n".join(page.locator("main svg text").all_text_contents())
    assert not re.findall(r"(?<![\w–])-\d|\de-\d|(?<!\d)[−-]0(?![.\d])", texts)
