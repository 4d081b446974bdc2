"""Debian's Chromium, driven by Playwright: pages with the probe in them, and the work of their threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.graphs import Spec

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PROBE = Path(__file__).with_name("probe.js")
WINDOW = {"width": 1920, "height": 1080}
PATIENCE = 120_000
# Milliseconds until a new window has loaded what it is made of: hundreds of scripts of the browser's own.
SETTLED = 1000


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    found = {"executable_path": str(CHROMIUM)} if CHROMIUM.exists() else {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(args=list(ARGUMENTS), **found)  # type: ignore[arg-type]
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, address: str, *, still: bool = False, whole: bool = False) -> Iterator[Page]:
    """A page in a window that stood, its cache empty, its graph painted, or all of it. still: less motion."""
    context = browser.new_context(viewport=WINDOW, reduced_motion="reduce" if still else "no-preference")  # type: ignore[arg-type]
    try:
        context.add_init_script(path=PROBE)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.wait_for_timeout(SETTLED)
        page.goto(address)
        page.evaluate("probe.whole()" if whole else "probe.painted")
        yield page
    finally:
        context.close()


def address_of(spec: Spec, **settings: str) -> str:
    """What stands behind the page's address for a graph."""
    inputs = {f"in.{name}": repr(x) for name, x in spec.leaves.items()}
    return "#" + urlencode({"program": spec.text, **inputs, **settings}, quote_via=quote)


class Work(NamedTuple):
    """Seconds of the main thread: in scripts, and in all."""

    script: float
    task: float


@contextmanager
def worked(page: Page) -> Iterator[Callable[[], Work]]:
    """A function that tells the work since the beginning of the block."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def total() -> dict[str, float]:
        metrics: list[dict[str, Any]] = session.send("Performance.getMetrics")["metrics"]
        return {each["name"]: each["value"] for each in metrics}

    before = total()

    def since() -> Work:
        now = total()
        return Work(*(now[name] - before[name] for name in ("ScriptDuration", "TaskDuration")))

    yield since
    session.detach()
