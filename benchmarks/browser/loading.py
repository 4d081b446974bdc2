"""How soon the page stands with an empty cache, and how many bytes that takes."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from typing import Any

from playwright.sync_api import Browser

from benchmarks.browser.chromium import opened
from benchmarks.table import table
from benchmarks.targets import Target

LOADED = """async () => {
  const graph = await probe.painted;
  // It may be noted after the graph is.
  const first = await new Promise((resolve) => new PerformanceObserver((list) => {
    for (const entry of list.getEntriesByName('first-contentful-paint')) resolve(entry);
  }).observe({ type: 'paint', buffered: true }));
  const entries = ['navigation', 'resource'].flatMap((type) => performance.getEntriesByType(type));
  const files = entries.map(({ name, encodedBodySize, responseEnd }) => ({
    name: new URL(name).pathname, size: encodedBodySize, early: responseEnd < graph,
  }));
  return { graph, first: first.startTime, files };
}"""
KINDS = {"script": (".js",), "HTML and CSS": (".css", "/"), "fonts": (".woff2",)}


def kilobytes(files: list[dict[str, Any]], kind: str) -> float:
    """What the files of a kind weigh, packed as they travel."""
    return float(sum(each["size"] for each in files if each["name"].endswith(KINDS[kind]))) / 1000


def loading(browser: Browser, address: str, *, quick: bool) -> Iterator[str | Target]:
    """Medians over loads, each with an empty cache, from a server that is warm."""
    loads: list[dict[str, Any]] = []
    for _ in range(2 if quick else 13):
        with opened(browser, address) as page:
            loads.append(page.evaluate(LOADED))
    _, *loads = loads
    first, graph = (median(load[name] for load in loads) for name in ("first", "graph"))
    files = loads[-1]["files"]
    weights = {kind: kilobytes(files, kind) for kind in KINDS}
    needed = kilobytes([each for each in files if each["early"] and "later" not in each["name"]], "script")
    yield table(
        ["loading, empty cache", "median", "best"],
        [
            ["first paint", f"{first:.0f} ms", f"{min(load['first'] for load in loads):.0f} ms"],
            ["graph painted", f"{graph:.0f} ms", f"{min(load['graph'] for load in loads):.0f} ms"],
        ],
    )
    yield table(
        ["bytes of the first load, as they travel", "kB"],
        [
            ["script that the graph waits for", f"{needed:.1f}"],
            *([f"{kind}, all", f"{weight:.1f}"] for kind, weight in weights.items()),
        ],
    )
    if not quick:
        yield Target("first paint, ms", first, 150)
        yield Target("graph painted, ms", graph, 250)
        yield Target("script that the graph waits for, kB", needed, 60)
        yield Target("HTML and CSS, kB", weights["HTML and CSS"], 15)
        yield Target("fonts, kB", weights["fonts"], 110)
