"""Criteria of the design that can be measured, and the page in every size, language and theme."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OpenLab, OpenPage, Workbench

NET = (
    "#program=Z = affine(X, W, b)%0AA = relu(Z)%0AL = softmax_with_loss(A, t)"
    "&in.X=[[1,2]]&in.W=[[1,-1],[0.5,-1]]&in.b=[0,1]&in.t=[1]"
)
FORK = "#program=f = x * y + x&in.x=3&in.y=-4"
SIZES = [(1920, 1080), (1920, 940), (1366, 768), (1366, 625), (1024, 768), (390, 844), (320, 640)]
NUMBER = re.compile(r"−?\d+(?:\.\d+)?(?:×10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?")


def centres(bench: Workbench) -> list[list[float]]:
    found: list[list[float]] = bench.page.evaluate(
        """() => [...document.querySelectorAll(".card .card-box")].map((box) => {
            const { x, y, width, height } = box.getBoundingClientRect();
            return [Math.round(x + width / 2), Math.round(y + height / 2)];
        })"""
    )
    return found


def numbers_of_the_formula(bench: Workbench) -> set[str]:
    return set(NUMBER.findall(" ".join(bench.band.locator(".formula mn").all_text_contents())))


def numbers_of_the_graph(bench: Workbench) -> set[str]:
    found = NUMBER.findall(" ".join(bench.graph.locator("text").all_text_contents()))
    return {number.lstrip("−") for number in found}


def test_t3_every_number_of_the_formula_stands_on_the_graph(open_page: OpenPage) -> None:
    bench = open_page(FORK)
    for step in range(2, bench.steps + 1):
        bench.page.keyboard.press("PageDown")
        bench.at(step)
        assert numbers_of_the_formula(bench) <= numbers_of_the_graph(bench), step


@pytest.mark.parametrize("grain", ["layers", "nodes", "details"])
def test_t3_holds_however_fine_the_steps_are(open_page: OpenPage, grain: str) -> None:
    bench = open_page(f"{FORK}&steps={grain}")
    for step in range(1, bench.steps + 1):
        bench.at(step)
        assert numbers_of_the_formula(bench) <= numbers_of_the_graph(bench), step
        bench.page.keyboard.press("PageDown")


# An address, and how it writes three of its steps: the second, one in the middle, the last.
PLACES = [
    (FORK, ["2", "4", "8"]),
    (NET, ["2", "5", "11"]),
    (f"{FORK}&steps=details", ["2.1", "5", "8"]),
    (f"{NET}&steps=layers", ["2", "4", "11"]),
]


@pytest.mark.parametrize(("address", "places"), PLACES)
def test_t4_every_way_to_a_step_shows_the_same(open_page: OpenPage, address: str, places: list[str]) -> None:
    bench = open_page(address)
    stepped = {}
    for step in range(1, bench.steps + 1):
        bench.at(step)
        stepped[step] = bench.text()
        bench.page.keyboard.press("PageDown")
    for step in range(bench.steps, 0, -1):
        bench.at(step)
        assert bench.text() == stepped[step]
        bench.page.keyboard.press("PageUp")
    for step, place in zip((2, bench.steps // 2, bench.steps), places, strict=True):
        box = bench.slider.bounding_box()
        assert box
        bench.page.mouse.click(box["x"] + box["width"] * (step - 0.5) / bench.steps, box["y"] + 5)
        bench.at(step)
        assert bench.text() == stepped[step]
        expect(bench.page).to_have_url(re.compile(rf"step={place}(&|$)"))
        bench.page.reload()
        bench.at(step)
        assert bench.text() == stepped[step]


@pytest.mark.parametrize("address", [FORK, NET])
def test_t5_no_gradient_before_the_seed_and_none_partial_without_its_count(
    open_page: OpenPage, address: str
) -> None:
    bench = open_page(address)
    partial = 0
    for step in range(1, bench.steps + 1):
        bench.at(step)
        if "Backward" not in bench.band.inner_text():
            expect(bench.graph.locator('[data-ref$=".grad"]')).to_have_count(0)
        partial += bench.graph.locator(".partial").count()
        for words in bench.graph.locator(".partial").all_text_contents():
            assert re.fullmatch(r"partial \(\d+ of \d+\)", words)
        bench.page.keyboard.press("PageDown")
    assert partial > 0 or address == NET


def test_t5_a_gradient_in_parts_is_never_shown_as_whole(open_page: OpenPage) -> None:
    bench = open_page(FORK)
    shown = []
    for step in range(1, bench.steps + 1):
        bench.at(step)
        card = bench.card("x")
        numbers = card.locator('[data-ref^="n"][data-ref$=".grad"]').all_text_contents()
        shown.append((numbers, card.locator(".partial").count()))
        bench.page.keyboard.press("PageDown")
    assert [entry for entry in shown if entry[0]] == [(["1"], 1), (["1"], 1), (["−3"], 0)]


def test_accumulation_is_seen_where_the_terms_meet(open_page: OpenPage) -> None:
    bench = open_page(f"{FORK}&step=7")
    card, badge = bench.card("x"), bench.graph.locator(".badge")
    expect(card).to_contain_text("1")
    expect(card).to_contain_text("+ ?")
    expect(badge).to_have_text("Σ 1/2")
    bench.page.keyboard.press("PageDown")
    expect(card).to_contain_text("1 + (−4) = −3")
    expect(badge).to_have_text("Σ 2/2")
    expect(badge).to_have_class(re.compile("active"))


def test_a5_the_sign_of_a_gradient_is_told_without_colour(open_page: OpenPage) -> None:
    bench = open_page(f"{FORK}&step=8")
    dashes = "bands => bands.map((band) => getComputedStyle(band).strokeDasharray)"
    for sign, drawn in (("positive", "none"), ("negative", "10px, 3px")):
        found = bench.graph.locator(f".band-wire.{sign} .band-line").evaluate_all(dashes)
        assert set(found) == {drawn}, sign


def test_the_legend_shows_how_wide_gradients_of_this_trace_are_drawn(open_page: OpenPage) -> None:
    bench = open_page(FORK)
    samples = bench.page.locator(".scale li")
    expect(samples).to_have_text(["4", "0.4", "0.04"])
    widths = bench.page.locator(".scale .sample").evaluate_all(
        "lines => lines.map((line) => Number(line.getAttribute('stroke-width')))"
    )
    assert widths == sorted(widths, reverse=True)
    assert len(set(widths)) == 3
    bench.page.keyboard.press("End")
    bench.at(8)
    band = bench.graph.locator('.band-line[stroke-width="9"]')
    expect(band).to_have_count(1)
    assert widths[0] == 9


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768)])
def test_t7_no_card_moves_between_steps(open_page: OpenPage, size: tuple[int, int]) -> None:
    bench = open_page(FORK, viewport={"width": size[0], "height": size[1]})
    before = centres(bench)
    for step in range(2, bench.steps + 1):
        bench.page.keyboard.press("PageDown")
        bench.at(step)
        assert centres(bench) == before


def test_t8_the_page_opens_paused(open_page: OpenPage) -> None:
    bench = open_page(FORK, reduced_motion="no-preference")
    bench.at(1)
    expect(bench.page.locator('#transport [data-action="play"]')).to_have_attribute("aria-label", "Play")
    assert bench.page.evaluate("document.getAnimations().length") == 0


def test_a_click_on_a_node_goes_to_its_next_step_in_the_phase(open_page: OpenPage) -> None:
    bench = open_page(f"{FORK}&step=5")
    bench.card("x").click()
    bench.at(8)
    bench.card("f").click()
    bench.at(6)
    bench.page.keyboard.press("Home")
    bench.card("f").click()
    bench.at(3)


def test_small_products_are_shown_element_by_element(open_page: OpenPage) -> None:
    bench = open_page(f"{NET}&steps=details&step=2.1")
    grid = bench.value("Z").locator(".cell")
    expect(grid).to_have_text(["2", "?"])
    expect(bench.band).to_contain_text("Element 1 of 2: row 1, column 1.")
    expect(bench.graph.locator(".outline.source")).to_have_count(3)
    assert numbers_of_the_formula(bench) - {"1"} <= numbers_of_the_graph(bench)
    bench.page.keyboard.press("PageDown")
    expect(grid).to_have_text(["2", "−2"])


def test_t12_numbers_are_printed_for_people(open_page: OpenPage) -> None:
    bench = open_page("#program=L = -x * 0 + y * 1e-9 - 12345678&in.x=0.1&in.y=3.48&step=99")
    bench.page.keyboard.press("End")
    words = bench.text()
    assert "3.480×10⁻⁹" in words or "3.48×10⁻⁹" in words
    assert not re.search(r"-\d|\de[-+]?\d|−0(?!\.)", words)


def test_granularity_keeps_the_place_and_the_address_speaks_of_nodes(open_page: OpenPage) -> None:
    bench = open_page(f"{FORK}&step=7")
    bench.page.keyboard.press("g")
    expect(bench.slider).to_have_attribute("aria-valuemax", "13")
    bench.at(12)
    expect(bench.page).to_have_url(re.compile(r"step=7(&|$)"))
    bench.page.keyboard.press("PageUp")
    bench.at(11)
    expect(bench.page).to_have_url(re.compile(r"step=7\.2(&|$)"))
    expect(bench.band).to_contain_text("The local derivative")
    bench.page.goto(bench.page.url.replace("steps=details&", "").replace("&steps=details", ""))
    bench.at(7)
    bench.page.keyboard.press("g")
    bench.page.keyboard.press("g")
    expect(bench.slider).to_have_attribute("aria-valuemax", "5")
    bench.at(5)
    expect(bench.band).to_contain_text("Back through f, on to x, y.")


def test_a_key_during_an_animation_finishes_it(open_page: OpenPage) -> None:
    bench = open_page(FORK, reduced_motion="no-preference")
    for _ in range(3):
        bench.page.keyboard.press("PageDown")
    bench.at(4)
    bench.page.keyboard.press("PageUp")
    bench.at(3)


@pytest.mark.parametrize("key", ["PageDown", "ArrowRight"])
def test_a_step_is_drawn_when_its_animation_ends(open_page: OpenPage, key: str) -> None:
    bench = open_page(FORK, reduced_motion="no-preference")
    bench.press_to_end(key)
    expect(bench.gradient("x")).to_have_text("−3")


# Steps on, and gives the colours that the first painted frame of what moves is made of.
MOVING = """() => new Promise((done) => {
    const canvas = document.querySelector("#canvas canvas");
    const { width, height } = canvas;
    const copy = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
    const look = () => {
        copy.clearRect(0, 0, width, height);
        copy.drawImage(canvas, 0, 0);
        const { data } = copy.getImageData(0, 0, width, height);
        const found = new Set();
        for (let k = 0; k < data.length; k += 4)
            if (data[k + 3] === 255) found.add(`rgb(${data[k]}, ${data[k + 1]}, ${data[k + 2]})`);
        if (found.size > 0) done([...found]);
        else requestAnimationFrame(look);
    };
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "PageDown", bubbles: true }));
    look();
})"""


def by_key(page: Page) -> None:
    page.keyboard.press("d")


def by_system(page: Page) -> None:
    page.emulate_media(forced_colors="active")


@pytest.mark.parametrize(("theme", "change"), [("light", by_key), ("dark", by_system)])
def test_what_moves_has_the_colours_of_its_ground(
    open_page: OpenPage, theme: str, change: Callable[[Page], None]
) -> None:
    bench = open_page(f"{FORK}&theme={theme}", reduced_motion="no-preference")
    page = bench.page
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    before = page.evaluate(ground)
    bench.at(1)
    assert before in page.evaluate(MOVING)
    bench.at(2)
    change(page)
    after = page.evaluate(ground)
    assert after != before
    painted = page.evaluate(MOVING)
    assert after in painted
    assert before not in painted


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_language_is_that_of_every_word(open_page: OpenPage, language: str) -> None:
    bench = open_page("", locale=language)
    assert bench.page.evaluate("document.documentElement.lang") == language
    han = bool(re.search(r"[\u4e00-\u9fff]", bench.band.inner_text()))
    assert han == (language == "zh-CN")
    assert bool(re.search(r"[\u4e00-\u9fff]", bench.page.locator("#rail").inner_text())) == han


def test_switching_the_language_keeps_step_and_focus(open_page: OpenPage) -> None:
    bench = open_page("#step=6")
    switch = bench.page.locator('.header [data-action="language"]')
    switch.focus()
    bench.page.keyboard.press("Enter")
    expect(bench.band).to_contain_text("上游梯度")
    assert bench.page.evaluate("document.documentElement.lang") == "zh-CN"
    assert bench.step == 6
    expect(switch).to_be_focused()


def test_the_theme_follows_the_system_and_the_key(open_page: OpenPage) -> None:
    bench = open_page("", color_scheme="dark")
    ground = "getComputedStyle(document.body.parentElement).backgroundColor"
    dark = bench.page.evaluate(ground)
    bench.page.keyboard.press("d")
    assert bench.page.evaluate(ground) != dark
    bench.page.keyboard.press("d")
    assert bench.page.evaluate(ground) == dark


def test_the_notation_changes_everywhere(open_page: OpenPage) -> None:
    bench = open_page("#step=6")
    expect(bench.band.locator("mfrac").first).to_be_visible()
    bench.page.keyboard.press("t")
    expect(bench.band).to_contain_text("L.grad")
    bench.page.keyboard.press("t")
    expect(bench.band).to_contain_text("dL")


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_nothing_overflows_the_window(open_page: OpenPage, language: str) -> None:
    bench = open_page(f"{NET}&lang={language}&step=9")
    for width, height in SIZES:
        bench.page.set_viewport_size({"width": width, "height": height})
        overflow = bench.page.evaluate(
            """() => {
                const { scrollWidth, scrollHeight } = document.documentElement;
                return [scrollWidth - innerWidth, scrollHeight - innerHeight];
            }"""
        )
        assert overflow == [0, 0], (width, height)
        outside = bench.page.evaluate(
            """() => [...document.querySelectorAll("header button, footer button, footer [role=slider]")]
                .filter((element) => element.checkVisibility())
                .filter((element) => {
                    const { left, right, top, bottom } = element.getBoundingClientRect();
                    return left < 0 || top < 0 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5;
                })
                .map((element) => element.outerHTML)"""
        )
        assert outside == [], (width, height)


def test_a21_numbers_are_large_enough_to_read(open_page: OpenPage) -> None:
    bench = open_page(f"{NET}&step=9")
    for width, height in SIZES:
        bench.page.set_viewport_size({"width": width, "height": height})
        bench.page.wait_for_function(
            """() => [...document.querySelectorAll("#graph text")].every(
                (text) => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a > 13.99)"""
        )


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_axe_finds_nothing_in_any_theme_and_language(open_page: OpenPage, size: tuple[int, int]) -> None:
    bench = open_page(f"{FORK}&step=7", viewport={"width": size[0], "height": size[1]})
    for key in ("d", "l", "d", "l"):
        bench.page.keyboard.press(key)
        bench.settle()
        found = Axe().run(bench.page)
        assert found.violations_count == 0, found.generate_report()


def test_axe_finds_nothing_in_open_panels(open_page: OpenPage) -> None:
    bench = open_page(FORK, viewport={"width": 1024, "height": 768})
    for key in ("/", "Escape", "Escape", "i", "?"):
        bench.page.keyboard.press(key)
        found = Axe().run(bench.page)
        assert found.violations_count == 0, found.generate_report()


# Points at the element, and tells which references are lit in the next frame.
POINT = """(element) => new Promise((done) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  const at = { bubbles: true, clientX: x + width / 2, clientY: y + height / 2 };
  element.dispatchEvent(new PointerEvent("pointermove", at));
  requestAnimationFrame(() => done({
    graph: [...document.querySelectorAll("#graph .lit")].map((lit) => lit.dataset.ref),
    formula: [...document.querySelectorAll("#band .lit")].map((lit) => lit.dataset.ref),
  }));
})"""


@pytest.mark.parametrize("address", [FORK, NET])
def test_t10_a_factor_lights_its_number_on_the_graph_and_the_reverse_in_one_frame(
    open_page: OpenPage, address: str
) -> None:
    bench = open_page(address)
    # A formula is set anew when its type comes.
    bench.page.evaluate("Promise.all([...document.fonts].map((face) => face.load())).then(() => null)")
    there = 0
    for step in range(1, bench.steps + 1):
        bench.at(step)
        refs = bench.page.evaluate(
            """() => {
                const all = (part) => [...document.querySelectorAll(`${part} [data-ref]`)];
                const refsIn = (part) => new Set(all(part).map((one) => one.dataset.ref));
                const graph = refsIn("#graph");
                return [...refsIn("#band")].filter((ref) => graph.has(ref));
            }"""
        )
        for ref in refs:
            there += 1
            for part in (bench.band, bench.graph):
                lit = part.locator(f'[data-ref="{ref}"]').first.evaluate(POINT)
                assert set(lit["graph"]) == {ref}, (step, ref)
                assert set(lit["formula"]) == {ref}, (step, ref)
        bench.page.keyboard.press("PageDown")
    assert there > 5


def test_t10_every_number_of_a_formula_of_scalars_lights_one_on_the_graph(open_page: OpenPage) -> None:
    bench = open_page(FORK)
    numbers = (
        '[...document.querySelectorAll("#band mn, #band mrow")].filter((one) => one.matches("[data-ref]"))'
    )
    seen = set()
    for step in range(1, bench.steps + 1):
        bench.at(step)
        for ref in bench.page.evaluate(f"{numbers}.map((one) => one.dataset.ref)"):
            lit = bench.band.locator(f'[data-ref="{ref}"]').last.evaluate(POINT)
            assert set(lit["graph"]) == {ref}, (step, ref)
            seen.add(ref.split(".")[1])
        bench.page.keyboard.press("PageDown")
    assert seen >= {"before", "after", "grad", "local", "value"}


def test_t11_operands_have_one_order_everywhere(open_page: OpenPage, open_lab: OpenLab) -> None:
    values = "in.X=[[1,2]]&in.W=[[1,-1],[0.5,-1]]&in.b=[0,1]"
    program = "program=Z = affine(X, W, b)%0AL = sum(Z * Z)"
    bench = open_page(
        f"#{program}&{values}&parameters=W,b&rate=0.1&node=Z&step=2", viewport={"width": 1920, "height": 1080}
    )
    order = ["X", "W", "b"]
    inputs = {
        "program": "Z = affine(X, W, b)\nL = sum(Z * Z)",
        "inputs": {"X": [[1, 2]], "W": [[1, -1], [0.5, -1]], "b": [0, 1]},
    }
    answer = bench.page.request.post(f"{bench.service}/api/v1/trace", data=inputs).json()
    ids = {node["label"]: node["id"] for node in answer["nodes"]}
    edges = [edge for edge in answer["edges"] if edge["target"] == ids["Z"]]
    assert [edge["source"] for edge in edges] == [ids[name] for name in order]

    ends = bench.page.evaluate(
        """(ids) => ids.map((id) => {
            const head = document.querySelector(`.wires [data-edge="${id}"] .wire-head`);
            return head.getBoundingClientRect().top;
        })""",
        [edge["id"] for edge in edges],
    )
    assert ends == sorted(ends)

    def named(part: str) -> list[str]:
        refs: list[str] = bench.page.evaluate(
            """(part) => {
                const found = document.querySelectorAll(`${part} [data-ref$='.value']`);
                return [...found].map((one) => one.dataset.ref);
            }""",
            part,
        )
        found = [ref.removesuffix(".value") for ref in dict.fromkeys(refs)]
        return [name for one in found for name in order if ids[name] == one]

    assert named("#band .formula") == order
    assert named("#inspector") == order
    fields = bench.page.locator("#inputs .field .value-name").all_text_contents()
    assert fields[:3] == order

    report = open_lab(f"check#{program}&{values}&parameters=W,b&run=on")
    rows = report.locator(".check-table tbody tr")
    expect(rows).to_have_count(2)
    assert [row.get_attribute("data-parameter") for row in rows.all()] == ["W", "b"]


@pytest.mark.parametrize("path", ["", "embed", "gallery", "train", "check", "docs"])
def test_p13_no_page_asks_anybody_else_for_anything(browser: Browser, service: str, path: str) -> None:
    context = browser.new_context()
    asked: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{service}/{path}", wait_until="networkidle")
    assert len(asked) > 3
    assert [url for url in asked if not url.startswith((service, "data:", "blob:"))] == []
    context.close()


def test_the_notation_is_that_of_the_cards_names_too(open_page: OpenPage) -> None:
    bench = open_page(f"{FORK}&step=8")
    card = bench.card("x")
    expect(card).to_have_attribute("aria-label", "now: x, value 3, gradient ∂f/∂x = −3")
    bench.page.keyboard.press("t")
    expect(card).to_have_attribute("aria-label", "now: x, value 3, gradient x.grad = −3")
    bench.page.keyboard.press("t")
    expect(card).to_have_attribute("aria-label", "now: x, value 3, gradient dx = −3")
