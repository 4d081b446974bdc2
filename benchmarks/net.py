"""One gradient step of the chapter's net on a batch, against NumPy written by hand for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib.util import find_spec
from typing import Any

import numpy as np

from benchmarks.rounds import FULL, QUICK, measure
from benchmarks.table import duration, ratio, table
from benchmarks.targets import Target
from engine.nets import PARAMETERS, TwoLayerNet
from engine.op import Array

SIZES, BATCH = (784, 50, 10), 100
HAND, GRADIENTS, TRACE = "NumPy by hand: gradients", "engine: gradients", "engine: full trace, dX too"
TORCH = "torch eager: gradients"


def by_hand(net: TwoLayerNet, x: Array, t: Array) -> Callable[[], Mapping[str, Any]]:
    """The loss and its gradients with no array made twice: buffers are kept, sums are in place."""
    W1, b1, W2, b2 = (net.params[name] for name in PARAMETERS)
    rows, labels, count = np.arange(len(x)), t.astype(np.intp), len(x)
    hidden, scores = np.empty((count, W1.shape[1])), np.empty((count, W2.shape[1]))
    back, mask = np.empty_like(hidden), np.empty(hidden.shape, dtype=bool)
    dW1, dW2 = np.empty_like(W1), np.empty_like(W2)

    def step() -> Mapping[str, Any]:
        np.matmul(x, W1, out=hidden)
        np.add(hidden, b1, out=hidden)
        np.maximum(hidden, 0.0, out=hidden)
        np.matmul(hidden, W2, out=scores)
        np.add(scores, b2, out=scores)
        np.subtract(scores, scores.max(axis=1, keepdims=True), out=scores)
        np.exp(scores, out=scores)
        np.divide(scores, scores.sum(axis=1, keepdims=True), out=scores)
        loss = -np.log(scores[rows, labels]).mean()
        scores[rows, labels] -= 1.0
        np.divide(scores, count, out=scores)
        np.matmul(hidden.T, scores, out=dW2)
        np.matmul(scores, W2.T, out=back)
        np.greater(hidden, 0.0, out=mask)
        np.multiply(back, mask, out=back)
        np.matmul(x.T, back, out=dW1)
        return {"W1": dW1, "b1": back.sum(axis=0), "W2": dW2, "b2": scores.sum(axis=0), "L": loss}

    return step


def by_torch(net: TwoLayerNet, x: Array, t: Array) -> Callable[[], Mapping[str, Any]]:
    """The same in PyTorch, as lean as its eager mode allows."""
    import torch  # noqa: PLC0415

    torch.set_num_threads(1)
    given, labels = torch.from_numpy(x), torch.from_numpy(t.astype(np.int64))
    params = {name: torch.from_numpy(net.params[name]).clone().requires_grad_() for name in PARAMETERS}
    W1, b1, W2, b2 = params.values()

    def step() -> Mapping[str, Any]:
        scores = torch.relu(given @ W1 + b1) @ W2 + b2
        loss = torch.nn.functional.cross_entropy(scores, labels)
        return dict(zip(PARAMETERS, torch.autograd.grad(loss, (W1, b1, W2, b2)), strict=True))

    return step


def steps(sizes: tuple[int, int, int], batch: int) -> dict[str, Callable[[], Any]]:
    """Every contender's step, on the same numbers."""
    net = TwoLayerNet(*sizes, seed=1)
    random = np.random.default_rng(2)
    x, t = random.random((batch, sizes[0])), random.integers(sizes[2], size=batch).astype(np.float64)
    found: dict[str, Callable[[], Any]] = {
        HAND: by_hand(net, x, t),
        GRADIENTS: lambda: net.gradient(x, t),
        TRACE: lambda: net.trace(x, t),
    }
    if find_spec("torch"):
        found[TORCH] = by_torch(net, x, t)
    return found


def gradient_step(*, quick: bool) -> Iterator[str | Target]:
    """Times and ratios of all; all agree on the gradients."""
    sizes, batch = ((6, 5, 3), 4) if quick else (SIZES, BATCH)
    contenders = steps(sizes, batch)
    hand = contenders[HAND]()
    reference = {name: np.array(hand[name]) for name in PARAMETERS}
    for name, step in contenders.items():
        found = step()
        for parameter, grad in reference.items():
            other = found.gradient(parameter) if name == TRACE else found[parameter]
            np.testing.assert_allclose(np.asarray(other), grad, rtol=1e-9, atol=1e-13, err_msg=name)
    times = measure(contenders, QUICK if quick else FULL._replace(rounds=41))
    floor = times[HAND]
    yield table(
        [f"{'-'.join(map(str, sizes))}, batch {batch}, float64", "ratio", "best"],
        [[name, ratio(found.over(floor)), duration(found.best)] for name, found in times.items()],
    )
    if not quick:
        yield Target("two-layer gradients / NumPy by hand", times[GRADIENTS].over(floor), 1.15)
        yield Target("two-layer full trace / NumPy by hand", times[TRACE].over(floor), 1.6)
