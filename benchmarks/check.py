"""The gradient check of small nets and of the chapter's: every parameter nudged either way."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np

from benchmarks.rounds import FULL, LARGE, QUICK, measure
from benchmarks.table import duration, table
from benchmarks.targets import Target
from engine.check import CheckReport
from engine.nets import TwoLayerNet

SMALL, LARGEST, BATCH = ((3, 3, 3), (16, 8, 4)), (784, 50, 10), 10


def checked(net: TwoLayerNet) -> partial[CheckReport]:
    """The check of a net on a batch, forward and backward pass included."""
    random = np.random.default_rng(2)
    sizes = len(net.params["W1"]), len(net.params["b2"])
    return partial(
        net.check, random.standard_normal((BATCH, sizes[0])), random.integers(sizes[1], size=BATCH)
    )


def gradient_check(*, quick: bool) -> Iterator[str | Target]:
    """Times of the checks; each passes."""
    rows = []
    for sizes in SMALL if quick else (*SMALL, LARGEST):
        net = TwoLayerNet(*sizes, weight_init_std=0.5, seed=1)
        run = checked(net)
        assert run().passed, sizes
        title = "-".join(map(str, sizes))
        effort = QUICK if quick else LARGE if sizes == LARGEST else FULL
        best = measure({title: run}, effort)[title].best
        count = sum(parameter.size for parameter in net.params.values())
        rows.append([title, f"{count:,}", duration(best)])
        if not quick and sizes == SMALL[-1]:
            yield Target(f"gradient check of {count} parameters, ms", best * 1e3, 1000)
    yield table([f"two-layer net, batch {BATCH}", "parameters", "best"], rows)
