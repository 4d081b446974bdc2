"""Matrix products: `X @ W`, and the Affine layer X·W + b (rows are samples)."""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np

from engine import shapes
from engine.op import OPS, Array, Op, Sample, Shape
from engine.ops.families import words


def _matmul_dx(g: Array, z: Array, x: Array, w: Array) -> Array:
    if x.ndim == 1 and w.ndim == 1:
        return g * w
    if w.ndim == 1:
        return g[..., None] * w
    if x.ndim == 1:
        return (w @ g[..., None])[..., 0]
    return g @ w.swapaxes(-1, -2)


def _matmul_dw(g: Array, z: Array, x: Array, w: Array) -> Array:
    if x.ndim == 1 and w.ndim == 1:
        return g * x
    if w.ndim == 1:
        return (x.swapaxes(-1, -2) @ g[..., None])[..., 0]
    if x.ndim == 1:
        return x[:, None] * g[..., None, :]
    return x.swapaxes(-1, -2) @ g


MATRIX_2X3 = [[1.0, -2.0, 0.5], [3.0, 0.5, -1.0]]
MATRIX_3X2 = [[0.5, 1.0], [-1.5, 2.0], [2.5, -0.5]]

OPS.add(Op(
    name="matmul", params=("X", "W"), result="Z", symbol="@", infix="@",
    forward=np.matmul, vjp=(_matmul_dx, _matmul_dw), shape=shapes.matmul,
    value="X @ W", gradients=("g @ W.T", "X.T @ g"), parts=("dX", "dW"), keeps=("X", "W"), view="product",
    lanes=((0, (-2, None)), (-1, (None, 1))), numpy_gradients=("matmul_dx({g}, {X}, {W})", "matmul_dw({g}, {X}, {W})"),
    samples=(
        Sample((MATRIX_2X3, MATRIX_3X2)), Sample(([1.0, -2.0, 0.5], [0.5, 2.0, -1.5])),
        Sample((MATRIX_2X3, [0.5, 2.0, -1.5])), Sample(([1.0, -2.0, 0.5], MATRIX_3X2)),
        Sample(([MATRIX_2X3, MATRIX_2X3], MATRIX_3X2)), Sample((MATRIX_2X3, [MATRIX_3X2, MATRIX_3X2])),
    ),
    words=words(
        ("matrix product", "矩阵乘积"),
        ("Multiply {X} by {W}: each row of {X} meets each column of {W}. Keep both.", "{X} 乘 {W}：{X} 的行乘 {W} 的列。两个都留着。"),
        (
            ("dX has the shape of X: dZ times W transposed.", "dW has the shape of W: X transposed times dZ."),
            ("dX 与 X 同形：dZ 乘 W 的转置。", "dW 与 W 同形：X 的转置乘 dZ。"),
        ),
        ("The inner sizes must match: (n, k) @ (k, m) is (n, m).", "中间的大小要相等：(n, k) @ (k, m) 得 (n, m)。"),
        ("Order matters, and shapes alone do not prove a transpose right.", "顺序不能换；形状相符不等于转置写对了。"),
    ),
))  # fmt: skip


def _rows(x: Array) -> Array:
    """x as (N, features); one sample is a batch of one."""
    if x.ndim == 2:
        return x
    return x.reshape(1, -1) if x.ndim == 1 else x.reshape(x.shape[0], prod(x.shape[1:]))


def _affine(x: Array, w: Array, b: Array) -> Array:
    y = (x if x.ndim == 1 else _rows(x)) @ w
    y += b if x.ndim > 1 else b.reshape(-1)
    return np.asarray(y)


def _affine_dx(g: Array, y: Array, x: Array, w: Array, b: Array) -> Array:
    return (g @ w.T).reshape(x.shape)


def _affine_dw(g: Array, y: Array, x: Array, w: Array, b: Array) -> Array:
    return _rows(x).T @ _rows(g)


def _affine_db(g: Array, y: Array, x: Array, w: Array, b: Array) -> Array:
    return np.asarray(_rows(g).sum(axis=0).reshape(b.shape))


def _expand_affine(emit: Any, args: tuple[int, ...], forms: tuple[Shape, ...]) -> int:
    x, w, b = args
    if len(forms[0]) > 2:
        x = emit("reshape", x, shape=(forms[0][0], prod(forms[0][1:])))
    if len(forms[0]) == 1 and len(forms[2]) == 2:
        b = emit("reshape", b, shape=forms[2][1:])
    return int(emit("add", emit("matmul", x, w), b))


OPS.add(Op(
    name="affine", params=("X", "W", "b"), result="Y", symbol="X·W + b",
    forward=_affine, vjp=(_affine_dx, _affine_dw, _affine_db), shape=shapes.affine, expand=_expand_affine,
    value="X @ W + b", gradients=("g @ W.T", "X.T @ g", "rowsum(g)"), parts=("dX", "dW", "db"),
    keeps=("X", "W"), view="product", lanes=((0, (-2, None, None)), (-1, (None, 1, -1))),
    samples=(
        Sample((MATRIX_2X3, MATRIX_3X2, [0.1, -0.2])), Sample((MATRIX_2X3, MATRIX_3X2, [[0.1, -0.2]])),
        Sample(([1.0, -2.0, 0.5], MATRIX_3X2, [0.1, -0.2])), Sample(([1.0, -2.0, 0.5], MATRIX_3X2, [[0.1, -0.2]])),
        Sample(([[[1.0], [2.0], [-1.0]], [[0.5], [0.2], [3.0]]], MATRIX_3X2, [0.1, -0.2])),
    ),
    numpy="affine({X}, {W}, {b})", torch="affine({X}, {W}, {b})",
    numpy_gradients=("affine_dx({g}, {X}, {W})", "affine_dw({g}, {X})", "affine_db({g}, {b})"),
    words=words(
        ("Affine layer", "Affine 层"),
        ("Multiply {X} by {W}, then add {b} to every row. Keep {X} and {W}.", "{X} 乘 {W}，再给每一行加上 {b}。保留 {X} 和 {W}。"),
        (
            (
                "dX has the shape of X: dY times W transposed.",
                "dW has the shape of W: X transposed times dY.",
                "b was added to every row, so db sums dY over the rows.",
            ),
            ("dX 与 X 同形：dY 乘 W 的转置。", "dW 与 W 同形：X 的转置乘 dY。", "b 加到了每一行，所以 db 把 dY 各行相加。"),
        ),
        ("X (N, n) times W (n, m) plus b (m,) is Y (N, m).", "X (N, n) 乘 W (n, m) 加 b (m,) 得 Y (N, m)。"),
        ("With a square W, shapes cannot catch a missing transpose.", "W 是方阵时，形状查不出漏写的转置。"),
    ),
))  # fmt: skip
