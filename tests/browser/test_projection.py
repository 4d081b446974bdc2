"""What a class sees: sizes that the back row reads, nothing cut off, and the keys of teachers and remotes."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.built_in import address_of, examples, wires_of
from tests.browser.conftest import OpenPage, Workbench
from tests.browser.seeing import TEXTS, faults_of_step, faults_of_type

SIZES = [(1024, 768), (1366, 768), (1920, 1080), (3840, 2160)]
ROOMS = ["lit", "dark", "weak"]
# The hardest: inputs far away, matrices that need room, many parts that add up, long sentences.
SAMPLE = ["deep-sigmoids", "softmax-opened", "two-layer-batch", "affine", "branch", "softmax-jacobian"]
FORK = "#program=f = x * y + x&in.x=3&in.y=-4"


def ends_by_node(service: str, request: dict[str, Any]) -> dict[str, list[str]]:
    """The inputs and the outputs of each node."""
    found: dict[str, list[str]] = {}
    for source, target in wires_of(service, request):
        found.setdefault(target, []).append(source)
        found.setdefault(source, []).append(target)
    return found


def project(
    open_page: OpenPage,
    service: str,
    size: tuple[int, int],
    language: str,
    slugs: list[str],
    room: str = "lit",
) -> list[str]:
    """Every step of some examples; what is wrong with them."""
    width, height = size
    requests = examples(service, language)
    found = []
    bench: Workbench | None = None
    for slug in slugs or list(requests):
        address = address_of(requests[slug], lang=language, projection="on", room=room)
        if bench is None:
            bench = open_page(address, viewport={"width": width, "height": height})
        else:
            bench.open(address)
        ends = ends_by_node(service, requests[slug])
        bench.page.keyboard.press("Home")
        for step in range(1, bench.steps + 1):
            bench.at(step)
            faults = faults_of_step(bench.page, ends)
            found += [f"{slug} step {step} {language}: {fault}" for fault in faults]
            bench.page.keyboard.press("PageDown")
    return found


@pytest.mark.parametrize(
    ("size", "language", "slugs"),
    [
        (SIZES[0], "en", SAMPLE),
        (SIZES[0], "zh-CN", SAMPLE[:2]),
        (SIZES[1], "zh-CN", SAMPLE[2:4]),
        (SIZES[2], "en", SAMPLE[4:]),
        (SIZES[3], "zh-CN", SAMPLE[4:5]),
    ],
    ids=str,
)
def test_p1_p2_p3_p7_the_back_row_reads_every_step(
    open_page: OpenPage, service: str, size: tuple[int, int], language: str, slugs: list[str]
) -> None:
    assert project(open_page, service, size, language, slugs) == []


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_back_row_reads_every_step_of_every_example(
    open_page: OpenPage, service: str, size: tuple[int, int], language: str
) -> None:
    assert project(open_page, service, size, language, []) == []


@pytest.mark.slow
@pytest.mark.parametrize("room", ROOMS[1:])
def test_the_back_row_reads_in_every_room(open_page: OpenPage, service: str, room: str) -> None:
    assert project(open_page, service, SIZES[0], "en", SAMPLE, room) == []


PROJECTED = FORK + "&step=6&projection=on"


def test_p5_the_keys_of_a_remote_step_and_darken_the_screen(open_page: OpenPage) -> None:
    bench = open_page(FORK + "&projection=on")
    press = bench.page.keyboard.press
    cover = bench.page.locator(".cover")
    press("PageDown")
    bench.at(2)
    press("PageUp")
    bench.at(1)
    for key in ("b", "."):
        press(key)
        expect(cover).to_have_css("background-color", "rgb(0, 0, 0)")
        press(key)
        expect(cover).to_be_hidden()
    press("w")
    expect(cover).to_have_css("background-color", "rgb(255, 255, 255)")
    press("PageDown")
    expect(cover).to_be_hidden()
    assert bench.step == 1, "behind a cover no step is taken"


def test_p5_escape_closes_the_top_layer_first(open_page: OpenPage) -> None:
    bench = open_page(PROJECTED + "&node=x")
    page = bench.page
    for key in ("b", "s", "i", "?"):
        page.keyboard.press(key)
    layers = [
        page.locator("#help"),
        page.locator("#inspector"),
        page.locator(".spotlight"),
        page.locator(".cover"),
    ]
    for at, layer in enumerate(layers):
        expect(layer).to_be_visible()
        page.keyboard.press("Escape")
        expect(layer).to_be_hidden()
        for below in layers[at + 1 :]:
            expect(below).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-projection", "on")
    page.keyboard.press("Escape")
    expect(page.locator("html")).to_have_attribute("data-projection", "off")
    expect(page.locator("#header")).to_be_visible()
    expect(bench.card("x")).to_have_class(re.compile("selected"))
    assert bench.step == 6


def test_p6_f5_is_swallowed_in_a_projection_and_a_reload_brings_all_back(open_page: OpenPage) -> None:
    address = PROJECTED + "&lang=zh-CN&notation=grad&room=dark&mask=on&dock=left"
    bench = open_page(address)
    bench.at(6)
    before = bench.text()
    bench.page.evaluate("window.kept = true")
    bench.page.keyboard.press("F5")
    bench.at(6)
    assert bench.page.evaluate("window.kept") is True
    bench.page.reload()
    bench.at(6)
    assert bench.page.evaluate("window.kept === undefined")
    assert bench.text() == before
    for name, value in {"projection": "on", "room": "dark", "theme": "dark", "dock": "left"}.items():
        expect(bench.page.locator("html")).to_have_attribute(f"data-{name}", value)


def test_the_start_button_of_a_remote_begins_the_projection_where_that_is_wished(open_page: OpenPage) -> None:
    bench = open_page(FORK + "&step=3&remote=on")
    bench.page.keyboard.press("F5")
    expect(bench.page.locator("html")).to_have_attribute("data-projection", "on")
    bench.at(3)
    bench.page.keyboard.press("Escape")
    expect(bench.page.locator("html")).to_have_attribute("data-projection", "off")


def test_p8_beginning_and_leaving_keep_the_step_and_the_selection(open_page: OpenPage) -> None:
    bench = open_page(FORK + "&step=6&node=y")
    for state in ("on", "off"):
        bench.page.keyboard.press("p")
        expect(bench.page.locator("html")).to_have_attribute("data-projection", state)
        bench.at(6)
        expect(bench.card("y")).to_have_class(re.compile("selected"))


def test_a_refused_full_screen_is_said_and_the_layout_is_on(open_page: OpenPage) -> None:
    bench = open_page(FORK)
    bench.page.evaluate(
        "() => { Element.prototype.requestFullscreen = () => Promise.reject(new TypeError()) }"
    )
    bench.page.keyboard.press("p")
    notice = bench.page.locator(".refusal")
    expect(notice).to_have_text(
        "The browser refused full screen. Projection layout is on; press F11 yourself."
    )
    expect(bench.page.locator("html")).to_have_attribute("data-projection", "on")
    assert faults_of_type(bench.page.evaluate(TEXTS)) == []
    bench.page.keyboard.press("PageDown")
    expect(notice).to_be_hidden()


@pytest.mark.parametrize("dock", ["bottom", "left", "right"])
def test_p11_everything_can_be_tapped_and_is_large_enough(open_page: OpenPage, dock: str) -> None:
    bench = open_page(f"{FORK}&projection=on&dock={dock}", viewport={"width": 1024, "height": 768})
    page = bench.page
    for name, step in (("next", 2), ("previous", 1)):
        zone = page.locator(f".zone.{name}")
        box = zone.bounding_box()
        assert box
        assert box["width"] >= 96
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        bench.at(step)
    page.locator('.reach [data-action="tools"]').click()
    tools = page.locator(".presenter-tools")
    expect(tools).to_be_visible()
    assert faults_of_type(page.evaluate(TEXTS)) == []
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, [role=slider], input, select, a")]
          .filter((control) => control.checkVisibility({ visibilityProperty: true }))
          .map((control) => ({ name: control.className, box: control.getBoundingClientRect() }))
          .filter(({ box }) => box.width < 44 || box.height < 44).map(({ name }) => name)"""
    )
    assert small == []
    outside = page.evaluate(
        """() => [...document.querySelectorAll(".presenter-tools .button")]
          .map((button) => button.getBoundingClientRect())
          .filter(({ left, top, right, bottom }) =>
            left < 0 || top < 0 || right > innerWidth || bottom > innerHeight).length"""
    )
    assert outside == 0
    tools.locator('[data-action="projection"]').click()
    expect(page.locator("#header")).to_be_visible()


