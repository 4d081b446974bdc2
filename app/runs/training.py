"""A training run in its process: updates at the pace asked for, told of up to 60 times a second."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from time import perf_counter
from typing import Any

from app.runs.digits import answer_network, answer_predict, answer_samples
from app.runs.notes import Asked, Note, Reply
from engine.datasets import DataSet
from engine.train import Epoch, Recipe, Stepped, Training

SLICE = 0.01
"""Seconds of work between two looks at the pipe."""
TELLING = 1 / 60
"""Seconds between two notes of progress."""
QUESTIONS: Mapping[str, Callable[..., bytes]] = {
    "network": answer_network,
    "samples": answer_samples,
    "predict": answer_predict,
}


class Stopwatch:
    """Seconds of work, pauses left out."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock, self._spent, self._since = clock, 0.0, -1.0

    def go(self) -> None:
        self._since = self._clock() if self._since < 0 else self._since

    def stop(self) -> None:
        self._spent, self._since = self.seconds, -1.0

    @property
    def seconds(self) -> float:
        return self._spent + (self._clock() - self._since if self._since >= 0 else 0.0)


class TrainingWork:
    """See `Work`. name: of the data set."""

    def __init__(
        self,
        data: DataSet,
        name: str,
        recipe: Recipe,
        *,
        paused: bool = False,
        pace: float | None = None,
        clock: Callable[[], float] = perf_counter,
    ) -> None:
        self.training, self.name = Training(data, recipe), name
        self._events = self.training.events()
        self._clock, self._watch = clock, Stopwatch(clock)
        self.state = "paused" if paused else "running"
        self.pace = pace
        self._left: int | None = None  # updates before it pauses
        self._awaiting: list[int] = []  # who asked for those
        self._fresh: list[Stepped] = []  # updates not yet told of
        self._told = self._due = clock()
        if not paused:
            self._watch.go()

    @property
    def facts(self) -> Mapping[str, Any]:
        data = self.training.data
        return {
            "steps": self.training.steps,
            "epochs": self.training.recipe.epochs,
            "data": {
                "id": self.name,
                "train": len(data.t_train),
                "test": len(data.t_test),
                "input_size": data.x_train.shape[1],
                "rows": data.rows,
                "columns": data.columns,
                "classes": data.classes,
            },
            **self.standing,
        }

    @property
    def standing(self) -> dict[str, Any]:
        """Where the run is, and at what pace it goes on."""
        return {"state": self.state, **self._progress, "updates_per_second": self.pace}

    @property
    def _progress(self) -> dict[str, Any]:
        step, elapsed = self.training.step, self._watch.seconds
        remaining = elapsed / step * (self.training.steps - step) if step else None
        return {"step": step, "epoch": self.training.epoch, "elapsed": elapsed, "remaining": remaining}

    def wait(self) -> float | None:
        if self.state != "running":
            return None
        if not self.pace:
            return 0.0
        until = min(self._due, self._told + TELLING) if self._fresh else self._due
        return max(0.0, until - self._clock())

    def go(self) -> Iterator[Note | Reply]:
        until = self._clock() + SLICE
        while self.state == "running" and (now := self._clock()) < until:
            if self.pace:
                if now < self._due:
                    break
                self._due = max(self._due, now - SLICE) + 1 / self.pace
            yield from self._advance()
        if self._clock() - self._told >= TELLING:
            yield from self._tell()

    def asked(self, asked: Asked) -> Iterator[Note | Reply]:
        if asked.name in QUESTIONS:
            yield Reply(asked.number, QUESTIONS[asked.name](self.training, **asked.arguments))
        elif self.state == "done":
            yield Reply(asked.number, self.standing)
        else:
            yield from getattr(self, f"_{asked.name}")(asked.number, **asked.arguments)

    def _pause(self, number: int) -> Iterator[Note | Reply]:
        yield from self._stand("paused")
        yield Reply(number, self.standing)

    def _resume(self, number: int) -> Iterator[Note | Reply]:
        self._left = None
        yield from self._stand("running")
        yield Reply(number, self.standing)

    def _step(self, number: int, steps: int) -> Iterator[Note | Reply]:
        self._left = steps
        self._awaiting.append(number)
        self._due = self._clock()
        if self.state != "running":
            yield from self._stand("running")

    def _pace(self, number: int, updates_per_second: float | None) -> Iterator[Note | Reply]:
        self.pace, self._due = updates_per_second, self._clock()
        yield from self._stand(self.state)
        yield Reply(number, self.standing)

    def _advance(self) -> Iterator[Note | Reply]:
        """One update; after an epoch's last its accuracies; after the very last the end."""
        stepped = next(self._events)
        assert isinstance(stepped, Stepped)
        self._fresh.append(stepped)
        if self._left is not None:
            self._left -= 1
        if stepped.step % self.training.epoch_steps == 0:
            yield from self._tell()
            epoch = next(self._events)
            assert isinstance(epoch, Epoch)
            yield Note("epoch", epoch._asdict())
        if stepped.step == self.training.steps:
            yield from self._stand("done")
        elif self._left == 0:
            yield from self._stand("paused")

    def _stand(self, state: str) -> Iterator[Note | Reply]:
        """Take a state and say so, after all progress made before."""
        yield from self._tell()
        self.state = state
        self._watch.go() if state == "running" else self._watch.stop()
        yield Note("end" if state == "done" else "state", self.standing)
        if state != "running":
            self._left = None
            yield from (Reply(number, self.standing) for number in self._awaiting)
            self._awaiting = []

    def _tell(self) -> Iterator[Note]:
        """What has come since the last note of progress."""
        self._told = self._clock()
        if not self._fresh:
            return
        _, _, losses, smoothed = map(list, zip(*self._fresh, strict=True))
        yield Note(
            "progress",
            {
                **self._progress,
                "from": self._fresh[0].step,
                "loss": losses,
                "smoothed": smoothed,
                "measures": [self._measure()],
            },
        )
        self._fresh = []

    def _measure(self) -> dict[str, Any]:
        rows = {name: measure._asdict() for name, measure in self.training.measures().items()}
        return {"step": self.training.step, **rows, "dead": self.training.dead()}
