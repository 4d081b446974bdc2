"""The page inside a real frame, in a page of another origin."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.browser.conftest import OpenPage, is_fault

Host = Callable[..., tuple[Page, FrameLocator]]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """A test needs no access log."""


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[str]:
    """The address of another origin, which serves the files of `tmp_path`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def host(browser: Browser, service: str, elsewhere: str, tmp_path: Path) -> Iterator[Host]:
    """Opens a page of the other origin with the service's page in a frame."""
    errors: list[str] = []
    context = browser.new_context(
        viewport={"width": 900, "height": 620}, reduced_motion="reduce", locale="en"
    )

    def opened(address: str, path: str = "embed") -> tuple[Page, FrameLocator]:
        frame = f'<iframe src="{service}/{path}#{address}" title="lesson" width="800" height="560"></iframe>'
        (tmp_path / "notes.html").write_text(f"<!doctype html><title>Notes</title><a href=#>a</a>{frame}")
        page = context.new_page()
        page.on("console", lambda message: errors.append(message.text) if is_fault(message) else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{elsewhere}/notes.html")
        return page, page.frame_locator("iframe")

    yield opened
    context.close()
    assert errors == []


def test_a_frame_elsewhere_shows_the_step_and_takes_the_keyboard(host: Host) -> None:
    page, frame = host("program=z = x * y&in.x=2&in.y=3&step=2")
    graph = frame.locator("#graph")
    expect(graph).to_have_attribute("data-drawn", "2")
    expect(page.locator("body")).to_be_focused()
    graph.focus()
    page.keyboard.press("End")
    expect(frame.locator('[data-key="x"] [data-ref^="n"][data-ref$=".grad"]')).to_have_text("3")
    frame.get_by_role("button", name="Previous step").click()
    expect(graph).not_to_have_attribute("data-drawn", "5")


def test_a_slide_opened_from_a_disk_may_have_the_frame(
    browser: Browser, service: str, tmp_path: Path
) -> None:
    slide = tmp_path / "slide.html"
    slide.write_text(f'<iframe src="{service}/embed#step=2" width="800" height="560"></iframe>')
    page = browser.new_page(locale="en")
    page.goto(slide.as_uri())
    expect(page.frame_locator("iframe").locator("#graph")).to_have_attribute("data-drawn", "2")
    page.close()


def test_the_frame_is_deaf_to_the_page_around_it(host: Host) -> None:
    page, frame = host("step=3")
    graph = frame.locator("#graph")
    expect(graph).to_have_attribute("data-drawn", "3")
    page.evaluate("frames[0].postMessage({ step: 6, type: 'next' }, '*')")
    page.locator("a").focus()
    page.keyboard.press("End")
    page.keyboard.press("PageDown")
    frame.get_by_role("button", name="Next step").click()
    expect(graph).to_have_attribute("data-drawn", "4")


def test_the_whole_page_opens_at_the_same_place(host: Host) -> None:
    page, frame = host("program=z = x * y&in.x=2&in.y=3&lang=zh-CN")
    expect(frame.locator("#graph")).to_have_attribute("data-drawn", "1")
    frame.locator("#graph").focus()
    page.keyboard.press("PageDown")
    with page.context.expect_page() as opened:
        frame.get_by_role("link", name="打开完整页面").click()
    whole = opened.value
    expect(whole.locator("#program-text")).to_have_value("z = x * y")
    expect(whole.locator("#graph")).to_have_attribute("data-drawn", "2")
    expect(whole.locator("html")).to_have_attribute("lang", "zh-CN")


def test_a_program_that_does_not_work_says_why_in_the_frame(host: Host) -> None:
    _, frame = host("program=y = sigmiod(x)&in.x=1")
    expect(frame.locator(".embed-trouble")).to_contain_text("sigmoid")
    expect(frame.locator(".embed-trouble")).to_be_visible()


@pytest.mark.parametrize("size", [(800, 560), (480, 400), (320, 480), (1280, 720)])
@pytest.mark.parametrize("lang", ["en", "zh-CN"])
def test_a_frame_of_any_size_shows_everything(open_page: OpenPage, size: tuple[int, int], lang: str) -> None:
    width, height = size
    bench = open_page(f"embed#step=6&lang={lang}", viewport={"width": width, "height": height})
    link = bench.page.locator(".open-whole")
    expect(link).to_have_attribute("href", re.compile(r"^/#program="))
    expect(link).to_have_accessible_name("打开完整页面" if lang == "zh-CN" else "Open in full")
    for shown in (bench.band, bench.graph, bench.slider, link):
        box = shown.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= height
    now, corner = bench.graph.locator(".now").bounding_box(), link.bounding_box()
    assert now
    assert corner
    assert now["x"] + now["width"] <= corner["x"] or corner["y"] + corner["height"] <= now["y"]
    graph = bench.graph.bounding_box()
    assert graph
    assert graph["height"] >= 150
    assert Axe().run(bench.page).response["violations"] == []
