"""The gallery draws every example and every golden trace: nothing overlaps, nothing is cut off."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, Workbench

GOLDENS = sorted((Path(__file__).parent.parent / "golden" / "goldens").glob("*.json"))

# Faults of each picture, measured on what the browser has drawn, at the size of its layout.
FAULTS = """async (exhibits) => {
  const drawn = (exhibit) => new Promise((done) => {
    const look = () => "drawn" in exhibit.dataset || "missing" in exhibit.dataset
        ? done() : requestAnimationFrame(look);
    look();
  });
  const faultsOf = (exhibit) => {
    const picture = exhibit.querySelector("svg");
    if (!picture?.querySelector("text")) return ["nothing is drawn"];
    const { width, height } = picture.viewBox.baseVal;
    for (const [name, length] of Object.entries({ "max-width": width, width, height }))
        picture.style.setProperty(name, `${length}px`);
    const boxOf = (element, less = 0) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        return { left, right, top: top + less * (bottom - top), bottom: bottom - less * (bottom - top) };
    };
    const SLACK = 1.5;
    const meet = (a, b) => a.left < b.right - SLACK && b.left < a.right - SLACK
        && a.top < b.bottom - SLACK && b.top < a.bottom - SLACK;
    const holds = (a, b) => b.left > a.left - SLACK && b.right < a.right + SLACK
        && b.top > a.top - SLACK && b.bottom < a.bottom + SLACK;
    const cards = [...picture.querySelectorAll(".card")].map((card) => (
        { card, box: boxOf(card.querySelector(".card-box")) }));
    // A line of text is higher than its letters.
    const texts = [...picture.querySelectorAll("text")].map((text) => (
        { text, box: boxOf(text, 0.2), said: text.textContent }));
    const faults = [];
    for (const [i, a] of cards.entries()) for (const b of cards.slice(i + 1))
        if (meet(a.box, b.box)) faults.push(`card ${a.card.dataset.key} covers ${b.card.dataset.key}`);
    for (const [i, a] of texts.entries()) for (const b of texts.slice(i + 1))
        if (meet(a.box, b.box)) faults.push(`text ${a.said} covers ${b.said}`);
    for (const { card, box } of cards) for (const inside of card.querySelectorAll("text:not(.now text)"))
        if (!holds(box, boxOf(inside, 0.2)))
            faults.push(`${inside.textContent} leaves card ${card.dataset.key}`);
    for (const { text, box, said } of texts) for (const other of cards)
        if (text.closest(".wire-labels") && meet(box, other.box))
            faults.push(`label ${said} lies on card ${other.card.dataset.key}`);
    const whole = boxOf(picture);
    for (const { box, said, card } of [...cards, ...texts])
        if (!holds(whole, box)) faults.push(`${said ?? card.dataset.key} is cut off`);
    for (const name of ["width", "height"]) picture.style.removeProperty(name);
    return faults;
  };
  const found = {};
  for (const exhibit of exhibits) {
    exhibit.scrollIntoView();
    await drawn(exhibit);
    const faults = faultsOf(exhibit);
    if (faults.length > 0) found[exhibit.querySelector("a").textContent] = faults;
  }
  return found;
}"""


def walk(bench: Workbench) -> None:
    """Scroll to every exhibit, wait until it is drawn, and look at it closely."""
    assert bench.page.locator(".exhibit").evaluate_all(FAULTS) == {}


@pytest.mark.parametrize(("lang", "scheme"), [("en", "light"), ("zh-CN", "dark")])
def test_every_example_is_drawn_whole(open_page: OpenPage, service: str, lang: str, scheme: str) -> None:
    bench = open_page(f"gallery?lang={lang}", color_scheme=scheme)
    examples = httpx.get(f"{service}/api/v1/examples", params={"lang": lang}).json()
    expect(bench.page.locator(".exhibit a")).to_have_text([example["title"] for example in examples])
    walk(bench)
    assert Axe().run(bench.page).response["violations"] == []


@pytest.mark.parametrize("path", GOLDENS, ids=[path.stem for path in GOLDENS])
def test_every_golden_trace_is_drawn_whole(open_page: OpenPage, path: Path) -> None:
    goldens = [exhibit_of(golden) for golden in json.loads(path.read_text())]
    bench = open_page("gallery")
    bench.page.route("**/api/v1/examples?*", lambda route: route.fulfill(json=goldens))
    bench.page.reload()
    expect(bench.page.locator(".exhibit")).to_have_count(len(goldens))
    walk(bench)


def exhibit_of(golden: dict[str, Any]) -> dict[str, Any]:
    request = {name: golden[name] for name in ("program", "inputs", "output", "upstream") if name in golden}
    return {
        "slug": golden["name"],
        "section": "3",
        "title": golden["name"],
        "goal": golden["program"],
        "request": request,
    }


def test_an_exhibit_opens_in_the_workbench(open_page: OpenPage) -> None:
    bench = open_page("gallery")
    bench.page.get_by_role("link", name="Apples with tax").click()
    expect(bench.program).to_have_value("cost = apple * count\nprice = cost * tax")
    expect(bench.page.get_by_label("Value of apple", exact=True)).to_have_value("100")
    bench.settle()


def test_the_help_sheet_leads_to_the_gallery_in_the_same_language(open_page: OpenPage) -> None:
    bench = open_page("#lang=zh-CN")
    bench.page.keyboard.press("?")
    bench.page.get_by_role("link", name="全部例子的图").click()
    expect(bench.page.get_by_role("heading", level=1)).to_have_text("图例")


def test_the_gallery_says_when_the_examples_do_not_come(open_page: OpenPage) -> None:
    bench = open_page("gallery")
    bench.page.route("**/api/v1/examples?*", lambda route: route.abort())
    bench.page.reload()
    expect(bench.page.get_by_text("The examples did not load.")).to_be_visible()
