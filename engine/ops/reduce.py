"""Reductions: many elements into one, along an axis or over all."""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np

from engine import shapes
from engine.op import OPS, Array, Attr, Op, Sample
from engine.ops.families import REDUCED, words
from engine.shapes import Axis, axes_of

REDUCTION = (Attr("axis", "axes", None), Attr("keepdims", "flag", False))
MATRIX = [[1.0, -2.0, 0.5], [3.0, 0.25, -1.0]]
SAMPLES = (
    Sample((MATRIX,)), Sample((MATRIX,), {"axis": 0}), Sample((MATRIX,), {"axis": -1, "keepdims": True}),
    Sample(([MATRIX, [[0.1, 0.2, 0.3], [-4.0, 5.0, -6.0]]],), {"axis": (0, 2)}), Sample((0.5,)),
)  # fmt: skip


def spread(g: Array, x: Array, axis: Axis, keepdims: bool) -> Array:
    """g, given for the reduced shape, copied back along the axes that went away."""
    if not keepdims and axis is not None:
        g = np.expand_dims(g, axes_of(x.shape, axis))
    return np.broadcast_to(g, x.shape)


def count(x: Array, axis: Axis) -> np.float64:
    """How many elements went into each result."""
    return np.float64(prod(x.shape[k] for k in axes_of(x.shape, axis)))


def _axes(x: Array, axis: Axis) -> tuple[int, ...] | None:
    return None if axis is None else axes_of(x.shape, axis)


def _sum(x: Array, axis: Axis = None, keepdims: bool = False) -> Any:
    return x.sum(axis=_axes(x, axis), keepdims=keepdims)


def _mean(x: Array, axis: Axis = None, keepdims: bool = False) -> Any:
    return _sum(x, axis, keepdims) / count(x, axis)


def _sum_dx(g: Array, y: Array, x: Array, axis: Axis = None, keepdims: bool = False) -> Array:
    return spread(g, x, axis, keepdims)


def _mean_dx(g: Array, y: Array, x: Array, axis: Axis = None, keepdims: bool = False) -> Array:
    return spread(g, x, axis, keepdims) / count(x, axis)


def _winners(y: Array, x: Array, axis: Axis = None, keepdims: bool = False) -> Array:
    """Which elements reach the extreme."""
    return np.asarray(x == spread(y, x, axis, keepdims))


def _extreme_dx(g: Array, y: Array, x: Array, axis: Axis = None, keepdims: bool = False) -> Array:
    """The gradient shared equally among the elements that reach the extreme."""
    winners = _winners(y, x, axis, keepdims).astype(np.float64)
    ties = winners.sum(axis=_axes(x, axis), keepdims=True)
    return np.asarray(spread(g, x, axis, keepdims) * winners / ties)


OPS.add(Op(
    name="sum", params=("x",), symbol="Σ", forward=_sum, vjp=(_sum_dx,), shape=shapes.reduced,
    value="sum(x)", gradients=("copy(g)",), attrs=REDUCTION, keeps=("shape",), samples=SAMPLES, view="copy",
    numpy="np.sum({x}, axis={axis}, keepdims={keepdims})", numpy_gradients=("spread({g}, {x}, {axis}, {keepdims})",),
    torch="torch.sum({x}, dim={dim}, keepdim={keepdims})",
    words=words(
        ("sum", "求和"),
        ("Add {n} elements into one number.", "把 {n} 个元素加成一个数。"),
        ("Every element gets the same copy of the upstream gradient.", "每个元素都得到同样的一份上游梯度。"),
        REDUCED,
        ("The opposite of broadcasting.", "与广播正好相反。"),
    ),
))  # fmt: skip

OPS.add(Op(
    name="mean", params=("x",), symbol="mean", forward=_mean, vjp=(_mean_dx,), shape=shapes.reduced,
    value="sum(x) / n", gradients=("copy(g) / n",), attrs=REDUCTION, keeps=("shape", "n"), samples=SAMPLES, view="average",
    numpy="np.mean({x}, axis={axis}, keepdims={keepdims})",
    numpy_gradients=("spread({g}, {x}, {axis}, {keepdims}) / {n}",),
    torch="torch.mean({x}, dim={dim}, keepdim={keepdims})",
    words=words(
        ("mean", "平均"),
        ("Combine {n} elements into their average.", "把 {n} 个元素合成它们的平均数。"),
        ("Every element gets the upstream gradient divided by {n}.", "每个元素得到上游梯度除以 {n}。"),
        REDUCED,
        ("The average over the batch lives here.", "按批量平均就在这里。"),
    ),
))  # fmt: skip

for _name, _symbol, _pick, _title, _word, _torch in (
    ("max", "max", np.max, ("maximum", "最大值"), ("largest", "最大"), "amax"),
    ("min", "min", np.min, ("minimum", "最小值"), ("smallest", "最小"), "amin"),
):

    def _extreme(x: Array, axis: Axis = None, keepdims: bool = False, pick: Any = _pick) -> Any:
        return pick(x, axis=_axes(x, axis), keepdims=keepdims)

    OPS.add(Op(
        name=_name, params=("x",), symbol=_symbol, forward=_extreme, vjp=(_extreme_dx,), shape=shapes.reduced_nonempty,
        value=f"{_name}(x)", gradients=("copy(g) * [x == copy(y)] / ties(x)",), attrs=REDUCTION, samples=SAMPLES,
        keeps=("x == y",), view="mask", piece=_winners,
        numpy=f"np.{_name}({{x}}, axis={{axis}}, keepdims={{keepdims}})",
        numpy_gradients=("share({g}, {y}, {x}, {axis}, {keepdims})",),
        torch=f"torch.{_torch}({{x}}, dim={{dim_all}}, keepdim={{keepdims}})",
        words=words(
            _title,
            (f"Take the {_word[0]} of {{n}} elements. Keep where it was.", f"取 {{n}} 个元素中{_word[1]}的。记下它的位置。"),
            (f"The {_word[0]} element gets the gradient; ties share it equally.", f"{_word[1]}的元素得到梯度；并列的平分。"),
            REDUCED,
            ("A tie is a kink: those that tie share the gradient equally.", "并列处不可导：并列的平分梯度。"),
        ),
    ))  # fmt: skip


def _stopped_max(x: Array, axis: int) -> Array:
    return np.asarray(x.max(axis=axis, keepdims=True))


OPS.add(Op(
    name="stopped_max", params=("x",), symbol="max", forward=_stopped_max, vjp=(None,),
    shape=lambda x, axis: shapes.reduced(shapes.along_axis(x, axis), axis, True), value="max(x)", gradients=(None,),
    attrs=(Attr("axis", "axis"),), callable=False,
    samples=(Sample((MATRIX,), {"axis": -1}), Sample((MATRIX,), {"axis": 0}), Sample(([1.0, 3.0, 2.0],), {"axis": -1})),
    numpy="np.max({x}, axis={axis}, keepdims=True)", torch="torch.amax({x}, dim={axis}, keepdim=True).detach()",
    words=words(
        ("largest, as a constant", "最大值（当作常量）"),
        ("Find the largest score, so that exp cannot overflow.", "找出最大的得分，使 exp 不会溢出。"),
        ("It is subtracted everywhere, so it changes nothing and gets no gradient.", "它处处减去同一个数，结果不变，所以没有梯度。"),
        ("The axis becomes 1.", "该轴变为 1。"),
        ("Any constant would do; the result does not depend on it.", "减去任何常量都行，结果与它无关。"),
    ),
))  # fmt: skip
