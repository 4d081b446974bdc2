"""Timing: contenders take turns within a round, and are compared round by round.

Times are processor time of this process, so that other work on the machine counts as little as it can.
The garbage collector is on; what one contender leaves is collected before the next one's turn, and what
was imported is kept out of it, for the heap of the largest peer is not the others' to search. A turn is long
enough for several runs of 10,000 nodes: after one run alone, most garbage is collected in nobody's time.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import process_time
from typing import NamedTuple

Run = Callable[[], object]


class Effort(NamedTuple):
    """How long to measure: rounds, and the seconds that a contender's turn lasts at least."""

    rounds: int
    least: float

    @property
    def quick(self) -> bool:
        return self.rounds == 1


FULL = Effort(rounds=11, least=0.1)
LARGE = Effort(rounds=3, least=0.0)
QUICK = Effort(rounds=1, least=0.0)


class Times(NamedTuple):
    """Seconds a run in each round; or, where there are none, why not."""

    seconds: tuple[float, ...]
    failed: str = ""

    @property
    def best(self) -> float:
        return min(self.seconds)

    def over(self, other: Times) -> float:
        """The median of the round-by-round ratios to another contender."""
        return median(mine / theirs for mine, theirs in zip(self.seconds, other.seconds, strict=True))


def measure(runs: Mapping[str, Run], effort: Effort) -> dict[str, Times]:
    """The times of every contender; one that fails to recurse deep enough is left out, saying so."""
    gc.collect()
    gc.freeze()
    repeats: dict[str, int] = {}
    failed: dict[str, Times] = {}
    for name, run in runs.items():
        try:
            run()
            repeats[name] = max(1, round(effort.least / _turn(run, 1)))
        except RecursionError:
            failed[name] = Times((), "recursion limit")
    seconds: dict[str, list[float]] = {name: [] for name in repeats}
    for _ in range(effort.rounds):
        for name, times in repeats.items():
            seconds[name].append(_turn(runs[name], times) / times)
    found = {name: Times(tuple(turns)) for name, turns in seconds.items()}
    return {name: failed.get(name) or found[name] for name in runs}


def _turn(run: Run, times: int) -> float:
    gc.collect()
    start = process_time()
    for _ in range(times):
        run()
    return max(process_time() - start, 1e-9)
