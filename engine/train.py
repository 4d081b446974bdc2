"""Training of the two-layer net (§3.7.4): mini-batches, gradient descent, accuracy after every epoch.

The samples are shuffled without replacement, so an epoch meets each once; the loss noted is the one that the
gradient was taken at; accuracy is measured at the end of the epoch; whatever is drawn comes from one seed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.datasets import DataSet
from engine.nets import PARAMETERS, Activation, Pass, Scale, TwoLayerNet
from engine.op import Array

WEIGHTS = ("W1", "W2")
SMOOTHING = 0.95


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """How to train; the defaults are the chapter's. The decay, if any, is of weights, not of biases."""

    hidden_size: int = 50
    activation: Activation = "relu"
    weight_init: Scale = 0.01
    epochs: int = 20
    batch_size: int = 100
    rate: float = 0.1
    momentum: float = 0.0
    weight_decay: float = 0.0
    seed: int = 0


class Stepped(NamedTuple):
    """One update. loss: of the batch, before the update; smoothed: a mean in which older batches fade."""

    step: int
    epoch: int
    loss: float
    smoothed: float


class Epoch(NamedTuple):
    """The accuracies on all training and on all test samples after an epoch."""

    epoch: int
    step: int
    train: float
    test: float


class Measure(NamedTuple):
    """One parameter at the last update. update_ratio: ‖change‖ / ‖parameter‖, 0 where both are 0."""

    gradient_norm: float
    weight_norm: float
    update_ratio: float


Event = Stepped | Epoch


class Training:
    """A net on its way. `events` yields after every update and every epoch; the caller sets the pace.

    Between two events `net` may be read, `step` and `epoch`, the last ones begun; nothing runs until the next
    event is asked for.
    """

    def __init__(self, data: DataSet, recipe: Recipe) -> None:
        self.data, self.recipe = data, recipe
        self.net = TwoLayerNet(
            data.x_train.shape[1],
            recipe.hidden_size,
            data.classes,
            recipe.weight_init,
            recipe.seed,
            recipe.activation,
        )
        self.step, self.epoch = 0, 0
        self._velocity = {name: np.zeros_like(value) for name, value in self.net.params.items()}
        self._last: Pass | None = None

    @cached_property
    def epoch_steps(self) -> int:
        """Updates in one epoch; the last batch may be smaller."""
        return -(-len(self.data.t_train) // self.recipe.batch_size)

    @property
    def steps(self) -> int:
        """Updates in all."""
        return self.recipe.epochs * self.epoch_steps

    def events(self) -> Iterator[Event]:
        """Every update, and after each epoch's last its accuracies. To be iterated once."""
        fading, weight = 0.0, 0.0
        data = self.data
        shuffle = np.random.default_rng((self.recipe.seed, 1)).permutation
        for epoch in range(1, self.recipe.epochs + 1):
            for batch in self._batches(shuffle(len(data.t_train))):
                found = self.net.backprop(data.x_train[batch], data.t_train[batch])
                self._update(found.gradients)
                self._last = found
                self.step, self.epoch = self.step + 1, epoch
                fading = SMOOTHING * fading + (1 - SMOOTHING) * found.loss
                weight = SMOOTHING * weight + (1 - SMOOTHING)
                yield Stepped(self.step, epoch, found.loss, fading / weight)
            train = self.net.accuracy(data.x_train, data.t_train)
            yield Epoch(epoch, self.step, train, self.net.accuracy(data.x_test, data.t_test))

    def measures(self) -> Mapping[str, Measure]:
        """Every parameter at the last update; empty before the first."""
        if self._last is None:
            return {}
        params, last = self.net.params, self._last
        with np.errstate(all="ignore"):
            return {
                name: _measure(last.gradients[name], params[name], self._velocity[name])
                for name in PARAMETERS
            }

    def dead(self) -> float | None:
        """The share of hidden units that no sample of the last batch opened; None for a sigmoid."""
        if self._last is None or self.recipe.activation != "relu":
            return None
        return float(np.mean(~(self._last.hidden > 0).any(axis=0)))

    def _batches(self, order: NDArray[np.intp]) -> Iterator[NDArray[np.intp]]:
        for start in range(0, len(order), self.recipe.batch_size):
            yield order[start : start + self.recipe.batch_size]

    def _update(self, gradients: Mapping[str, Array]) -> None:
        """v ← momentum · v − rate · (gradient + decay · W); W ← W + v."""
        rate, momentum, decay = self.recipe.rate, self.recipe.momentum, self.recipe.weight_decay
        with np.errstate(all="ignore"):
            for name, gradient in gradients.items():
                value, velocity = self.net.params[name], self._velocity[name]
                if momentum:
                    velocity *= momentum
                    velocity -= rate * gradient
                else:
                    np.multiply(gradient, -rate, out=velocity)
                if decay and name in WEIGHTS:
                    velocity -= (rate * decay) * value
                value += velocity


def _measure(gradient: Array, value: Array, change: Array) -> Measure:
    weight, moved = float(np.linalg.norm(value)), float(np.linalg.norm(change))
    return Measure(float(np.linalg.norm(gradient)), weight, moved / weight if weight else 0.0)