BLOCKS = ["Local derivative", "What arrives, what leaves", "Watch out", "What it does", "What it keeps"]


def test_a_block_of_the_inspector_never_covers_the_current_node(open_page: OpenPage) -> None:
    bench = open_page(PROJECTED, viewport={"width": 1024, "height": 768})
    panel = bench.page.locator("#inspector")
    for step in range(2, bench.steps + 1):
        bench.page.keyboard.press("Home")
        for _ in range(step - 1):
            bench.page.keyboard.press("PageDown")
        bench.at(step)
        for title in BLOCKS:
            bench.page.keyboard.press("i")
            expect(panel.locator(".block:visible h3")).to_have_text(title)
            box = panel.bounding_box()
            current = bench.page.locator(".scene .card.current .card-box").bounding_box()
            assert box
            assert current
            assert box["width"] <= 0.45 * 1024
            assert current["x"] + current["width"] <= box["x"] or current["x"] >= box["x"] + box["width"]
            assert faults_of_type(bench.page.evaluate(TEXTS)) == []
        bench.page.keyboard.press("i")
        expect(panel).to_be_hidden()


def test_masked_gradients_are_question_marks_everywhere(open_page: OpenPage) -> None:
    bench = open_page(FORK + "&step=8&projection=on&mask=on")
    expect(bench.graph.locator(".number.positive, .number.negative")).to_have_count(0)
    expect(bench.band.locator(".formula mn")).to_have_text(["1", "2", "?", "?", "?"])
    bench.page.keyboard.press("m")
    expect(bench.gradient("x")).to_have_text("−3")


