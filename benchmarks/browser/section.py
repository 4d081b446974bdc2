"""The section `browser` of the benchmarks."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.browser.chromium import chromium
from benchmarks.browser.filming import films
from benchmarks.browser.layout import layouts
from benchmarks.browser.loading import loading
from benchmarks.browser.motion import motions, steps
from benchmarks.server import PAGE, running
from benchmarks.targets import Target


def page(*, quick: bool) -> Iterator[str | Target]:
    """Loading, stepping, editing, moving, filming; and the layout by itself."""
    with running(PAGE) as server, chromium() as browser:
        address = f"http://127.0.0.1:{server.port}/"
        yield f"Chromium {browser.version}, no window, drawing by software"
        yield from loading(browser, address, quick=quick)
        yield from steps(browser, address, quick=quick)
        yield from motions(browser, address, quick=quick)
        yield from films(browser, address, quick=quick)
    yield from layouts(quick=quick)
