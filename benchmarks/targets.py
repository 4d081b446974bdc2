"""What was to be reached, and whether it was."""

from __future__ import annotations

from typing import NamedTuple

from benchmarks.table import ratio, table


class Target(NamedTuple):
    """A measured ratio and its bound: at most, or with `floor` at least."""

    title: str
    measured: float
    bound: float
    floor: bool = False

    @property
    def reached(self) -> bool:
        return self.measured >= self.bound if self.floor else self.measured <= self.bound


def verdicts(targets: list[Target]) -> str:
    """All targets in one table."""
    rows = [
        [
            each.title,
            f"{'≥' if each.floor else '≤'} {each.bound:g}",
            ratio(each.measured),
            "reached" if each.reached else "missed",
        ]
        for each in targets
    ]
    return table(["target", "bound", "measured", ""], rows)