def test_the_spotlight_begins_at_the_node_and_goes_with_the_pointer(open_page: OpenPage) -> None:
    bench = open_page(PROJECTED)
    bench.page.keyboard.press("s")
    light = bench.page.locator(".spotlight")
    current = bench.page.locator(".scene .card.current .card-box").bounding_box()
    assert current
    place = "(light) => ['--x', '--y'].map((name) => parseFloat(light.style.getPropertyValue(name)))"
    assert light.evaluate(place) == pytest.approx(
        [current["x"] + current["width"] / 2, current["y"] + current["height"] / 2], abs=1
    )
    bench.page.mouse.move(200, 300)
    assert light.evaluate(place) == [200, 300]
    bench.page.keyboard.press("s")
    expect(light).to_be_hidden()


def test_who_looks_elsewhere_sees_the_graph_and_no_cards_at_its_sides(
    open_page: OpenPage, service: str
) -> None:
    address = address_of(examples(service, "en")["deep-sigmoids"], projection="on", step="18")
    bench = open_page(address, viewport={"width": 1024, "height": 768})
    asides = bench.page.locator(".stand-in")
    expect(asides).to_have_count(5)
    bench.page.mouse.move(512, 400)
    expect(bench.graph).to_have_class(re.compile("movable"))
    bench.page.mouse.wheel(0, -200)
    expect(asides).to_have_count(0)
    bench.page.keyboard.press("PageDown")
    bench.page.keyboard.press("PageUp")
    bench.at(18)
    expect(asides).to_have_count(5)


