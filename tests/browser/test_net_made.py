"""Nets made by their sizes, handed over or pasted: large ones as pictures, nothing in the way of anything."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Workbench
from tests.browser.test_hands import paste
from tests.browser.test_net import (
    CHAPTER,
    DEEP,
    LESSON,
    PARAMETERS,
    THREE,
    address,
    at,
    lesson,
    numbers,
    unit,
    walk,
)

SIZES = [(1920, 1080), (1366, 768), (1024, 768), (390, 844)]
# What is wrong with how a net lies: boxes or numbers over each other, type too small, the column of the
# step outside the canvas or under what lies over it.
FAULTS = """() => {
  const net = document.querySelector("#net");
  const boxOf = (element) => element.getBoundingClientRect();
  const apart = (a, b, by = 0) =>
    a.right <= b.left + by || b.right <= a.left + by || a.bottom <= b.top + by || b.bottom <= a.top + by;
  const faults = [];
  const pairs = (name, found) =>
    found.forEach((one, i) => {
      for (const other of found.slice(i + 1))
        if (!apart(boxOf(one), boxOf(other), 1))
          faults.push(`${name}: ${one.textContent} over ${other.textContent}`);
    });
  pairs("units", [...net.querySelectorAll(".unit-box, .strip .grid-frame, .picture .grid-frame")]);
  pairs("titles", [...net.querySelectorAll(".title, .weight-name, .caption")]);
  const labels = [...net.querySelectorAll(".weight-label text")];
  pairs("labels", labels);
  for (const label of labels)
    for (const box of net.querySelectorAll(".unit-box"))
      if (!apart(boxOf(label), boxOf(box), 1)) faults.push(`${label.textContent} over a unit`);
  for (const text of net.querySelectorAll("text")) {
    const size = parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
    if (size < 13.9) faults.push(`${text.textContent} is ${size} px`);
  }
  for (const one of net.querySelectorAll(".unit")) {
    const box = boxOf(one.querySelector(".unit-box"));
    for (const text of one.querySelectorAll(":scope > text")) {
      const { left, right, top, bottom } = boxOf(text);
      if (left < box.left || right > box.right || top < box.top - 3 || bottom > box.bottom + 3)
        faults.push(`${text.textContent} leaves its unit`);
    }
  }
  const canvas = boxOf(document.querySelector("#canvas"));
  const over = [...document.querySelectorAll(".net-bar > *, .camera-tools, .origin")];
  for (const box of net.querySelectorAll(".unit.current .unit-box")) {
    const { left, right, top, bottom } = boxOf(box);
    const across = left >= canvas.left && right <= canvas.right;
    const inside = across && top >= canvas.top && bottom <= canvas.bottom;
    if (!inside) faults.push(`a unit of the step at ${left}, ${top} is outside`);
    for (const part of over)
      if (boxOf(part).width > 0 && !apart(boxOf(box), boxOf(part)))
        faults.push(`${part.className} lies over the step`);
  }
  return faults;
}"""


def made(page: Page, sizes: dict[str, int | float]) -> None:
    """Make a net by the dialog."""
    page.locator(".examples > button").click()
    page.locator("[data-example=net-maker]").click()
    for name, value in sizes.items():
        page.locator(f"#maker-{name}").fill(str(value))
    page.locator("#maker [type=submit]").click()
    expect(page.locator("#maker")).not_to_be_visible()
    expect(page.locator("#net .unit").first).to_be_visible()


DIGITS = {"input_size": 784, "hidden_size": 50, "output_size": 10, "batch_size": 4, "weight_init_std": 0.01}


def test_sizes_make_a_net_whose_numbers_are_those_of_the_service(open_page: OpenPage, service: str) -> None:
    workbench = open_page()
    sizes = {"input_size": 3, "hidden_size": 4, "output_size": 2, "batch_size": 2, "seed": 7}
    made(workbench.page, {**sizes, "weight_init_std": 0.5})
    answer = httpx.post(
        f"{service}/api/v1/two-layer-net/trace", json={**sizes, "weight_init_std": 0.5}
    ).json()
    workbench.page.keyboard.press("End")
    at(workbench, workbench.steps)
    shown = [float(one[1].replace("−", "-")) for one in numbers(workbench.page, "Z2")]
    assert shown == pytest.approx(answer["gradients"]["Z2"][0], rel=1e-3)
    expect(workbench.page).to_have_url(re.compile("W1"))


def test_sizes_that_do_not_fit_are_refused_at_their_field(open_page: OpenPage) -> None:
    page = open_page().page
    page.locator(".examples > button").click()
    page.locator("[data-example=net-maker]").click()
    page.locator("#maker-hidden_size").fill("2.5")
    page.locator("#maker [type=submit]").click()
    expect(page.locator("#maker-hidden_size-fault")).to_have_text(
        "Hidden units must be a whole number from 1 to 256."
    )
    expect(page.locator("#maker")).to_be_visible()


NUMPY = """array([[ 0.5, -0.3,  0.8,  1. ],
       [-0.6,  0.9,  0.2, -1. ],
       [ 0.4,  0.1, -0.7,  0.5]])"""
SPREADSHEET = "0.5\t-0.3\t0.8\t1\r\n-0.6\t0.9\t0.2\t-1\r\n0.4\t0.1\t-0.7\t0.5\r\n"


@pytest.mark.parametrize("text", [NUMPY, SPREADSHEET], ids=["numpy", "spreadsheet"])
def test_own_weights_are_pasted_to_check_a_calculation_by_hand(open_page: OpenPage, text: str) -> None:
    bench = open_page()
    made(bench.page, {"input_size": 3, "hidden_size": 4, "output_size": 2, "batch_size": 1})
    paste(bench.page.get_by_label("W1, row 1, column 1"), text)
    expect(bench.page.get_by_label("W1, row 3, column 4")).to_have_value("0.5")
    paste(bench.page.get_by_label("X, row 1, column 1"), "1 2 -1")
    for column in (1, 2, 3, 4):
        bench.page.get_by_label(f"b1, row 1, column {column}").fill("0.1")
    bench.page.keyboard.press("Escape")
    bench.settle()
    walk(bench, 2)
    # 0.5 − 1.2 − 0.4 + 0.1 and so on, by hand.
    expect(unit(bench.page, "Z1", 0).locator("text.value")).to_have_text("−1")
    assert [one[0] for one in numbers(bench.page, "Z1")] == ["−1", "1.5", "2", "−1.4"]


def test_a_large_net_is_drawn_as_pictures_and_handed_over_a_reload(open_page: OpenPage) -> None:
    bench = open_page()
    page = bench.page
    made(page, DIGITS)
    expect(page.locator(".origin")).to_have_text("784-50-10, numbers drawn with seed 0.")
    page.keyboard.press("End")
    at(bench, bench.steps)
    # The pixels and their gradient, the weights of the unit picked and theirs.
    expect(page.locator("#net .picture")).to_have_count(4)
    names = page.locator("#net .caption").all_text_contents()
    assert names == ["X", "∂L/∂X", "W1:,₁", "∂L/∂W1:,₁"]
    expect(page.locator(".value-summary").nth(1)).to_contain_text("39200 numbers")
    assert page.locator("#inputs textarea:visible, #inputs input:visible").count() < 100
    page.get_by_label("Unit of Z1").fill("18")
    expect(unit(page, "Z1", 17)).to_have_class(re.compile("picked"))
    expect(page.locator("#net .caption").nth(2)).to_have_text("W1:,₁₈")
    expect(page).to_have_url(re.compile(r"handed=on.*"))
    assert len(page.url) < 200
    before = numbers(page, "Z1")
    page.reload()
    expect(page.locator(".origin")).to_have_text("784-50-10, numbers drawn with seed 0.")
    at(bench, bench.steps)
    assert numbers(page, "Z1") == before
    page.locator("[data-action=share]").click()
    expect(page.locator("#share")).to_contain_text("A link cannot carry so many values")
    expect(page.locator("[data-copy=link]")).to_have_count(0)
    expect(page.locator("[data-save=json]")).to_be_visible()


def test_units_of_a_large_net_are_picked_by_keyboard_number_and_pointer(open_page: OpenPage) -> None:
    bench = open_page()
    page = bench.page
    made(page, DIGITS)
    page.keyboard.press("End")
    at(bench, bench.steps)
    unit(page, "Z1", 2).focus()
    page.keyboard.press("ArrowDown")
    expect(unit(page, "Z1", 3)).to_be_focused()
    page.keyboard.type("24")
    expect(unit(page, "Z1", 23)).to_be_focused()
    expect(page.locator("#net .caption").nth(2)).to_have_text("W1:,₂₄")
    page.keyboard.press("ArrowLeft")
    spot = page.locator("#net .lens .spot").first
    expect(spot).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#net .lens .spot").first).to_have_attribute("data-unit", "29")
    expect(page.locator(".number-popup .digits")).not_to_have_text("")
    page.keyboard.press("Enter")
    expect(page.locator("#inspector h2").first).to_contain_text("W1")
    page.keyboard.press("Escape")
    strip = page.locator('#net .strip[data-column="Z1"]').last
    first = int(strip.get_attribute("data-first") or 0)
    strip.click(position={"x": 4, "y": 10})
    expect(unit(page, "Z1", first)).to_have_class(re.compile("picked"))


def test_a_net_handed_by_another_page_says_where_it_is_from(open_page: OpenPage) -> None:
    bench = open_page()
    handed = {
        "program": CHAPTER,
        "inputs": {name: json.dumps(value) for name, value in LESSON.items()},
        "parameters": PARAMETERS,
        "origin": {"kind": "run", "run": "a1", "step": 80, "sample": "test 17"},
    }
    bench.page.evaluate("(net) => sessionStorage.setItem('handed', JSON.stringify(net))", handed)
    bench.open("#handed&steps=layers")
    expect(bench.page.locator(".origin")).to_have_text("From run a1, step 80: test 17.")
    expect(bench.program).to_have_value(CHAPTER)
    bench.page.get_by_label("W1, row 1, column 1").fill("3")
    expect(bench.page).to_have_url(re.compile("handed"))
    bench.page.reload()
    expect(bench.page.get_by_label("W1, row 1, column 1")).to_have_value("3")
    bench.choose("apples")
    expect(bench.page.locator(".origin")).to_have_text("")
    expect(bench.page).not_to_have_url(re.compile("handed"))


def test_an_address_that_was_handed_over_elsewhere_says_so(open_page: OpenPage) -> None:
    page = open_page("#handed").page
    expect(page.locator(".origin")).to_have_text(
        "The net of this address was handed over in another tab. Open it again from there."
    )


def nets() -> list[Any]:
    return [
        pytest.param(lesson, 14, id="lesson"),
        pytest.param(
            lambda **more: address(THREE, DEEP, ["U", "c", "V", "d", "W", "e"], **more), 26, id="deep"
        ),
    ]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("net", "step"), nets())
def test_nothing_lies_over_anything(open_page: OpenPage, size: tuple[int, int], net: Any, step: int) -> None:
    viewport = {"width": size[0], "height": size[1]}
    bench = open_page(net(step=step), viewport=viewport)
    assert faults(bench, (1, 3, step // 2, step)) == []


@pytest.mark.parametrize("size", SIZES)
def test_nothing_lies_over_anything_in_a_large_net(open_page: OpenPage, size: tuple[int, int]) -> None:
    bench = open_page("#lang=zh-CN", viewport={"width": size[0], "height": size[1]}, color_scheme="dark")
    made(bench.page, DIGITS)
    assert faults(bench, (1, 2, 5, 9, 14)) == []


def faults(bench: Workbench, steps: tuple[int, ...]) -> list[str]:
    """What is wrong at these steps."""
    found = []
    for step in steps:
        walk(bench, step)
        found += [f"step {step}: {fault}" for fault in bench.page.evaluate(FAULTS)]
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page: OpenPage, scheme: str) -> None:
    bench = open_page(color_scheme=scheme)
    made(bench.page, DIGITS)
    bench.page.keyboard.press("End")
    at(bench, bench.steps)
    report = Axe().run(bench.page)
    assert report.response["violations"] == [], report.generate_report()
    bench.page.locator(".examples > button").click()
    bench.page.locator("[data-example=net-maker]").click()
    report = Axe().run(bench.page)
    assert report.response["violations"] == [], report.generate_report()
