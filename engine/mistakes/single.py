"""A gradient check in single precision: float32 keeps seven digits, of which a small step leaves few."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from engine.check import CheckReport, judged
from engine.numeric import Slopes
from engine.trace import Trace

Singles = Mapping[str, NDArray[np.float32]]
H = 1e-4


def checked_in_single(trace: Trace, names: tuple[str, ...]) -> CheckReport:
    """The gradients of a two-layer net's trace, against differences that are float32 from end to end."""
    graph = trace.graph
    values: Singles = {
        name: np.asarray(trace.values[i], dtype=np.float32) for name, i in graph.inputs.items()
    }
    return judged(trace, {name: _slopes(values, name) for name in names}, H)


def _slopes(values: Singles, name: str) -> Slopes:
    """Element by element; no step of a check crosses a kink of this net."""
    found = np.empty(values[name].shape)
    h = np.float32(H)
    for index in np.ndindex(found.shape):
        up, down = (_loss({**values, name: _moved(values[name], index, step)}) for step in (h, -h))
        found[index] = (up - down) / (2 * h)
    return Slopes(found, np.zeros(found.shape, dtype=np.bool_))


def _moved(x: NDArray[np.float32], index: tuple[int, ...], step: np.float32) -> NDArray[np.float32]:
    moved = x.copy()
    moved[index] += step
    return moved


def _loss(values: Singles) -> np.float32:
    """The net with ReLU, softmax and cross-entropy, as it is written by hand."""
    a1 = np.maximum(values["X"] @ values["W1"] + values["b1"], 0)
    scores = a1 @ values["W2"] + values["b2"]
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    y = powers / powers.sum(axis=1, keepdims=True)
    return np.float32(-np.mean(np.log(y[values["T"] == 1])))
