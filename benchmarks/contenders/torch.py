"""PyTorch, eager, one tensor of float64 a number."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from typing import Any

import torch

from benchmarks.contenders.contender import Contender, overloaded
from benchmarks.graphs import Spec

FUNCTIONS = {
    "add": operator.add,
    "mul": operator.mul,
    "pow": operator.pow,
    "neg": operator.neg,
    "exp": torch.exp,
    "relu": torch.relu,
}


def run(spec: Spec) -> list[Any]:
    """The leaves, their gradients set."""
    leaves = [
        x if k in spec.constants else torch.tensor(x, dtype=torch.float64, requires_grad=True)
        for k, x in enumerate(spec.leaves.values())
    ]
    overloaded(spec, leaves, FUNCTIONS).backward()
    return leaves


def gradients(spec: Spec, found: list[Any]) -> Sequence[float]:
    """Of the leaves."""
    return [float(leaf.grad) for k, leaf in enumerate(found) if k not in spec.constants]


CONTENDERS = [Contender("torch eager", run, gradients)]
