"""The service on a free port, and pages of a real Chromium that load nothing from anywhere else."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect

from app.factory import create_app
from benchmarks.browser.chromium import ARGUMENTS, CHROMIUM

HERE = Path(__file__).parent

OpenPage = Callable[..., "Workbench"]
NewPage = Callable[..., Page]
OpenLab = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Debian's Chromium, with nothing running behind the page's back."""
    found = {"executable_path": str(CHROMIUM)} if CHROMIUM.exists() else {}
    return {**browser_type_launch_args, **found, "args": list(ARGUMENTS)}


@pytest.fixture(scope="session")
def service() -> Iterator[str]:
    """The address of the service, started once for all tests."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(), log_level="warning", ws="none", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)


class Workbench:
    """The page as its reader handles it."""

    def __init__(self, page: Page, service: str) -> None:
        self.page = page
        self.service = service
        self.band = page.locator("#band")
        self.graph = page.locator("#graph")
        self.slider = page.get_by_role("slider")
        self.program = page.locator("#program-text")
        self.problems = page.locator("#program-problems")

    def open(self, address: str = "") -> Workbench:
        """Go to the page with this behind its address, and wait for all of it."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.service}/{address}")
        expect(self.page.locator(".card").first).to_be_visible()
        # The parts that come after the first picture.
        expect(self.page.locator("html")).to_have_attribute("data-whole", "")
        return self

    def card(self, name: str) -> Any:
        """The card of a node by its key: `x`, `L.0`."""
        return self.page.locator(f'[data-key="{name}"]')

    def value(self, name: str) -> Any:
        return self.card(name).locator('[data-ref$=".value"]')

    def gradient(self, name: str) -> Any:
        return self.card(name).locator('[data-ref^="n"][data-ref$=".grad"]')

    @property
    def step(self) -> int:
        return int(self.slider.get_attribute("aria-valuenow") or 0)

    @property
    def steps(self) -> int:
        return int(self.slider.get_attribute("aria-valuemax") or 0)

    def at(self, step: int) -> None:
        """Wait until the step is told and drawn."""
        expect(self.slider).to_have_attribute("aria-valuenow", str(step))
        expect(self.graph).to_have_attribute("data-drawn", str(step))

    def press_to_end(self, key: str = "PageDown") -> None:
        """Step by step to the last one."""
        last = self.steps
        for step in range(self.step + 1, last + 1):
            self.page.keyboard.press(key)
            self.at(step)

    def choose(self, slug: str) -> None:
        """Open an example from the menu, and wait until it is there."""
        self.page.locator(".examples > button").click()
        self.page.locator(f'[data-example="{slug}"]').click()
        self.settle()

    def settle(self) -> None:
        """Wait until the graph is that of the program."""
        expect(self.graph).not_to_have_attribute("aria-busy", "true")

    def text(self) -> str:
        """All that the band and the graph say."""
        return self.band.inner_text() + "\n" + "\n".join(self.graph.locator("text").all_text_contents())


@pytest.fixture
def new_page(browser: Browser, service: str) -> Iterator[NewPage]:
    """Opens an empty window; errors in it, and requests that leave the service, fail the test."""
    left: list[str] = []
    errors: list[str] = []
    contexts = []

    def opened(**options: Any) -> Page:
        options = {
            "viewport": {"width": 1366, "height": 768},
            "reduced_motion": "reduce",
            "locale": "en",
            **options,
        }
        context = browser.new_context(**options)
        contexts.append(context)

        def guard(route: Route) -> None:
            if route.request.url.startswith((service, "data:", "blob:")):
                route.continue_()
            else:
                left.append(route.request.url)
                route.abort()

        context.route("**/*", guard)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if is_fault(message) else None)
        return page

    yield opened
    for context in contexts:
        for page in context.pages:
            # An answer that a test still alters would be lost in its hands, and fail the next one.
            page.unroute_all(behavior="ignoreErrors")
        context.close()
    assert left == []
    assert errors == []


@pytest.fixture
def open_page(new_page: NewPage, service: str) -> OpenPage:
    """Opens the workbench in a window of its own."""

    def opened(address: str = "", **options: Any) -> Workbench:
        return Workbench(new_page(**options), service).open(address)

    return opened


@pytest.fixture
def open_lab(new_page: NewPage, service: str) -> OpenLab:
    """Opens a lab in a window of its own: `train`, `vanishing#depth=5`."""

    def opened(address: str, **options: Any) -> Page:
        page = new_page(**options)
        page.goto(f"{service}/{address}")
        expect(page.locator("html")).to_have_attribute("data-whole", "")
        return page

    return opened


def is_fault(message: ConsoleMessage) -> bool:
    """An error of the page; a refusal of the service is none, nor a connection that a test cut."""
    return message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource")
