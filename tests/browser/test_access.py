"""Criteria of access that no checker sees: focus, targets, narrow windows, wide spacing, announcements."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenLab, OpenPage, Workbench

FORK = "#program=f = x * y + x&in.x=3&in.y=-4&step=7"
# What a reader's own style sheet may ask for; the page's policy lets no style element in.
SPACED = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
        + " word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
SIZES = [(1366, 768), (1024, 768), (390, 844)]
# A window of 1280 × 1024 seen at 400 %.
ZOOMED = {"width": 320, "height": 256}

# What holds the keyboard: is its ring at least 2 px strong, and is a point of it on top?
FOCUS = """() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const { action, key } = element.dataset;
    const name = element.id || action || key || element.className || element.tagName;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const editor = element.closest(".editor, .field");
    const ringed = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    const framed = editor !== null && getComputedStyle(editor).boxShadow !== "none";
    const card = element.querySelector(".card-box");
    const stroked = card !== null && parseFloat(getComputedStyle(card).strokeWidth) >= 2;
    const { left, top, width, height } = element.getBoundingClientRect();
    const on = document.elementFromPoint(left + width / 2, top + height / 2);
    const seen = on !== null && (element.contains(on) || on.contains(element));
    return [String(name), ringed || framed || stroked, seen, left, top];
}"""

# Everything that can be pressed, with its size. A link in a text is as high as the text.
TARGETS = """() => [...document.querySelectorAll(
        "button, input, select, textarea, summary, a[href], [role=button], [role=slider]")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".unseen"))
    .filter((element) => !element.matches(".skip, .link"))
    .map((element) => {
        const label = element.closest("label") ?? element;
        const { width, height } = label.getBoundingClientRect();
        const name = element.dataset.action || element.id || element.className.baseVal || element.className;
        return [name || element.tagName, width, height, element.closest("#transport") !== null];
    })"""

# Boxes of text that hide what does not fit them; the words on the slider stand in the band as well.
CLIPPED = """() => [...document.querySelectorAll("body *")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => !element.closest(
        "svg, .unseen, .brand-name, .mirror, .program-text, .slider, select"))
    .filter((element) => {
        const { overflowX, overflowY } = getComputedStyle(element);
        const hides = (overflow, inner, outer) => overflow !== "visible" && overflow !== "auto" &&
            overflow !== "scroll" && inner > outer + 1;
        return hides(overflowX, element.scrollWidth, element.clientWidth)
            || hides(overflowY, element.scrollHeight, element.clientHeight);
    })
    .map((element) => element.id || element.className || element.tagName)"""


@pytest.mark.parametrize("size", SIZES)
def test_a6_the_focus_is_always_seen(open_page: OpenPage, size: tuple[int, int]) -> None:
    bench = open_page(FORK, viewport={"width": size[0], "height": size[1]})
    stops = []
    for _ in range(60):
        bench.page.keyboard.press("Tab")
        found = bench.page.evaluate(FOCUS)
        if found is None or found in stops:
            break
        stops.append(found)
    names = [stop[0] for stop in stops]
    assert len(names) > 8, names
    assert [stop for stop in stops if not (stop[1] and stop[2])] == []


@pytest.mark.parametrize("size", SIZES)
def test_a7_targets_are_large_enough(open_page: OpenPage, size: tuple[int, int]) -> None:
    bench = open_page(FORK, viewport={"width": size[0], "height": size[1]})
    transport = 48 if size[0] < 768 else 44
    for key in ("Escape", "i", "/"):
        bench.page.keyboard.press(key)
        found = bench.page.evaluate(TARGETS)
        assert len(found) > 10
        assert [t for t in found if min(t[1], t[2]) < 23.5] == []
        buttons = [t for t in found if t[3] and t[0] in {"previous", "play", "next", "first", "last"}]
        assert len(buttons) >= 3
        assert [t for t in buttons if min(t[1], t[2]) < transport - 0.5] == []
        bench.page.keyboard.press("Escape")
        bench.page.keyboard.press("Escape")


def in_reach(bench: Workbench, part: Locator) -> None:
    """By scrolling up or down, and never sideways."""
    part.scroll_into_view_if_needed()
    expect(part).to_be_in_viewport()
    assert bench.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_a9_four_times_as_large_all_is_in_reach_by_scrolling_one_way(
    open_page: OpenPage, language: str
) -> None:
    bench = open_page(f"{FORK}&lang={language}", viewport=ZOOMED)
    for part in (".sentence", ".formula", "#graph", "#transport [data-action=next]"):
        in_reach(bench, bench.page.locator(part))
    canvas = bench.page.locator("#canvas").bounding_box()
    assert canvas is not None
    assert canvas["height"] >= 160
    bench.page.locator("#transport [data-action=next]").click()
    bench.at(8)


@pytest.mark.parametrize("size", SIZES)
def test_a10_wider_spacing_hides_nothing(open_page: OpenPage, size: tuple[int, int]) -> None:
    bench = open_page(FORK, viewport={"width": size[0], "height": size[1]})
    before = bench.page.evaluate(CLIPPED)
    bench.page.evaluate(SPACED)
    bench.page.keyboard.press("PageUp")
    bench.at(6)
    assert [part for part in bench.page.evaluate(CLIPPED) if part not in before] == []


def test_a10_with_wider_spacing_a_formula_of_matrices_stays_in_the_band(open_page: OpenPage) -> None:
    program = "Z = affine(X, W, b)&in.X=[[1,2],[-3,4]]&in.W=[[1,-2],[-1,3]]&in.b=[0,1]&upstream=[[1,2],[3,4]]"
    bench = open_page(f"#program={program}&step=6")
    bench.page.evaluate(SPACED)
    bench.page.keyboard.press("PageDown")
    bench.at(7)
    band, formula = bench.band.bounding_box(), bench.band.locator(".formula").bounding_box()
    assert band
    assert formula
    assert formula["y"] + formula["height"] <= band["y"] + band["height"]
    expect(bench.band.locator(".factor").last).to_be_in_viewport()


def test_a12_a_held_key_announces_the_last_step_only(open_page: OpenPage) -> None:
    bench = open_page()
    bench.page.clock.install()
    bench.page.reload()
    bench.page.clock.run_for(1000)
    bench.at(1)
    # What announces comes after the first picture.
    expect(bench.page.locator("html")).to_have_attribute("data-whole", "")
    live = bench.page.locator("#live")
    for _ in range(4):
        bench.page.keyboard.press("PageDown")
    expect(live).to_be_empty()
    bench.page.clock.run_for(600)
    expect(live).to_contain_text("Step 5 of 7")


def test_a14_a_formula_has_its_words(open_page: OpenPage) -> None:
    bench = open_page("#step=6")
    formula = bench.band.locator("math").first
    expect(formula).to_be_visible()


def test_a16_with_less_motion_a_step_is_there_at_once(open_page: OpenPage) -> None:
    bench = open_page(reduced_motion="reduce")
    drawn = """key => {
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
        const moving = document.getAnimations().filter(({ playState }) => playState === "running");
        return [document.getElementById("graph").dataset.drawn, moving.length];
    }"""
    assert bench.page.evaluate(drawn, "PageDown") == ["2", 0]
    assert bench.page.evaluate(drawn, "End") == ["7", 0]


def test_a18_a_fault_is_told_at_its_field_and_the_text_stays(open_page: OpenPage) -> None:
    bench = open_page()
    field = bench.page.locator("#value-x")
    field.fill("1,,2")
    expect(field).to_have_attribute("aria-invalid", "true")
    note = bench.page.locator(f"#{field.get_attribute('aria-describedby')}")
    expect(note).to_be_visible()
    expect(note).not_to_be_empty()
    expect(field).to_have_value("1,,2")
    field.fill("4")
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(bench.value("x")).to_have_text("4")


# The colours of these parts, and those of the system, as they are drawn.
DRAWN = """() => {
    const drawn = (selector, property, pseudo) =>
        getComputedStyle(document.querySelector(selector), pseudo)[property];
    const probe = document.body.appendChild(document.createElement("p"));
    const system = (name) => {
        probe.style.color = name;
        return getComputedStyle(probe).color;
    };
    return [
        [drawn(".card:not(.current) .card-box", "fill"), system("Canvas")],
        [drawn(".card:not(.current) .card-box", "stroke"), system("CanvasText")],
        [drawn('.card:not(.current) [data-ref$=".value"]', "fill"), system("CanvasText")],
        [drawn(".card.current .card-box", "stroke"), system("Highlight")],
        [drawn(".graph .wire-line", "stroke"), system("CanvasText")],
        [drawn(".graph .band-line", "stroke"), system("CanvasText")],
        [drawn(".phase-band", "borderTopColor", "::after"), system("CanvasText")],
        [drawn(".phase-band", "borderTopStyle", "::after"), "solid"],
        [drawn(".thumb", "borderTopColor"), system("Highlight")],
    ];
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("projection", ["off", "on"])
def test_where_the_system_prescribes_colours_graph_and_timeline_are_drawn_in_them(
    open_page: OpenPage, scheme: str, projection: str
) -> None:
    bench = open_page(f"{FORK}&theme=light", color_scheme=scheme, forced_colors="active")
    if projection == "on":
        bench.page.keyboard.press("p")
        expect(bench.page.locator("html")).to_have_attribute("data-projection", "on")
    assert [pair for pair in bench.page.evaluate(DRAWN) if pair[0] != pair[1]] == []


def test_where_the_system_prescribes_colours_a_choice_is_told_by_its_edge(open_lab: OpenLab) -> None:
    page = open_lab("vanishing", forced_colors="active")
    chosen = page.locator('.segments [aria-pressed="true"]').first
    other = page.locator('.segments [aria-pressed="false"]').first
    edge = "button => getComputedStyle(button).outlineStyle"
    assert (chosen.evaluate(edge), other.evaluate(edge)) == ("solid", "none")
