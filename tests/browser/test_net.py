"""The units of a net: the graph's trace, read at single steps, picked, walked through and looked into."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Workbench

CHAPTER = "Z1 = affine(X, W1, b1)\nA1 = relu(Z1)\nZ2 = affine(A1, W2, b2)\nL = softmax_with_loss(Z2, t)"
LESSON = {
    "X": [[1, 2]],
    "W1": [[1, -1], [0.5, -1]],
    "b1": [0, 1],
    "W2": [[1, 0], [-1, 1]],
    "b2": [-1, 0],
    "t": [1],
}
PARAMETERS = ["W1", "b1", "W2", "b2"]
THREE = "H = tanh(X @ U + c)\nG = sigmoid(H @ V + d)\nL = mse(G @ W + e, t)"
DEEP = {
    "X": [[1, -2], [0.5, 3]],
    "U": [[0.1, -0.2, 0.3], [0.4, 0.5, -0.6]],
    "c": [0.1, 0, -0.1],
    "V": [[1, -1], [0.5, 0.25], [-0.75, 2]],
    "d": [0, 0.5],
    "W": [[2], [-1]],
    "e": [0.25],
    "t": [[1], [0]],
}


def address(program: str, inputs: dict[str, Any], parameters: list[str], **more: object) -> str:
    """The address of a program with its values, in the neuron view."""
    said = {
        "program": program,
        **{f"in.{name}": json.dumps(value) for name, value in inputs.items()},
        "parameters": ",".join(parameters),
        "view": "net",
        **more,
    }
    return "#" + "&".join(f"{key}={quote(str(value), safe='')}" for key, value in said.items())


def lesson(**more: object) -> str:
    return address(CHAPTER, LESSON, PARAMETERS, **more)


def unit(page: Page, column: str, number: int) -> Any:
    return page.locator(f'#net .unit[data-column="{column}"][data-unit="{number}"]')


def weight(page: Page, column: str, source: int | str, number: int) -> Any:
    return page.locator(f'#net .weight[data-column="{column}"][data-from="{source}"][data-unit="{number}"]')


def numbers(page: Page, column: str) -> list[list[str]]:
    """What is written at the units of a column, without their own numbers."""
    units = page.locator(f'#net .unit[data-column="{column}"]').all()
    return [one.locator("text.number").all_text_contents() for one in units]


def at(workbench: Workbench, step: int) -> None:
    expect(workbench.page.locator("#net")).to_have_attribute("data-drawn", str(step))


def walk(workbench: Workbench, step: int) -> None:
    """Step by step to this one."""
    for passed in range(workbench.step, step, 1 if step > workbench.step else -1):
        later = step > passed
        workbench.page.keyboard.press("PageDown" if later else "PageUp")
        at(workbench, passed + 1 if later else passed - 1)
    at(workbench, step)


# What lesson 3.7 prints, step by step: column, what stands at its units.
AT_STEPS: list[tuple[int, dict[str, list[list[str]]]]] = [
    (1, {"X": [["1", "?"], ["2", "?"]], "Z1": [[], []], "L": [[]]}),
    (2, {"Z1": [["2", "?"], ["−2", "?"]], "A1": [[], []]}),
    (3, {"A1": [["2", "?"], ["0", "?"]]}),
    (4, {"Z2": [["1", "?"], ["0", "?"]]}),
    (6, {"L kept": [["0.7311"], ["0.2689"]], "L": [["1.313", "?"]]}),
    (7, {"L": [["1.313", "1"]], "Z2": [["1", "?"], ["0", "?"]]}),
    (8, {"Z2": [["1", "0.7311"], ["0", "−0.7311"]]}),
    (9, {"A1": [["2", "0.7311"], ["0", "−1.462"]]}),
    (12, {"Z1": [["2", "0.7311"], ["−2", "0"]]}),
]


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
def test_the_numbers_of_the_lesson_stand_at_its_units(open_page: OpenPage, lang: str) -> None:
    workbench = open_page(lesson(lang=lang))
    for step, columns in AT_STEPS:
        walk(workbench, step)
        assert {name: numbers(workbench.page, name) for name in columns} == columns


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "W1₁,₂: −1, gradient 0"), ("zh-CN", "W1₁,₂：−1，梯度 0")],
)
def test_weights_are_read_with_their_gradients(open_page: OpenPage, lang: str, said: str) -> None:
    page = open_page(lesson(step=15, lang=lang)).page
    expect(weight(page, "Z1", 0, 1)).to_have_attribute("aria-label", said)
    labels = page.locator("#net .weight[data-column=Z1] .weight-label text").all_text_contents()
    assert sorted(labels) == sorted(["0.7311", "0", "1.462", "0", "0.7311", "0"])
    expect(weight(page, "Z2", "bias", 1)).to_have_class("weight negative")


def test_n_goes_to_the_neurons_and_back_at_the_same_step(open_page: OpenPage) -> None:
    workbench = open_page(lesson(step=9, view="graph"))
    page = workbench.page
    page.keyboard.press("n")
    at(workbench, 9)
    expect(page.locator("#graph")).to_be_hidden()
    page.keyboard.press("PageDown")
    at(workbench, 10)
    page.keyboard.press("n")
    expect(page.locator("#net")).to_be_hidden()
    expect(page.locator("#graph")).to_have_attribute("data-drawn", "10")


@pytest.mark.parametrize("size", [(1366, 625), (1024, 620), (390, 664)], ids=str)
def test_a_button_leads_to_the_neurons_in_windows_that_are_low_too(
    open_page: OpenPage, size: tuple[int, int]
) -> None:
    bench = open_page(lesson(step=9, view="graph"), viewport={"width": size[0], "height": size[1]})
    bench.page.locator(".to-net").click()
    expect(bench.page.locator("#graph")).to_be_hidden()


def test_what_is_no_net_says_why(open_page: OpenPage) -> None:
    workbench = open_page("#program=f = x * y %2B x&in.x=3&in.y=-4&view=net")
    button = workbench.page.locator("[data-action=net]")
    why = "No neuron view: no matrix of weights leads to f."
    expect(button).to_have_attribute("title", why)
    expect(workbench.graph).to_be_visible()
    notice = workbench.page.get_by_role("status").filter(has_text=why)
    expect(notice).to_be_visible()
    workbench.page.keyboard.press("n")
    expect(notice).to_be_hidden()
    button.click()
    expect(notice).to_be_visible()
    expect(workbench.graph).to_be_visible()


def test_three_layers_written_by_hand_are_a_net_too(open_page: OpenPage) -> None:
    page = open_page(address(THREE, DEEP, ["U", "c", "V", "d", "W", "e"], step=20)).page
    expect(page.locator("#net .weight")).to_have_count(9 + 8 + 3)
    expect(page.locator("#net .unit")).to_have_count(2 + 3 + 3 + 2 + 2 + 1 + 1)


def test_the_sample_is_switched_and_kept_in_the_address(open_page: OpenPage, service: str) -> None:
    request = httpx.get(f"{service}/api/v1/examples/two-layer-batch").json()["request"]
    workbench = open_page(address(request["program"], request["inputs"], request["parameters"], step=8))
    page = workbench.page
    answer = httpx.post(f"{service}/api/v1/trace", json=request).json()
    assert numbers(page, "X")[0][0] == "1"
    page.get_by_role("button", name="Next sample").click()
    page.get_by_role("button", name="Next sample").click()
    expect(page.locator(".net-sample")).to_have_text("Sample 3 of 4")
    assert [unit[0] for unit in numbers(page, "X")] == ["−1", "0.8", "0.6"]
    expect(page.locator(".net-note")).to_have_text("The gradient of a weight is the sum over all 4 samples.")
    expect(page).to_have_url(re.compile("sample=3"))
    page.reload()
    expect(page.locator(".net-sample")).to_have_text("Sample 3 of 4")
    third = answer["gradients"]["Z2"][2]
    shown = [unit[1].replace("−", "-") for unit in numbers(page, "Z2")]
    assert [float(text) for text in shown] == pytest.approx(third, rel=1e-3)


def test_the_keyboard_walks_from_unit_to_weight_to_unit_and_looks_inside(open_page: OpenPage) -> None:
    page = open_page(lesson(step=15)).page
    unit(page, "Z1", 0).focus()
    for key, spot in [
        ("ArrowDown", unit(page, "Z1", 1)),
        ("ArrowLeft", weight(page, "Z1", 1, 1)),
        ("ArrowUp", weight(page, "Z1", 0, 1)),
        ("ArrowLeft", unit(page, "X", 0)),
        ("ArrowRight", weight(page, "Z1", 0, 0)),
        ("ArrowDown", weight(page, "Z1", 1, 0)),
        ("ArrowRight", unit(page, "Z1", 0)),
        ("ArrowRight", unit(page, "A1", 0)),
        ("ArrowRight", weight(page, "Z2", 0, 0)),
    ]:
        page.keyboard.press(key)
        expect(spot).to_be_focused()
    expect(page.locator(".number-popup .digits")).to_contain_text("1.46")
    page.keyboard.press("Enter")
    expect(page.locator("#inspector")).to_be_visible()
    expect(page.locator("#inspector h2").first).to_contain_text("W2")
    expect(page.locator('#net [tabindex="0"]')).to_have_count(1)


def test_a_unit_pointed_at_says_how_it_was_made_and_marks_what_met_in_it(open_page: OpenPage) -> None:
    page = open_page(lesson(step=2)).page
    unit(page, "Z1", 0).locator("text.number").first.hover()
    expect(page.locator(".readout")).to_contain_text("column 1 of W1")
    assert page.locator("#net .unit.source").count() == 2
    assert page.locator("#net .weight.source").count() >= 2
