"""Operations that rearrange elements and change none."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine import shapes
from engine.op import OPS, Array, Attr, Op, Sample, Shape
from engine.ops.families import words

MATRIX = [[1.0, -2.0, 0.5], [3.0, 0.25, -1.0]]
BACK = ("The gradient is rearranged back; no arithmetic.", "梯度按原样放回去，没有运算。")

OPS.add(Op(
    name="reshape", params=("x",), symbol="reshape", forward=lambda x, shape: x.reshape(shape),
    vjp=(lambda g, y, x, shape: g.reshape(x.shape),), shape=shapes.reshaped, value="reshape(x)", gradients=("restore(g)",),
    attrs=(Attr("shape", "shape"),), samples=(Sample((MATRIX,), {"shape": (3, 2)}), Sample((MATRIX,), {"shape": (-1,)})),
    keeps=("shape",), numpy="np.reshape({x}, {shape})", numpy_gradients=("np.reshape({g}, np.shape({x}))",),
    torch="torch.reshape({x}, {shape})",
    words=words(
        ("reshape", "变形"),
        ("Put the elements of {x} into another shape. Keep the old shape.", "把 {x} 的元素排成另一个形状。记下原形状。"),
        BACK,
        ("The number of elements stays; one size may be −1.", "元素个数不变；可有一个大小写 −1。"),
        ("The numbers only change their places.", "数只是换了位置。"),
    ),
))  # fmt: skip

OPS.add(Op(
    name="transpose", params=("x",), symbol="ᵀ", forward=lambda x: x.T, vjp=(lambda g, y, x: g.T,), keeps=("order",),
    shape=shapes.reversed_axes, batched=lambda x: x.transpose(0, *range(x.ndim - 1, 0, -1)),
    value="x.T", gradients=("g.T",), samples=(Sample((MATRIX,)), Sample(([MATRIX],)), Sample(([1.0, 2.0],))),
    torch="{x}.permute([*reversed(range({x}.ndim))])",
    words=words(
        ("transpose", "转置"),
        ("Reverse the axes of {x}: rows become columns.", "把 {x} 的轴倒过来：行变成列。"),
        ("The gradient is transposed back; no arithmetic.", "梯度转置回去，没有运算。"),
        ("The sizes are reversed.", "各轴大小倒序。"),
        ("The numbers only change their places.", "数只是换了位置。"),
    ),
))  # fmt: skip


def _concat(a: Array, b: Array, axis: int = 0) -> Array:
    return np.concatenate((a, b), axis=axis)


def _concat_da(g: Array, z: Array, a: Array, b: Array, axis: int = 0) -> Array:
    return np.split(g, (a.shape[axis],), axis=axis)[0]


def _concat_db(g: Array, z: Array, a: Array, b: Array, axis: int = 0) -> Array:
    return np.split(g, (a.shape[axis],), axis=axis)[1]


OPS.add(Op(
    name="concat", params=("a", "b"), result="z", symbol="concat", forward=_concat, vjp=(_concat_da, _concat_db),
    shape=shapes.concatenated, value="concat(a, b)", gradients=("first(g)", "second(g)"), attrs=(Attr("axis", "axis", 0),),
    samples=(Sample(([1.0, 2.0], [3.0])), Sample((MATRIX, MATRIX)), Sample((MATRIX, [[1.0], [2.0]]), {"axis": 1})),
    numpy="np.concatenate(({a}, {b}), axis={axis})",
    numpy_gradients=(
        "np.split({g}, (np.shape({a})[{axis}],), axis={axis})[0]", "np.split({g}, (np.shape({a})[{axis}],), axis={axis})[1]",
    ),
    torch="torch.cat(({a}, {b}), dim={axis})",
    words=words(
        ("join", "拼接"),
        ("Put {a} and {b} one after the other. Keep where they meet.", "把 {a} 和 {b} 接在一起。记下分界。"),
        ("Each input gets its own part of the upstream gradient.", "每个输入得到上游梯度中自己的那一段。"),
        ("Apart from the axis, all sizes are equal.", "除该轴外，各大小相等。"),
    ),
))  # fmt: skip


def _index_dx(g: Array, y: Array, x: Array, index: tuple[int | slice, ...]) -> Array:
    dx = np.zeros(x.shape)
    dx[index] = g
    return dx


def _index_shape(x: Shape, index: tuple[int | slice, ...]) -> Shape:
    return shapes.indexed(x, index)


def _index(x: Array, index: tuple[int | slice, ...]) -> Any:
    return x[index]


OPS.add(Op(
    name="index", params=("x",), symbol="[ ]", forward=_index, vjp=(_index_dx,), shape=_index_shape,
    value="pick(x)", gradients=("place(g)",), attrs=(Attr("index", "index"),), callable=False,
    samples=(
        Sample((MATRIX,), {"index": (0,)}), Sample((MATRIX,), {"index": (1, -1)}), Sample((MATRIX,), {"index": (slice(None), slice(0, 2))}),
    ),
    keeps=("index",), numpy="{x}[{index}]", numpy_gradients=("place({g}, {x}, np.s_[{index}])",), torch="{x}[{index}]",
    words=words(
        ("pick", "取元素"),
        ("Pick elements of {x}. Keep where they were.", "从 {x} 中取出元素。记下位置。"),
        ("The picked places get the gradient; all others get 0.", "取出的位置得到梯度，其余位置为 0。"),
        ("A whole number drops its axis, a slice keeps it.", "整数下标去掉该轴，切片保留该轴。"),
    ),
))  # fmt: skip
