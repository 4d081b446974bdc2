"""HIPS autograd, through its own `grad`."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

import autograd.numpy as np
from autograd import grad

from benchmarks.contenders.contender import Contender, overloaded
from benchmarks.graphs import Spec

FUNCTIONS = {
    "add": operator.add,
    "mul": operator.mul,
    "pow": operator.pow,
    "neg": operator.neg,
    "exp": np.exp,
    # np.maximum(x, 0) would share the gradient at exactly 0
    "relu": lambda x: np.where(x > 0.0, x, 0.0),
}


def run(spec: Spec) -> Sequence[float]:
    """The gradients of the leaves."""

    def output(given: Any) -> Any:
        leaves = [x if k in spec.constants else given[k] for k, x in enumerate(spec.leaves.values())]
        return overloaded(spec, leaves, FUNCTIONS)

    # one array: a list would be copied for every leaf on the way back
    found: Sequence[float] = grad(output)(np.array(list(spec.leaves.values())))
    return found


def gradients(spec: Spec, found: Sequence[float]) -> Sequence[float]:
    """Of the leaves."""
    return [float(x) for k, x in enumerate(found) if k not in spec.constants]


CONTENDERS = [Contender("HIPS autograd", run, gradients)]