def test_zooming_keeps_the_current_node_in_the_middle(open_page: OpenPage) -> None:
    bench = open_page(PROJECTED)
    box = bench.page.locator(".scene .card.current .card-box")
    before = box.bounding_box()
    for _ in range(12):
        bench.page.keyboard.press("+")
    near = box.bounding_box()
    assert before
    assert near
    assert near["width"] == pytest.approx(4 * before["width"], rel=0.01)
    assert near["x"] + near["width"] / 2 == pytest.approx(1366 / 2, abs=2)
    bench.page.keyboard.press("0")
    assert box.bounding_box() == before


def test_the_test_card_shows_the_sizes_that_it_speaks_of(open_page: OpenPage) -> None:
    bench = open_page(PROJECTED)
    bench.page.keyboard.press("c")
    card = bench.page.locator(".test-card")
    expect(card).to_contain_text("Can the last row read this?")
    for name, share in (("primary", 4.2), ("secondary", 2.8)):
        size = card.locator(f".{name}").first.evaluate(
            "(line) => parseFloat(getComputedStyle(line).fontSize)"
        )
        assert size == pytest.approx(768 * share / 100, abs=0.1)
    bench.page.keyboard.press("c")
    expect(card).to_be_hidden()


def test_a_weak_projector_has_black_text_and_no_heat_maps(open_page: OpenPage) -> None:
    matrix = json.dumps([[(-1) ** i * i * j for j in range(7)] for i in range(7)])
    bench = open_page(f"#program=L = sum(X * 2)&in.X={quote(matrix)}&step=4&projection=on&room=weak")
    expect(bench.page.locator(".sentence")).to_have_css("color", "rgb(0, 0, 0)")
    expect(bench.graph.locator(".map path, .map rect")).to_have_count(0)
    expect(bench.graph.locator(".map text").first).to_have_text("−30 … 36")


def test_a_resting_pointer_is_taken_off_the_screen(open_page: OpenPage) -> None:
    bench = open_page(PROJECTED)
    bench.page.clock.install()
    bench.page.mouse.move(300, 300)
    bench.page.clock.run_for(3100)
    expect(bench.graph).to_have_css("cursor", "none")
    bench.page.mouse.move(310, 300)
    expect(bench.graph).not_to_have_css("cursor", "none")


def test_a_phone_is_not_offered_a_projection(open_page: OpenPage) -> None:
    bench = open_page(FORK, viewport={"width": 390, "height": 844})
    bench.page.keyboard.press("p")
    expect(bench.page.locator("html")).to_have_attribute("data-projection", "off")
    bench.page.set_viewport_size({"width": 1024, "height": 768})
    expect(bench.page.locator('.tools [data-action="projection"]')).not_to_have_attribute(
        "aria-disabled", "true"
    )
    bench.page.keyboard.press("p")
    expect(bench.page.locator("html")).to_have_attribute("data-projection", "on")


BRACKETS = """() => [...document.querySelectorAll(".formula .matrix")].map((matrix) =>
    [matrix.previousElementSibling, matrix, matrix.nextElementSibling].map((one) =>
        one.getBoundingClientRect().height))"""


def test_brackets_are_as_high_as_their_matrix(open_page: OpenPage) -> None:
    program = "Z = X @ W&in.X=[[1,2],[-3,4]]&in.W=[[1,-2],[-1,3]]&upstream=[[1,2],[3,4]]"
    bench = open_page(f"#program={program}&step=6&projection=on")
    expect(bench.band.locator(".matrix").first).to_be_visible()
    bench.page.evaluate("document.fonts.ready")
    found = bench.page.evaluate(BRACKETS)
    assert len(found) > 1
    assert [heights for heights in found if min(heights) < heights[1]] == []
