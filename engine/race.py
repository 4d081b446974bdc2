"""The race of the chapter: two runs forward for every parameter, against one run forward and one back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from engine.check import relative_errors, rounding_of
from engine.nets import PARAMETERS, TwoLayerNet, drawn_samples
from engine.op import Array

H = 1e-5


class Nudge(NamedTuple):
    """One parameter's gradient both ways.

    error: as the gradient check judges it; kink: ±h crosses one, and there it does not judge.
    """

    numeric: float
    analytic: float
    error: float
    kink: bool


class Race:
    """A net with one batch. `nudges` is the slow lane, one parameter at a time; `backprop` the fast one."""

    def __init__(self, sizes: tuple[int, int, int], batch: int, seed: int) -> None:
        self.net = TwoLayerNet(*sizes, seed=seed)
        self.x, self.t = drawn_samples(batch, sizes[0], sizes[2], seed)
        self._order = np.random.default_rng((seed, 2)).permutation(self.parameters)

    @property
    def parameters(self) -> int:
        """How many numbers the net is made of."""
        return sum(value.size for value in self.net.params.values())

    @property
    def evaluations(self) -> int:
        """Runs forward that the slow lane needs."""
        return 2 * self.parameters

    def backprop(self) -> dict[str, Array]:
        """All gradients by one forward and one backward pass."""
        return self.net.gradient(self.x, self.t)

    def nudges(self) -> Iterator[Nudge]:
        """Every parameter once, in an order drawn from the seed; each costs two runs forward."""
        analytic = self.backprop()
        rounding = rounding_of(self.net.loss(self.x, self.t), H)
        flat = [(self.net.params[name].reshape(-1), analytic[name].reshape(-1)) for name in PARAMETERS]
        starts = np.cumsum([0, *(values.size for values, _ in flat)])
        for place in self._order:
            k = int(np.searchsorted(starts, place, side="right")) - 1
            values, slopes = flat[k]
            cell = place - starts[k]
            numeric, kink = self._difference(values, cell)
            with np.errstate(all="ignore"):
                error = float(relative_errors(slopes[cell], np.asarray(numeric), rounding))
            yield Nudge(numeric, float(slopes[cell]), error, kink)

    def _difference(self, values: Array, cell: int) -> tuple[float, bool]:
        """(L(p + h) − L(p − h)) / 2h, and whether a hidden unit opens or shuts between the two."""
        kept = values[cell]
        try:
            values[cell] = kept + H
            up = self.net.ahead(self.x, self.t)
            values[cell] = kept - H
            down = self.net.ahead(self.x, self.t)
        finally:
            values[cell] = kept
        return (up.loss - down.loss) / (2 * H), bool(((up.hidden > 0) != (down.hidden > 0)).any())
