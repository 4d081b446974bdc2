"""The layout in a fresh process, as `layout.mjs` measures it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.table import table
from benchmarks.targets import Target

ROOT = Path(__file__).parents[2]
BOUNDS = {12: 10, 200: 100, 1_000: 800}


def cold(cards: int) -> float:
    """Milliseconds of the first layout that a process makes."""
    command = [sys.executable, "build_frontend.py", "node", "../benchmarks/layout.mjs", "cold", str(cards)]
    return float(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)


def layouts(*, quick: bool) -> Iterator[str | Target]:
    """Medians over fresh processes."""
    found = {cards: median(cold(cards) for _ in range(1 if quick else 7)) for cards in BOUNDS}
    yield table(["layout, cold", "median"], [[f"{n:,} cards", f"{ms:.1f} ms"] for n, ms in found.items()])
    if not quick:
        for cards, bound in BOUNDS.items():
            yield Target(f"layout of {cards:,} cards, cold, ms", found[cards], bound)
