"""How much of a gradient is left after many layers: a chain of numbers, and a wide net drawn from a seed.

Both are programs like any other, walked by the engine's own walks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from engine.evaluate import run
from engine.nets import ANY_SIZE, Scale, std_of
from engine.op import Array
from engine.values import Value

Activation = Literal["sigmoid", "tanh", "relu", "none"]

STEEPEST: Mapping[Activation, float] = {"sigmoid": 0.25, "tanh": 1.0, "relu": 1.0, "none": 1.0}
"""The largest slope that each has anywhere."""
SATURATED = 0.1
"""A unit with less than this share of the largest slope hardly passes a gradient on."""


@dataclass(frozen=True)
class Link:
    """Layer k of a chain, a_k = f(w · a_(k−1)): `local` is |∂a_k/∂a_(k−1)|, `gradient` |∂a_n/∂a_(k−1)|."""

    index: int
    input: float
    output: float
    local: float
    gradient: float


@dataclass(frozen=True)
class Chain:
    """saturation: each layer's slope of f over the largest it can be; bound: (w/4)ⁿ, for sigmoid alone."""

    layers: tuple[Link, ...]
    gradient: float
    bound: float | None
    saturation: tuple[float, ...]


@dataclass(frozen=True)
class Layer:
    """Of a wide net: how far its activations spread, how long their gradient is, which units are flat."""

    index: int
    activation_std: float
    gradient_norm: float
    share_saturated: float | None


def chain(activation: Activation, depth: int, weight: float, start: float = 0.5) -> Chain:
    """`depth` equal layers a ← f(w·a), begun at `start`, and the way back from the last."""
    lines = [f"a{k} = {_layer(activation, f'w * a{k - 1}')}" for k in range(1, depth + 1)]
    trace = run("\n".join(lines), {"a0": start, "w": weight}, upstream=1.0)
    values = [_number(trace.value_of(f"a{k}")) for k in range(depth + 1)]
    gradients = [abs(_number(trace.gradient(f"a{k}"))) for k in range(depth + 1)]
    slopes = [_slope(activation, weight * value) for value in values[:-1]]
    layers = tuple(
        Link(k + 1, values[k], values[k + 1], abs(weight * slopes[k]), gradients[k]) for k in range(depth)
    )
    bound = (weight / 4) ** depth if activation == "sigmoid" else None
    return Chain(layers, gradients[0], bound, tuple(slope / STEEPEST[activation] for slope in slopes))


def wide(
    activation: Activation, depth: int, width: int, batch: int, scale: Scale, seed: int
) -> tuple[Layer, ...]:
    """`depth` layers A_k = f(A_(k−1) · W_k): W_k scale × normal (width, width), A_0 normal (batch, width).

    What comes back from the last layer is a normal gradient of length 1.
    """
    normal = np.random.default_rng(seed).standard_normal
    std = std_of(scale, width)
    names = [f"A{k}" for k in range(depth + 1)]
    program = "\n".join(f"A{k} = {_layer(activation, f'A{k - 1} @ W{k}')}" for k in range(1, depth + 1))
    weights = {f"W{k}": std * normal((width, width)) for k in range(1, depth + 1)}
    upstream = normal((batch, width))
    trace = run(
        program,
        {"A0": normal((batch, width)), **weights},
        upstream=upstream / np.linalg.norm(upstream),
        limits=ANY_SIZE,
    )
    values = [np.asarray(trace.value_of(name)) for name in names]
    return tuple(
        Layer(
            k,
            float(np.std(values[k])),
            float(np.linalg.norm(np.asarray(trace.gradient(names[k])))),
            _flat(activation, values[k - 1] @ weights[f"W{k}"]),
        )
        for k in range(1, depth + 1)
    )


def _layer(activation: Activation, inside: str) -> str:
    return inside if activation == "none" else f"{activation}({inside})"


def _slope(activation: Activation, at: float) -> float:
    """The op's own local derivative."""
    return 1.0 if activation == "none" else _number(run(f"y = {activation}(x)", {"x": at}).gradient("x"))


def _flat(activation: Activation, at: Array) -> float | None:
    if activation == "none":
        return None
    trace = run(f"y = {activation}(x)", {"x": at}, upstream=np.ones_like(at), limits=ANY_SIZE)
    slopes = np.abs(np.asarray(trace.gradient("x"), dtype=np.float64))
    return float(np.mean(slopes < SATURATED * STEEPEST[activation]))


def _number(value: Value | None) -> float:
    assert value is not None
    return float(value)
