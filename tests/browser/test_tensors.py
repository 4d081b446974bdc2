"""Numbers that are pointed at: how they were made, what they are in full, what a nudge does to the loss."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Route, expect

from tests.browser.conftest import OpenPage, Workbench

WIDE = {"viewport": {"width": 1920, "height": 1080}}


def example(open_page: OpenPage, slug: str, address: str = "", **options: Any) -> Workbench:
    bench = open_page(address, **{**WIDE, **options})
    bench.choose(slug)
    bench.page.keyboard.press("End")
    bench.at(bench.steps)
    return bench


def inspect(bench: Workbench, name: str) -> Locator:
    """The inspector, open on the node of this name, at the last step."""
    card = bench.card(name)
    card.focus()
    bench.page.keyboard.press("Enter")
    inspector = bench.page.locator("#inspector")
    expect(inspector.get_by_role("heading", level=2)).to_have_text(name)
    return inspector


def table(inspector: Locator, name: str) -> Locator:
    return inspector.get_by_role("grid", name=name).first


def outlined(bench: Workbench) -> list[dict[str, float]]:
    boxes: list[dict[str, float]] = [box.bounding_box() for box in bench.graph.locator(".outline").all()]  # type: ignore[misc]
    return boxes


def test_a_cell_of_dw_on_the_graph_shows_its_row_and_column(open_page: OpenPage) -> None:
    bench = example(open_page, "affine-by-hand")
    bench.gradient("W").locator("text").nth(2).hover()
    readout = bench.page.locator("#readout")
    expect(readout).to_contain_text("∂L/∂W₂,₁ = 2 × 1 + 4 × 2 = 10")
    expect(readout).to_contain_text("column 2 of X · column 1 of ∂L/∂(X @ W)")
    expect(bench.graph.locator(".outline.source")).to_have_count(2)
    expect(bench.graph.locator(".outline.result")).to_have_count(1)
    boxes = outlined(bench)
    for box, name, cells in zip(boxes, ("X", "Y.0"), ((1, 3), (0, 2)), strict=False):
        numbers = (bench.value if name == "X" else bench.gradient)(name).locator("text")
        for cell in cells:
            inner = numbers.nth(cell).bounding_box()
            assert inner
            assert box["x"] <= inner["x"]
            assert inner["x"] + inner["width"] <= box["x"] + box["width"]
            assert box["y"] <= inner["y"] + 2
            assert inner["y"] + inner["height"] <= box["y"] + box["height"] + 2


@pytest.mark.parametrize(
    ("language", "told"), [("en", "row 1 of ∂L/∂(X @ W) · row 1 of W"), ("zh-CN", "W 的第 1 行")]
)
def test_a_cell_of_dx_is_told_in_both_languages(open_page: OpenPage, language: str, told: str) -> None:
    bench = example(open_page, "affine-by-hand", f"#lang={language}")
    bench.gradient("X").locator("text").first.hover()
    readout = bench.page.locator("#readout")
    expect(readout).to_contain_text("∂L/∂X₁,₁ = 1 × 0.5 + 1.5 × 0.8 = 1.7")
    expect(readout).to_contain_text(told)


def test_a_summed_bias_gradient_is_its_column_added_up(open_page: OpenPage) -> None:
    bench = example(open_page, "affine-by-hand")
    bench.gradient("b").locator("text").nth(1).hover()
    expect(bench.page.locator("#readout")).to_contain_text("∂L/∂b₂ = 1.5 + 2.5 = 4")


def test_the_cells_of_dw_are_walked_with_the_arrow_keys(open_page: OpenPage) -> None:
    bench = example(open_page, "two-layer-batch")
    inspector = inspect(bench, "W2")
    cells = table(inspector, "∂L/∂W2").get_by_role("gridcell")
    cells.first.focus()
    readout = bench.page.locator("#readout")
    expect(readout).to_contain_text("∂L/∂W2₁,₁ ")
    bench.page.keyboard.press("ArrowRight")
    bench.page.keyboard.press("ArrowDown")
    expect(cells.nth(4)).to_be_focused()
    expect(readout).to_contain_text("column 2 of A1 · column 2 of ∂L/∂Z2")
    assert bench.step == bench.steps, "the arrow keys belong to the table"
    words = readout.locator(".making").inner_text()
    name, sum_of, result = re.split(r" [=≈] ", words)
    assert name == "∂L/∂W2₂,₂"
    terms = re.findall(r"(−?[\d.]+)\)? × \(?(−?[\d.]+)", sum_of)
    assert len(terms) == 4, "one term a sample"
    total = sum(number(a) * number(b) for a, b in terms)
    assert total == pytest.approx(number(result), abs=2e-3)
    expect(bench.graph.locator(".outline.source")).to_have_count(2)


def number(text: str) -> float:
    return float(text.replace("−", "-"))


def test_prediction_minus_label_over_the_batch(open_page: OpenPage) -> None:
    bench = example(open_page, "two-layer-batch")
    bench.card("Z2").focus()
    bench.gradient("Z2").locator("text").first.hover()
    expect(bench.page.locator("#readout")).to_contain_text("∂L/∂Z2₁,₁ = (0.6242 − 1) / 4 ≈ −0.0939")
    inspector = inspect(bench, "L")
    expect(inspector.locator(".bars tbody tr")).to_have_count(3)
    expect(inspector.locator(".bars tbody tr").first).to_contain_text("0.6242")
    expect(inspector.locator(".labelled")).to_contain_text("−0.3758")
    inspector.get_by_label("Sample").select_option("3")
    expect(inspector.locator(".labelled th")).to_have_text("2")


def test_the_difference_is_not_told_before_its_step(open_page: OpenPage) -> None:
    bench = example(open_page, "two-layer-batch")
    inspector = inspect(bench, "L")
    bench.page.keyboard.press("Home")
    bench.at(1)
    expect(inspector.locator(".bars")).to_have_count(0)
    for step in range(2, 7):
        bench.page.keyboard.press("PageDown")
        bench.at(step)
    expect(inspector.locator(".bars thead th")).to_have_text(["class", "y", "t"])


def test_the_jacobian_of_softmax_has_the_numbers_of_the_lesson(open_page: OpenPage) -> None:
    bench = example(open_page, "softmax-jacobian")
    inspector = inspect(bench, "y")
    rows = [row.inner_text().split("\t") for row in inspector.locator(".jacobian tr").all()]
    assert [[float(x.replace("−", "-")) for x in row] for row in rows] == [
        [0.21, -0.06, -0.15],
        [-0.06, 0.16, -0.1],
        [-0.15, -0.1, 0.25],
    ]
    products = inspector.locator(".making").all_inner_texts()
    assert [row.rsplit(" ", 1)[1] for row in products] == ["0.3", "−0.8", "0.5"]
    assert "0.16 × (−5)" in products[1]


def test_relu_shows_its_mask(open_page: OpenPage) -> None:
    bench = example(open_page, "relu")
    inspector = inspect(bench, "Y")
    expect(table(inspector, "mask").get_by_role("gridcell")).to_have_text(["1", "0", "0", "1"])
    expect(table(inspector, "mask").locator(".blocked")).to_have_text(["0", "0"])
    expect(bench.value("Y").locator("rect.blocked")).to_have_count(2)


def test_a_copied_bias_and_its_sum_stand_in_the_inspector(open_page: OpenPage) -> None:
    bench = example(open_page, "affine-by-hand")
    inspector = inspect(bench, "Y")
    expect(inspector).to_contain_text("b, copied to 2×2")
    expect(inspector.locator(".summed td")).to_have_text(["1", "1.5", "2", "2.5", "3", "4"])


def test_the_gradient_of_what_was_copied_stands_below_what_was_added_up(open_page: OpenPage) -> None:
    bench = example(open_page, "affine-by-hand")
    inspector = inspect(bench, "b")
    expect(inspector.locator(".summed td")).to_have_text(["1", "1.5", "2", "2.5", "3", "4"])
    expect(inspector.locator(".summed")).to_contain_text("↓ Σ over the copied axis")


def test_the_readout_does_not_hide_what_it_speaks_of(open_page: OpenPage) -> None:
    bench = example(open_page, "two-layer-batch", viewport={"width": 1366, "height": 768})
    for name in ("X", "Z1"):
        cells = bench.gradient(name).locator("text")
        for cell in (cells.first, cells.last):
            box = cell.bounding_box()
            canvas = bench.page.locator("#canvas").bounding_box()
            assert box
            assert canvas
            if not (canvas["y"] < box["y"] < canvas["y"] + canvas["height"] - 30):
                continue
            bench.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            expect(bench.graph.locator(".outline.result")).to_have_count(1)
            result = bench.graph.locator(".outline.result").bounding_box()
            readout = bench.page.locator("#readout").bounding_box()
            assert result
            assert readout
            apart = (
                result["y"] + result["height"] <= readout["y"]
                or readout["y"] + readout["height"] <= result["y"]
                or result["x"] + result["width"] <= readout["x"]
                or readout["x"] + readout["width"] <= result["x"]
            )
            assert apart, (name, result, readout)


def test_a_large_tensor_is_told_in_short_and_any_element_can_be_picked(open_page: OpenPage) -> None:
    numbers = [[row - column for column in range(9)] for row in range(12)]
    bench = open_page(f"#program=L = sum(X * X)&in.X={json.dumps(numbers)}", **WIDE)
    bench.press_to_end()
    inspector = inspect(bench, "X")
    large = inspector.locator(".large").first
    expect(large).to_contain_text("108 elements")
    expect(large).to_contain_text("from −8 to 11")
    expect(large).to_contain_text("mean 1.5")
    expect(large).to_contain_text("8.33 % zeros")
    large.get_by_label("Row").fill("12")
    large.get_by_label("Column").fill("1")
    expect(large.get_by_role("button")).to_have_text("11")


@pytest.mark.parametrize(
    ("address", "name", "change"),
    [
        ("#program=L = (x + y) ** 2&in.x=1&in.y=2", "x", {"inputs": {"x": 1.01, "y": 2}}),
        (
            "#program=L = (x + y) ** 2&in.x=1&in.y=2",
            "L.0",
            {"program": "L = (x + y + 0.01) ** 2", "inputs": {"x": 1, "y": 2}},
        ),
    ],
)
def test_a_nudge_tells_the_truth(
    open_page: OpenPage, service: str, address: str, name: str, change: dict[str, Any]
) -> None:
    bench = open_page(address, **WIDE)
    bench.press_to_end()
    bench.card(name).focus()
    bench.page.keyboard.press("Enter")
    nudge = bench.page.locator(".nudge")
    nudge.get_by_role("button", name="Nudge ±h").click()
    request = {"program": "L = (x + y) ** 2", "detail": "gradients", **change}
    after = httpx.post(f"{service}/api/v1/trace", json=request).json()["values"]["L"]
    predicted, real = nudge.locator("tbody tr").first.locator("td").all()
    expect(predicted).to_have_text("0.06")
    expect(real).to_have_text("0.0601")
    assert float(real.get_attribute("data-number") or "") == pytest.approx(after - 9)
    expect(nudge.locator("tbody tr").nth(1).locator("td")).to_have_text(["−0.06", "−0.0599"])
    nudge.get_by_label("Size of the nudge h").fill("1")
    expect(nudge.locator("tbody tr").first.locator("td")).to_have_text(["6", "7"])


def test_a_nudge_of_one_cell_follows_the_cell(open_page: OpenPage) -> None:
    bench = example(open_page, "affine-by-hand")
    inspector = inspect(bench, "W")
    inspector.get_by_role("button", name="Nudge ±h").click()
    table(inspector, "∂L/∂W").get_by_role("gridcell").nth(3).focus()
    nudge = bench.page.locator(".nudge")
    expect(nudge).to_contain_text("W₂,₂ = 0.3")
    expect(nudge.locator("tbody tr").first.locator("td")).to_have_text(["0.13", "0.13"])


def test_a_nudge_predicts_nothing_before_the_gradient_is_known(open_page: OpenPage) -> None:
    bench = open_page("#program=L = (x + y) ** 2&in.x=1&in.y=2&node=x&step=2", **WIDE)
    nudge = bench.page.locator(".nudge")
    nudge.get_by_role("button", name="Nudge ±h").click()
    expect(nudge.locator("tbody tr").first.locator("td")).to_have_text(["?", "0.0601"])


def test_t10_a_factor_and_its_number_light_each_other(open_page: OpenPage) -> None:
    bench = open_page("#program=f = x * y + x&in.x=3&in.y=-4", **WIDE)
    for step in range(2, 7):
        bench.page.keyboard.press("PageDown")
        bench.at(step)
    formula = bench.band.locator(".formula")
    formula.focus()
    seen = set()
    for _ in range(3):
        bench.page.keyboard.press("ArrowRight")
        ref = bench.page.evaluate("document.activeElement.dataset.ref")
        seen.add(ref)
        expect(bench.page.locator(f'#graph [data-ref="{ref}"].lit')).to_have_count(1)
    assert len(seen) > 1
    assert bench.step == 6
    lit = bench.graph.locator(".lit").first
    lit.hover()
    expect(formula.locator(".lit").first).to_be_visible()
    bench.card("y").focus()
    bench.page.keyboard.press("ArrowUp")
    bench.page.keyboard.press("ArrowDown")
    expect(bench.card("y").locator("[data-ref].lit").first).to_be_visible()


def test_t10_the_terms_of_a_sum_of_matrices_are_lit_where_they_are_drawn(open_page: OpenPage) -> None:
    program = "Y = X * X + X%0AL = sum(Y)"
    bench = open_page(f"#program={program}&in.X=[[1,2],[3,4]]&step=11", **WIDE)
    bench.at(11)
    lit = bench.graph.locator(".lit")
    # The sum is the gradient in its grid; what was there before it came by the two other wires.
    for ref, drawn in (
        ("e1.before", ["e0.grad", "e3.grad"]),
        ("e1.grad", ["e1.grad"]),
        ("e1.after", ["n0.grad"]),
    ):
        number = bench.band.locator(f'[data-ref="{ref}"]').last
        number.hover()
        expect(lit).to_have_count(len(drawn))
        assert sorted(lit.evaluate_all("all => all.map(one => one.dataset.ref)")) == drawn
        bench.graph.locator(f'[data-ref="{drawn[0]}"]').locator("text").first.hover()
        expect(number).to_have_class(re.compile(r"\blit\b"))


def test_a11_a_number_in_full_is_dismissed_and_copied(open_page: OpenPage) -> None:
    bench = open_page("#program=L = x + y&in.x=0.1&in.y=0.2&node=L&step=9", **WIDE)
    bench.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    popup = bench.page.locator(".number-popup")
    number = bench.page.locator("#inspector").get_by_role("button", name="0.3", exact=True).first
    number.hover()
    expect(popup.locator(".digits")).to_have_text("0.30000000000000004")
    popup.get_by_role("button").hover()
    expect(popup).to_be_visible()
    bench.page.keyboard.press("Escape")
    expect(popup).to_be_hidden()
    number.focus()
    expect(popup).to_be_visible()
    bench.page.keyboard.press("Enter")
    expect(popup).to_contain_text("Copied.")
    assert bench.page.evaluate("navigator.clipboard.readText()") == "0.30000000000000004"


def test_a_click_on_the_picture_of_a_large_tensor_picks_what_it_shows(open_page: OpenPage) -> None:
    numbers = [[10 * row + column for column in range(10)] for row in range(10)]
    bench = open_page(f"#program=L = sum(X * X)&in.X={json.dumps(numbers)}&node=X", **WIDE)
    bench.press_to_end()
    large = bench.page.locator("#inspector .large").first
    box = large.locator(".grid-frame").bounding_box()
    assert box
    bench.page.mouse.click(box["x"] + box["width"] * 0.75, box["y"] + box["height"] * 0.35)
    expect(large.get_by_label("Row")).to_have_value("4")
    expect(large.get_by_label("Column")).to_have_value("8")
    expect(large.get_by_role("button")).to_have_text("37")
    bench.page.locator(".nudge").get_by_role("button", name="Nudge ±h").click()
    expect(bench.page.locator(".nudge")).to_contain_text("X₄,₈ = 37")


def test_the_inspector_is_drawn_when_it_is_opened(open_page: OpenPage) -> None:
    bench = open_page("#step=3", viewport={"width": 1366, "height": 768})
    inspector = bench.page.locator("#inspector")
    expect(inspector.get_by_role("heading", name="What it does")).to_have_count(0)
    bench.page.keyboard.press("i")
    expect(inspector.get_by_role("heading", name="What it does")).to_be_visible()


@pytest.mark.parametrize(
    ("slug", "name"), [("two-layer-batch", "L"), ("softmax-jacobian", "y"), ("relu", "Y")]
)
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_axe_finds_nothing_in_the_figures(open_page: OpenPage, slug: str, name: str, language: str) -> None:
    bench = example(open_page, slug, f"#lang={language}&theme=dark")
    inspector = inspect(bench, name)
    inspector.locator(".nudge button").click()
    inspector.locator("[data-index]").first.focus()
    found = Axe().run(bench.page)
    assert found.violations_count == 0, found.generate_report()


def test_a_formula_is_fitted_again_when_its_type_has_come(open_page: OpenPage) -> None:
    bench = open_page(viewport={"width": 1920, "height": 1080})
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    bench.page.route("**/noto-sans-math*", hold)
    address = "?type=late#program=y = max(X, axis=1)%0AL = sum(y * y)&in.X=[[1,4,2],[0.5,3,3]]&step=10"
    # The page counts as loaded when its type has come too.
    bench.page.goto(f"{bench.service}/{address}", wait_until="commit")
    bench.at(10)
    formula = bench.band.locator(".formula")
    expect(formula).to_have_attribute("data-fit", "")
    for route in held:
        route.continue_()
    expect(formula).to_have_attribute("data-fit", "compact")
    assert formula.evaluate("el => el.scrollHeight <= el.clientHeight && el.scrollWidth <= el.clientWidth")
