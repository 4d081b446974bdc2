"""Windows, small ones above all: the current card, all it reads and all that reads it, at every step."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.built_in import address_of, examples, wires_of
from tests.browser.conftest import OpenPage, Workbench

# A phone inside the bars of its browser, a small one, one that lies on its side; and a page inside another.
SMALL = [("", (390, 664)), ("", (320, 568)), ("", (844, 390)), ("embed", (480, 400))]
# Screens, and the lower two of them inside the bars of a browser.
LARGE = [("", (1920, 1080)), ("", (1366, 768)), ("", (1366, 625)), ("", (1024, 768)), ("", (1024, 620))]
SIZES = [*SMALL, *LARGE]
# The hardest: a card that five others read, matrices, long names, cards several columns away.
SAMPLE = ["deep-sigmoids", "two-layer-batch", "apple-orange", "softmax-opened"]
TARGET = 48

SEEN = """(wires) => {
  const boxOf = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { left, top, right, bottom };
  };
  const standIn = (id) => document.querySelector(`[data-stand-in="${id}"] .card`);
  const cardOf = (id) => standIn(id) ?? document.querySelector(`.scene [data-node="${id}"]`);
  const isSeen = (card, { left, top, right, bottom }) => {
    const inset = 0.15 * Math.min(bottom - top, right - left);
    const x = [left + inset, (left + right) / 2, right - inset];
    const y = [top + inset, (top + bottom) / 2, bottom - inset];
    return x.every((at) => y.every((height) => card.contains(document.elementFromPoint(at, height))));
  };
  const current = document.querySelector(".scene .card.current")?.dataset.node;
  const near = wires.flatMap(([from, to]) => (from === current ? to : to === current ? from : []));
  const ids = current === undefined ? [] : [...new Set([current, ...near])];
  return {
    canvas: boxOf(document.querySelector("#canvas")),
    current: current ?? null,
    cards: ids.map((id) => {
      const card = cardOf(id);
      const box = boxOf(card.querySelector(".card-box"));
      return { id, ...box, seen: isSeen(card, box), aside: standIn(id) !== null };
    }),
    small: [...document.querySelectorAll("#graph text")]
      .filter((text) => text.textContent.trim() !== "")
      .map((text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)
      .filter((size) => size < 13.99).length,
    centres: [...document.querySelectorAll(".scene .card")].map((card) => card.getAttribute("transform")),
  };
}"""


def faults_of(seen: dict[str, Any]) -> list[str]:
    """What is wrong with a step: cut off, covered, or too small to be read."""
    canvas, found = seen["canvas"], []
    for card in seen["cards"]:
        if (
            card["left"] < canvas["left"] - 1
            or card["right"] > canvas["right"] + 1
            or card["top"] < canvas["top"] - 1
            or card["bottom"] > canvas["bottom"] + 1
        ):
            found.append(f"{card['id']} is cut off")
        if not card["seen"]:
            found.append(f"{card['id']} is covered")
        if card["aside"] and card["right"] - card["left"] < TARGET - 0.5:
            found.append(f"{card['id']} is too narrow for a finger")
    if seen["small"]:
        found.append(f"{seen['small']} texts cannot be read")
    return found


def step_through(
    open_page: OpenPage, service: str, path: str, size: tuple[int, int], language: str, slugs: list[str]
) -> list[str]:
    """Every step of some examples; what is wrong with them."""
    width, height = size
    requests = examples(service, language)
    found: list[str] = []
    bench: Workbench | None = None
    for slug in slugs or list(requests):
        address = path + address_of(requests[slug], lang=language)
        bench = (
            bench.open(address)
            if bench
            else open_page(address, viewport={"width": width, "height": height}, has_touch=True)
        )
        wires = wires_of(service, requests[slug])
        places = None
        for step in range(1, bench.steps + 1):
            bench.at(step)
            seen = bench.page.evaluate(SEEN, wires)
            found += [f"{slug} step {step} {language}: {fault}" for fault in faults_of(seen)]
            if places not in (None, seen["centres"]):
                found.append(f"{slug} step {step} {language}: cards have moved")
            places = seen["centres"]
            bench.page.keyboard.press("PageDown")
    return found


@pytest.mark.parametrize(
    ("path", "size", "language", "slugs"),
    [
        (*SMALL[0], "en", SAMPLE),
        (*SMALL[1], "zh-CN", SAMPLE[1:3]),
        (*SMALL[2], "en", SAMPLE[:1]),
        (*SMALL[3], "zh-CN", SAMPLE[3:]),
        (*LARGE[2], "zh-CN", SAMPLE),
        (*LARGE[4], "en", SAMPLE[1:2]),
    ],
    ids=str,
)
def test_a_step_is_seen_with_its_inputs_and_its_outputs(
    open_page: OpenPage, service: str, path: str, size: tuple[int, int], language: str, slugs: list[str]
) -> None:
    assert step_through(open_page, service, path, size, language, slugs) == []


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize(("path", "size"), SIZES, ids=str)
def test_every_step_of_every_example_is_seen_so(
    open_page: OpenPage, service: str, path: str, size: tuple[int, int], language: str
) -> None:
    assert step_through(open_page, service, path, size, language, []) == []


PHONE = {"width": 390, "height": 664}


def test_what_stands_at_the_side_leads_to_its_step(open_page: OpenPage, service: str) -> None:
    bench = open_page(address_of(examples(service, "en")["apple-orange"], step="4"), viewport=PHONE)
    bench.at(4)
    aside = bench.page.locator(".stand-in")
    expect(aside).to_have_count(1)
    expect(aside.locator(".name")).to_have_text("price")
    box = aside.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= TARGET
    aside.click()
    bench.at(5)
    expect(bench.card("price")).to_have_class(re.compile("current"))


def test_a_hand_that_moves_the_graph_finds_nothing_in_its_way(open_page: OpenPage, service: str) -> None:
    bench = open_page(address_of(examples(service, "en")["apple-orange"], step="4"), viewport=PHONE)
    bench.at(4)
    aside = bench.page.locator(".stand-in")
    expect(aside).to_have_count(1)
    bench.page.mouse.move(60, 560)
    bench.page.mouse.down()
    bench.page.mouse.move(160, 540, steps=3)
    bench.page.mouse.up()
    expect(aside).to_have_count(0)
    bench.page.keyboard.press("0")
    expect(aside).to_have_count(0)
    bench.page.keyboard.press("PageUp")
    bench.at(3)
    expect(aside).to_have_count(1)


def test_the_keyboard_goes_over_cards_that_nothing_covers(open_page: OpenPage, service: str) -> None:
    bench = open_page(address_of(examples(service, "en")["apple-orange"], step="4"), viewport=PHONE)
    bench.at(4)
    expect(bench.page.locator(".stand-in")).to_be_visible()
    bench.page.locator(".scene .card.current").focus()
    bench.page.keyboard.press("ArrowRight")
    expect(bench.page.locator(".card:focus-visible")).to_have_attribute("data-key", "price")
    expect(bench.page.locator(".stand-in")).to_be_hidden()


# How far apart neighbouring columns are drawn, and the formula from what is around it; and how far its last
# column is beyond its edge when it is scrolled to its end. A font that comes has it drawn anew.
APART = """async () => {
    await document.fonts.ready;
    const boxOf = (element) => element.getBoundingClientRect();
    const [band, sentence, formula] = ["#band", ".sentence", ".formula"].map((one) =>
        document.querySelector(one));
    const rows = [...formula.querySelectorAll(".equations > mtr")].map((row) =>
        [...row.children].map((cell) =>
            [...cell.querySelectorAll("mi, mn, mo, mtext")].map(boxOf).filter(({ width }) => width > 0)));
    const gaps = rows.flatMap((cells) => cells.slice(1).map((cell, i) =>
        Math.min(...cell.map(({ left }) => left)) - Math.max(...cells[i].map(({ right }) => right))));
    formula.scrollLeft = formula.scrollWidth;
    const last = [...formula.querySelectorAll(".equations > mtr > mtd:last-child")].map(boxOf);
    return {
        columns: gaps,
        above: boxOf(formula).top - boxOf(sentence).bottom,
        below: boxOf(band).bottom - boxOf(formula).bottom,
        beyond: Math.max(...last.map(({ right }) => right)) - boxOf(formula).right,
    };
}"""


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize(("path", "size"), SMALL, ids=str)
def test_a_formula_of_two_rows_lies_over_nothing_and_scrolls_in_itself(
    open_page: OpenPage, service: str, path: str, size: tuple[int, int], language: str
) -> None:
    address = address_of(examples(service, language)["deep-sigmoids"], step="23", lang=language)
    bench = open_page(path + address, viewport={"width": size[0], "height": size[1]})
    apart = bench.page.evaluate(APART)
    assert len(apart["columns"]) > 6
    assert min(apart["columns"]) > -1
    assert apart["above"] > -1
    assert apart["below"] > -1
    assert apart["beyond"] < 1
