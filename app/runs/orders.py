"""What a process is to do for a request; all of it can be sent there."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from app.errors import refuse
from app.run_wire import EfficiencyRequest, TrainingRequest
from app.runs.notes import Work
from app.runs.process import Order
from app.runs.race import RaceWork
from app.runs.training import TrainingWork
from app.settings import Settings
from engine.datasets import DataSet, Samples, digits, kept
from engine.race import Race
from engine.train import Recipe

RECIPE = set(Recipe.__dataclass_fields__)


def training_order(
    request: TrainingRequest, path: Path | None, samples: int, pixels: int, settings: Settings
) -> Order:
    """Train on what lies at `path`, or on the digits. Raises Refusal where that is too much."""
    steps = request.epochs * -(-samples // request.batch_size)
    if steps > settings.run_steps:
        raise refuse("run_steps", field="epochs", size=steps, limit=settings.run_steps)
    _fits(pixels * request.hidden_size, settings)
    recipe = Recipe(**request.model_dump(include=RECIPE))
    return partial(_train, path, request.data, recipe, paused=request.paused, pace=request.updates_per_second)


def race_order(request: EfficiencyRequest, settings: Settings) -> Order:
    """Race both gradients of one batch. Raises Refusal where the net is too large."""
    sizes = (request.input_size, request.hidden_size, request.output_size)
    for one, two in ((0, 1), (1, 2)):
        _fits(sizes[one] * sizes[two], settings)
    _fits(request.batch_size * max(sizes), settings)
    return partial(_race, sizes, request.batch_size, request.seed, request.seconds)


def _fits(size: int, settings: Settings) -> None:
    if size > settings.max_tensor_elements:
        raise refuse("net_size", field="hidden_size", size=size, limit=settings.max_tensor_elements)


def _train(path: Path | None, name: str, recipe: Recipe, **pace: Any) -> Work:
    return TrainingWork(digits() if path is None else _kept(path), name, recipe, **pace)


def _kept(path: Path) -> DataSet:
    samples = kept(path)
    assert isinstance(samples, Samples)
    return samples.data_set()


def _race(sizes: tuple[int, int, int], batch: int, seed: int, seconds: float) -> Work:
    return RaceWork(Race(sizes, batch, seed), seconds)
