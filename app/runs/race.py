"""The race in its process: backpropagation timed first, then the numerical lane for as long as it may."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from statistics import median
from time import perf_counter
from typing import Any

from app.runs.notes import Asked, Note, Reply
from app.runs.training import SLICE, TELLING
from engine.race import Race

PASSES = 7
"""Passes of backpropagation, of which the median is told."""


class RaceWork:
    """See `Work`. It cannot be paused, only ended."""

    def __init__(self, race: Race, seconds: float, clock: Callable[[], float] = perf_counter) -> None:
        self.race, self.seconds = race, seconds
        self._clock, self._nudges = clock, race.nudges()
        self._backprop = self._timed_backprop()
        self.state = "running"
        self._measured = 0  # parameters done
        self._spent = 0.0
        self._worst: float | None = None
        self._told = clock()

    @property
    def facts(self) -> Mapping[str, Any]:
        return {"parameters": self.race.parameters, **self.standing}

    @property
    def standing(self) -> dict[str, Any]:
        """All that is known so far."""
        return {
            "state": self.state,
            "elapsed": self._spent,
            "evaluations": {"done": 2 * self._measured, "total": self.race.evaluations},
            "backprop": {"forward": 1, "backward": 1, "seconds": self._backprop, "from": PASSES},
            "numerical": {
                "measured": {"evaluations": 2 * self._measured, "seconds": self._spent},
                "estimated": self._estimate(),
            },
            "worst_relative_error": self._worst,
            "ratio": self._ratio(),
        }

    def wait(self) -> float | None:
        return 0.0 if self.state == "running" else None

    def go(self) -> Iterator[Note | Reply]:
        if self.state != "running":
            return
        begun = self._clock()
        until = begun + min(SLICE, max(0.0, self.seconds - self._spent))
        while True:
            nudge = next(self._nudges)
            self._measured += 1
            if not nudge.kink and not (self._worst is not None and nudge.error <= self._worst):
                self._worst = nudge.error
            if self._measured == self.race.parameters or self._clock() >= until:
                break
        now = self._clock()
        self._spent += now - begun
        if self._measured == self.race.parameters or self._spent >= self.seconds:
            self.state = "done"
            yield Note("end", self.standing)
        elif now - self._told >= TELLING:
            self._told = now
            yield Note("progress", self.standing)

    def asked(self, asked: Asked) -> Iterator[Note | Reply]:
        yield Reply(asked.number, self.standing)

    def _timed_backprop(self) -> float:
        seconds = []
        self.race.backprop()
        for _ in range(PASSES):
            begun = self._clock()
            self.race.backprop()
            seconds.append(self._clock() - begun)
        return median(seconds)

    def _estimate(self) -> dict[str, Any] | None:
        """What the whole lane would take, from the runs measured; None where none is left, or none was."""
        if self._measured in (0, self.race.parameters):
            return None
        return {
            "seconds": self._spent / self._measured * self.race.parameters,
            "from": 2 * self._measured,
        }

    def _ratio(self) -> dict[str, Any] | None:
        """How many times as long the numerical lane takes."""
        if not self._measured:
            return None
        estimate = self._estimate()
        seconds = estimate["seconds"] if estimate else self._spent
        return {"value": seconds / self._backprop, "estimated": estimate is not None}
