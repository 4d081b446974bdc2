"""micrograd, as it is; it has no exp, so that one is written as its author writes the others."""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
from typing import Any

from micrograd.engine import Value

from benchmarks.contenders.contender import Contender, overloaded
from benchmarks.contenders.names import MICROGRAD
from benchmarks.graphs import Spec


def _exp(x: Any) -> Any:
    out = Value(math.exp(x.data), (x,), "exp")

    def back() -> None:
        x.grad += out.data * out.grad

    out._backward = back  # noqa: SLF001
    return out


FUNCTIONS = {
    "add": operator.add,
    "mul": operator.mul,
    "pow": operator.pow,
    "neg": operator.neg,
    "exp": _exp,
    "relu": Value.relu,
}


def run(spec: Spec) -> list[Any]:
    """The leaves, their gradients set."""
    leaves = [x if k in spec.constants else Value(x) for k, x in enumerate(spec.leaves.values())]
    overloaded(spec, leaves, FUNCTIONS).backward()
    return leaves


def gradients(spec: Spec, found: list[Any]) -> Sequence[float]:
    """Of the leaves."""
    return [float(leaf.grad) for k, leaf in enumerate(found) if k not in spec.constants]


CONTENDERS = [Contender(MICROGRAD, run, gradients)]
