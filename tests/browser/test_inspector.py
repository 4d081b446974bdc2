"""Every op in the inspector: five blocks with its numbers, in both languages."""

from __future__ import annotations

import json
import re
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from engine import OPS
from engine.op import Op
from tests.browser.conftest import OpenPage

BLOCKS = {
    "en": ["What it does", "What it keeps", "Local derivative", "What arrives, what leaves", "Watch out"],
    "zh-CN": ["它做什么", "它保留什么", "局部导数", "传来什么，传走什么", "注意"],
}


def address(op: Op, language: str) -> str:
    """A program of this op alone, with the numbers of its first sample, at its last step."""
    sample = op.samples[0]
    names = [f"v{i}" for i in range(len(op.params))]
    given = ", ".join([*names, *(f"{name}={value}" for name, value in sample.attrs.items())])
    inputs = zip(names, sample.inputs, strict=True)
    values = "&".join(f"in.{name}={quote(json.dumps(value))}" for name, value in inputs)
    return f"#program={quote(f'z = {op.name}({given}); L = sum(z)')}&{values}&lang={language}&node=z&step=999"


@pytest.mark.parametrize("language", BLOCKS)
def test_every_op_has_five_blocks_with_numbers(open_page: OpenPage, language: str) -> None:
    ops = [op for op in OPS.values() if op.callable]
    bench = open_page(address(ops[0], language), viewport={"width": 1920, "height": 1080})
    inspector = bench.page.locator("#inspector")
    for op in ops:
        bench.page.evaluate("address => { location.hash = address }", address(op, language))
        program = f"z = {op.name}("
        expect(bench.graph).to_have_attribute("data-program", re.compile(f"^{re.escape(program)}"))
        bench.page.keyboard.press("End")
        expect(inspector.locator("h3")).to_have_text(BLOCKS[language])
        expect(inspector.locator(".inspector-title")).to_contain_text(op.words[language].title)
        blocks = inspector.locator(".inspector-content .block")
        expect(blocks.nth(0).locator("[data-ref]").first).to_be_visible()
        expect(blocks.nth(2).locator("math").first).to_be_visible()
        expect(blocks.nth(3).locator("[data-index]").nth(1)).to_be_visible()
        for sentence in filter(None, op.words[language].watch.split("\n")):
            expect(blocks.nth(4)).to_contain_text(sentence)
