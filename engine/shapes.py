"""Shape rules shared by families of ops: shapes in, shape out, before any number."""

from __future__ import annotations

from itertools import pairwise
from math import prod

from engine.errors import Misfit
from engine.op import Shape

Axis = int | tuple[int, ...] | None


def shown(shape: Shape) -> str:
    """`2×3` for a matrix, `(3,)` for a vector, `()` for a number, as the messages print it."""
    return "×".join(map(str, shape)) if len(shape) > 1 else str(tuple(shape))


def same(x: Shape, **_attrs: object) -> Shape:
    """The shape of the only input, whatever the attributes."""
    return x


def broadcast(*shapes: Shape) -> Shape:
    """NumPy's rule: sizes compared from the right must be equal, or one of them 1."""
    if shapes[0] == shapes[-1]:
        return shapes[0]
    rank = max(map(len, shapes))
    rows = [(1,) * (rank - len(shape)) + shape for shape in shapes]
    sizes = []
    for column in zip(*rows, strict=True):
        size = next((size for size in column if size != 1), 1)
        if any(other not in (1, size) for other in column):
            raise Misfit("broadcast")
        sizes.append(size)
    return tuple(sizes)


def equal(x: Shape, y: Shape) -> Shape:
    """Both shapes the same; the result is one number."""
    if x != y:
        raise Misfit("equal_shapes")
    return ()


def equal_kept(x: Shape, y: Shape) -> Shape:
    """Both shapes the same, and that of the result."""
    equal(x, y)
    return x


def axes_of(x: Shape, axis: Axis) -> tuple[int, ...]:
    """The axes as sorted non-negative numbers; None is all of them."""
    if axis is None:
        return tuple(range(len(x)))
    wanted = axis if isinstance(axis, tuple) else (axis,)
    for one in wanted:
        if not x:
            raise Misfit("axis_scalar", axis=one)
        if not -len(x) <= one < len(x):
            raise Misfit("axis_range", axis=one, low=-len(x), high=len(x) - 1)
    found = sorted(one % len(x) for one in wanted)
    for one, other in pairwise(found):
        if one == other:
            raise Misfit("axis_repeated", axis=one)
    return tuple(found)


def reduced(x: Shape, axis: Axis = None, keepdims: bool = False) -> Shape:
    """`axis` summed away, or kept with size 1."""
    gone = axes_of(x, axis)
    if keepdims:
        return tuple(1 if k in gone else size for k, size in enumerate(x))
    return tuple(size for k, size in enumerate(x) if k not in gone)


def reduced_nonempty(x: Shape, axis: Axis = None, keepdims: bool = False) -> Shape:
    """As `reduced`; refuses a tensor without elements, which has no largest one."""
    shape = reduced(x, axis, keepdims)
    if 0 in x:
        raise Misfit("empty_extreme")
    return shape


def along_axis(x: Shape, axis: int = -1) -> Shape:
    """The same shape; `axis` must exist and have elements."""
    if not x:
        raise Misfit("needs_axis")
    (k,) = axes_of(x, axis)
    if x[k] == 0:
        raise Misfit("empty_extreme")
    return x


def matmul(x: Shape, y: Shape) -> Shape:
    """`x @ y` as NumPy has it: vectors gain an axis for the product and lose it again."""
    for slot, shape in enumerate((x, y)):
        if not shape:
            raise Misfit("needs_matrix", slot=slot)
    inner_x, inner_y = x[-1], y[-2] if len(y) > 1 else y[0]
    if inner_x != inner_y:
        raise Misfit("inner_sizes", inner_left=inner_x, inner_right=inner_y)
    batch = broadcast(x[:-2], y[:-2])
    return batch + (x[-2:-1] if len(x) > 1 else ()) + (y[-1:] if len(y) > 1 else ())


def affine(x: Shape, w: Shape, b: Shape) -> Shape:
    """X·W + b: (n,) or (N, …) flattened after the first axis; W (n, m); b (m,) or (1, m)."""
    if not x:
        raise Misfit("needs_matrix", slot=0)
    if len(w) != 2:
        raise Misfit("needs_matrix", slot=1)
    flat = x if len(x) == 1 else (x[0], prod(x[1:]))
    if flat[-1] != w[0]:
        raise Misfit("inner_sizes", slot=1, inner_left=flat[-1], inner_right=w[0])
    if b not in ((w[1],), (1, w[1])):
        raise Misfit("bias_shape", slot=2, size=w[1])
    return (*flat[:-1], w[1])


def reshaped(x: Shape, shape: Shape) -> Shape:
    """`shape` with its −1, if any, worked out; the number of elements must stay."""
    have, known = prod(x), prod(size for size in shape if size != -1)
    if -1 not in shape:
        if known != have:
            raise Misfit("reshape_size", shape=str(shape), have=have, want=known)
        return shape
    if shape.count(-1) > 1 or known == 0 or have % known:
        raise Misfit("reshape_unknown", shape=str(shape), have=have)
    return tuple(have // known if size == -1 else size for size in shape)


def reversed_axes(x: Shape) -> Shape:
    """All axes in reverse order."""
    return x[::-1]


def concatenated(x: Shape, y: Shape, axis: int = 0) -> Shape:
    """Joined along `axis`; all other sizes equal."""
    (k,) = axes_of(x, axis)
    if len(x) != len(y) or any(a != b for j, (a, b) in enumerate(zip(x, y, strict=True)) if j != k):
        raise Misfit("concat_shapes", axis=axis)
    return (*x[:k], x[k] + y[k], *x[k + 1 :])


def indexed(x: Shape, index: tuple[int | slice, ...]) -> Shape:
    """`x[index]` with whole numbers and slices."""
    if not x:
        raise Misfit("index_scalar")
    if len(index) > len(x):
        raise Misfit("index_count", count=len(index), rank=len(x))
    sizes: list[int] = []
    for axis, (size, one) in enumerate(zip(x, index, strict=False)):
        if isinstance(one, slice):
            sizes.append(len(range(*one.indices(size))))
        elif not -size <= one < size:
            raise Misfit("index_range", index=one, axis=axis, size=size, low=-size, high=size - 1)
    return (*sizes, *x[len(index) :])


def class_loss(logits: Shape, labels: Shape) -> Shape:
    """Scores (C,) or (N, C); labels of the same shape, or of one rank less; the result is one number."""
    if not 1 <= len(logits) <= 2 or 0 in logits:
        raise Misfit("logits_shape")
    if labels not in (logits, logits[:-1]):
        raise Misfit("labels_shape", slot=1)
    return ()
