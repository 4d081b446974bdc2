"""Every example opens from the menu and can be stepped to its end."""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage

# Numbers as programming languages print them, and a minus that is a hyphen.
FOREIGN_NUMBER = re.compile(r"(?<![\w.])-\d|\d[eE][-+]?\d")


@pytest.mark.parametrize(("language", "keys"), [("en", "PageDown"), ("zh-CN", "End")])
def test_every_example_opens_and_goes_to_its_end(
    open_page: OpenPage, service: str, language: str, keys: str
) -> None:
    examples = httpx.get(f"{service}/api/v1/examples", params={"lang": language}).json()
    bench = open_page(f"#lang={language}")
    for example in examples:
        bench.choose(example["slug"])
        expect(bench.program).to_have_value(example["request"]["program"])
        expect(bench.problems).to_be_empty()
        for _ in range(1 if keys == "End" else bench.steps - bench.step):
            bench.page.keyboard.press(keys)
        bench.at(bench.steps)
        assert FOREIGN_NUMBER.findall(bench.text()) == [], example["slug"]
        expect(bench.graph.locator(".unknown")).to_have_count(0)


@pytest.mark.parametrize(
    ("slug", "gradients"),
    [
        ("chain", {"x": "10", "a": "5", "b": "5"}),
        ("multiply-node", {"x": "4.5", "y": "3"}),
        ("branch", {"x": "−3"}),
        ("sum-times", {"x": "−4", "y": "−4", "z": "3"}),
        ("shared-b", {"b": "5"}),
    ],
)
def test_the_chapters_gradients_stand_on_the_page(
    open_page: OpenPage, slug: str, gradients: dict[str, str]
) -> None:
    bench = open_page()
    bench.choose(slug)
    bench.page.keyboard.press("End")
    for name, gradient in gradients.items():
        expect(bench.gradient(name)).to_have_text(gradient)
