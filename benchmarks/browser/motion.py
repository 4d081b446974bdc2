"""How smoothly the page moves: frames a second, and how much of a frame its script takes."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, Page

from benchmarks.browser.chromium import address_of, opened, worked
from benchmarks.graphs import computation
from benchmarks.table import table
from benchmarks.targets import Target

SIXTY_NODES = computation(80)
SIZES = (500, 2_000, 10_000)
# The zoom is changed by 1.25 a press: so many from readable numbers to names, and from there to blocks.
NAMES, BLOCKS = 2, 4


class Motion(NamedTuple):
    """Frames a second; milliseconds a frame in scripts, and on the main thread in all."""

    fps: float
    script: float
    task: float


def measured(page: Page, expression: str) -> Motion:
    """Frames while the page does this."""
    with worked(page) as since:
        frames = page.evaluate(expression)
        script, task = since()
    count = frames["count"]
    return Motion(count / frames["seconds"], 1000 * script / count, 1000 * task / count)


def steps(browser: Browser, address: str, *, quick: bool) -> Iterator[str | Target]:
    """A step, and an edited number, on a graph of sixty nodes; nothing moves in between."""
    frames, edits = (6, 2) if quick else (60, 11)
    with opened(browser, address + address_of(SIXTY_NODES), still=True, whole=True) as page:
        with worked(page) as since:
            page.evaluate(f"probe.step({frames * 1000 / 60}, 2)")
            script = 2000 * since().script / frames
        edited = [page.evaluate(f"probe.edit('x0', '{0.1 + k / 100}', 'v0')") for k in range(edits)]
    yield table(
        [f"{len(SIXTY_NODES)} nodes", "ms"],
        [
            ["script a step", f"{script:.1f}"],
            ["edited number to new picture, median", f"{median(edited):.0f}"],
            ["edited number to new picture, best", f"{min(edited):.0f}"],
        ],
    )
    if not quick:
        yield Target("script a step, 60 nodes, ms", script, 16)
        yield Target("edited number to new picture, 60 nodes, ms", median(edited), 100)


def motions(browser: Browser, address: str, *, quick: bool) -> Iterator[str | Target]:
    """Stepping and panning, near and from afar, on graphs of several sizes."""
    milliseconds = 300 if quick else 3000
    step, pan = f"probe.step({milliseconds}, 8)", f"probe.pan({milliseconds})"
    rows: list[list[str]] = []
    found: dict[str, Motion] = {}

    def measure(page: Page, title: str, expression: str) -> None:
        motion = found[title] = measured(page, expression)
        rows.append([title, f"{motion.fps:.1f}", f"{motion.script:.2f} ms", f"{motion.task:.2f} ms"])

    for edges in (100,) if quick else SIZES:
        with opened(browser, address + address_of(computation(edges)), whole=True) as page:
            size = f"{edges:,} edges"
            measure(page, f"{size}, 8 steps a second", step)
            measure(page, f"{size}, panned", pan)
            for distance, presses in (("as names", NAMES), ("as blocks", BLOCKS)):
                for _ in range(presses):
                    page.keyboard.press("-")
                measure(page, f"{size} {distance}, 8 steps a second", step)
                measure(page, f"{size} {distance}, panned", pan)
    yield table(["1920×1080", "frames a second", "script a frame", "main thread a frame"], rows)
    if not quick:
        for edges, bound in zip(SIZES, (60, 60, 55), strict=True):
            for title in (f"{edges:,} edges, 8 steps a second", f"{edges:,} edges, panned"):
                yield Target(f"{title}: frames a second", round(found[title].fps), bound, floor=True)
        most = max(motion.script for motion in found.values())
        yield Target("script a frame, the most of all these, ms", most, 4)
