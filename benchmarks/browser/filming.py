"""How long a film of 720 lines and 60 frames a second is in the making, for ten seconds of it."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from statistics import median
from time import perf_counter
from typing import Any

from playwright.sync_api import Browser, Page

from benchmarks.browser.chromium import opened
from benchmarks.table import table
from benchmarks.targets import Target

PASS = "#program=z = x * y&in.x=2&in.y=3"
BOUNDS = {"mp4": 5.0, "webm": 9.0}
SECONDS = 10
LENGTH = """async (address) => {
  const video = document.createElement("video");
  video.src = address;
  await new Promise((resolve, reject) => { video.oncanplay = resolve; video.onerror = reject; });
  return [video.videoHeight, video.duration];
}"""


def made(page: Page, kind: str) -> tuple[float, bytes]:
    """(seconds from the press of the button to the file, the file)."""
    start = perf_counter()
    with page.expect_download() as saved:
        page.locator(f'[data-save="{kind}"]').click()
    content = saved.value.path().read_bytes()
    return perf_counter() - start, content


def length(page: Page, kind: str, content: bytes) -> float:
    """How long it plays, in seconds."""
    height, seconds = page.evaluate(LENGTH, f"data:video/{kind};base64,{base64.b64encode(content).decode()}")
    assert height == 720
    return float(seconds)


def films(browser: Browser, address: str, *, quick: bool) -> Iterator[str | Target]:
    """A pass of five steps, its time told for ten seconds of film; its first film fetches the encoder too."""
    found: dict[str, list[float]] = {kind: [] for kind in BOUNDS}
    with opened(browser, address + PASS, whole=True) as page:
        player: Any = page.context.new_page()
        page.locator('[data-action="share"]').first.click()
        for _ in range(1 if quick else 5):
            for kind, times in found.items():
                seconds, content = made(page, kind)
                times.append(seconds * SECONDS / length(player, kind, content))
    yield table(
        ["a film of 10 s, 1280×720, 60 frames a second", "median", "longest"],
        [[kind, f"{median(times):.2f} s", f"{max(times):.2f} s"] for kind, times in found.items()],
    )
    if not quick:
        for kind, bound in BOUNDS.items():
            yield Target(f"10 s of film as {kind}, s", median(found[kind]), bound)
