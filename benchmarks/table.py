"""Tables and numbers in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

UNITS = (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The first column is text, the others are numbers."""
    rules = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rules, *rows))


def ratio(x: float) -> str:
    """Two decimals, or as many figures as say something."""
    return f"{x:.2f}" if x < 9.95 else f"{x:,.0f}"


def duration(seconds: float) -> str:
    """0.87 µs, 195 µs, 3.1 ms, 2.0 s."""
    unit, size = next((each for each in UNITS if seconds >= each[1]), UNITS[-1])
    x = seconds / size
    return f"{x:.2f} {unit}" if x < 9.95 else f"{x:.1f} {unit}" if x < 99.5 else f"{x:,.0f} {unit}"
