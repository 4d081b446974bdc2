"""Softmax, and the losses: stable for any finite scores, averaged over the batch."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine import shapes
from engine.errors import Misfit
from engine.numerals import numeral
from engine.op import OPS, Array, Attr, Op, Sample, Shape
from engine.ops.families import SAME_SHAPE, words

AXIS = (Attr("axis", "axis", -1),)
SCORES = [[0.3, 2.9, -1.0], [1.5, -0.5, 0.2]]


def both_softmaxes(x: Array, axis: int = -1) -> tuple[Array, Array]:
    """(x − log Σ eˣ, eˣ / Σ eˣ), through the largest element, so that nothing overflows."""
    logs = x - x.max(axis=axis, keepdims=True)
    y = np.exp(logs)
    total = y.sum(axis=axis, keepdims=True)
    logs -= np.log(total)
    y /= total
    return logs, y


def log_softmax(x: Array, axis: int = -1) -> Array:
    return both_softmaxes(x, axis)[0]


def softmax(x: Array, axis: int = -1) -> Array:
    return both_softmaxes(x, axis)[1]


def _softmax_dx(g: Array, y: Array, x: Array, axis: int = -1) -> Array:
    return np.asarray(y * (g - (g * y).sum(axis=axis, keepdims=True)))


def _log_softmax_dx(g: Array, y: Array, x: Array, axis: int = -1) -> Array:
    return np.asarray(g - np.exp(y) * g.sum(axis=axis, keepdims=True))


def _expand_softmax(emit: Any, args: tuple[int, ...], forms: tuple[Shape, ...], axis: int = -1) -> int:
    lifted = emit("exp", emit("sub", args[0], emit("stopped_max", args[0], axis=axis)))
    return int(emit("div", lifted, emit("sum", lifted, axis=axis, keepdims=True)))


OPS.add(Op(
    name="softmax", params=("x",), symbol="softmax", forward=softmax, vjp=(_softmax_dx,), shape=shapes.along_axis,
    value="exp(x) / sum(exp(x))", gradients=("y * (g - sum(g * y))",), attrs=AXIS, keeps=("y",), view="jacobian",
    samples=(Sample((SCORES,)), Sample((SCORES,), {"axis": 0}), Sample(([0.1, -1.0, 2.0],))), expand=_expand_softmax,
    numpy="softmax({x}, {axis})", numpy_gradients=("softmax_dx({g}, {y}, {axis})",), torch="torch.softmax({x}, dim={axis})",
    words=words(
        ("softmax", "softmax"),
        ("Turn the scores {x} into probabilities that add up to 1. Keep them.", "把得分 {x} 变成和为 1 的概率。保留概率。"),
        ("Every score moves every probability: J = diag(y) − y·yᵀ, times upstream.", "每个得分影响所有概率：J = diag(y) − y·yᵀ，再乘上游。"),
        SAME_SHAPE,
        (
            "Every output depends on every score, so the diagonal alone is wrong. The largest score is subtracted first: the result stays the same.",
            "每个输出都与所有得分有关，只用对角线是错的。先减去最大的得分，结果不变。",
        ),
    ),
))  # fmt: skip

OPS.add(Op(
    name="log_softmax", params=("x",), symbol="log softmax", forward=log_softmax, vjp=(_log_softmax_dx,), shape=shapes.along_axis,
    value="x - log(sum(exp(x)))", gradients=("g - exp(y) * sum(g)",), attrs=AXIS, keeps=("y",),
    samples=(Sample((SCORES,)), Sample((SCORES,), {"axis": 0}), Sample(([0.1, -1.0, 2.0],))),
    numpy="log_softmax({x}, {axis})", numpy_gradients=("log_softmax_dx({g}, {y}, {axis})",),
    torch="torch.log_softmax({x}, dim={axis})",
    words=words(
        ("log softmax", "log softmax"),
        ("The logarithm of softmax of {x}, computed without overflow. Keep it.", "{x} 的 softmax 取对数，不会溢出。保留输出。"),
        ("Upstream minus the probabilities times the sum of upstream.", "上游梯度减去（概率乘上游之和）。"),
        SAME_SHAPE,
        ("Where a probability rounds to 0 it stays finite: log 0 never arises.", "概率舍入为 0 时它仍是有限的：不会出现 log 0。"),
    ),
))  # fmt: skip


def samples_in(x: Array) -> int:
    """The batch size N; one unbatched sample is a batch of one."""
    return x.shape[0] if x.ndim == 2 else 1


def label_rows(x: Array, t: Array) -> Array:
    """Labels as rows of the shape of x: class numbers become one-hot rows."""
    return t if t.ndim == x.ndim else one_hot(t, x.shape[-1])


def one_hot(t: Array, classes: int) -> Array:
    """Class numbers (N,) or () → rows (N, classes) or (classes,)."""
    return np.asarray(t[..., None] == np.arange(classes), dtype=np.float64)


def check_labels(x: Array, t: Array) -> None:
    """Raises Misfit unless the labels are class numbers below C, or rows of probabilities."""
    if t.ndim == x.ndim:
        sums = t.sum(axis=-1)
        wrong = (t < 0) | ~np.isfinite(t) | ~(np.abs(sums - 1.0) <= 1e-6)[..., None]
        if wrong.any():
            raise Misfit("labels_row", row=int(np.argwhere(wrong)[0][0]) if t.ndim == 2 else 0)
        return
    wrong = t != np.minimum(np.maximum(np.floor(t), 0.0), x.shape[-1] - 1.0)
    if wrong.any():
        raise Misfit("labels_class", label=numeral(float(t[wrong].flat[0])), high=x.shape[-1] - 1)


def _each_loss(logs: Array, t: Array) -> Array:
    """−t log y, and 0 where t is 0, so that an impossible class with no label costs nothing.

    Taken from 0.0, as all losses here: a certain hit costs 0, not −0.
    """
    return np.where(t == 0, 0.0, 0.0 - t * logs)


def _loss(logs: Array, t: Array) -> Any:
    """The mean over the batch of −Σ t log y; of class numbers, only their own logarithm is asked for."""
    if t.ndim == logs.ndim:
        return _each_loss(logs, t).sum() / samples_in(logs)
    classes = t.astype(np.intp)
    own = logs[np.arange(len(t)), classes] if t.ndim else logs[classes]
    return (0.0 - own).sum() / samples_in(logs)


def _softmax_with_loss(a: Array, t: Array) -> tuple[Any, Array]:
    """(mean of −Σ t log softmax(a), softmax(a)); computed through log-sum-exp: no epsilon."""
    logs, probabilities = both_softmaxes(a)
    return _loss(logs, t), probabilities


def _losses(a: Array, logs: Array, t: Array) -> Array:
    """The loss of every run, for scores, log-probabilities and labels with a leading axis of runs."""
    return np.asarray(_each_loss(logs, label_rows(a, t)).sum(axis=tuple(range(1, a.ndim))) / samples_in(a[0]))


def _softmax_with_loss_da(g: Array, p: Array, a: Array, t: Array) -> Array:
    da = p - label_rows(a, t)
    da *= g / samples_in(a)
    return da


def _expand_softmax_with_loss(emit: Any, args: tuple[int, ...], forms: tuple[Shape, ...]) -> int:
    a, t = args
    shifted = emit("sub", a, emit("stopped_max", a, axis=-1))
    lifted = emit("exp", shifted)
    total = emit("sum", lifted, axis=-1, keepdims=True)
    emit("div", lifted, total, name="y")
    logs = emit("sub", shifted, emit("log", total))
    rows = t if len(forms[1]) == len(forms[0]) else emit("one_hot", t, classes=forms[0][-1])
    each = emit("neg", emit("sum", emit("weigh", rows, logs), axis=-1))
    return int(emit("mean", each))


LABELLED = (
    Sample((SCORES, [1.0, 0.0])), Sample((SCORES, [[0.0, 1.0, 0.0], [0.5, 0.25, 0.25]])),
    Sample(([0.1, -1.0, 2.0], [0.0, 0.0, 1.0])), Sample(([0.1, -1.0, 2.0], 2.0)),
)  # fmt: skip
LABEL_SHAPES = (
    "Scores (N, C) or (C,); labels of the same shape, or class numbers of one rank less.",
    "得分 (N, C) 或 (C,)；标签与它同形，或是少一维的类别号。",
)

OPS.add(Op(
    name="softmax_with_loss", params=("logits", "labels"), result="L", symbol="softmax + loss", aliases=("cross_entropy",),
    forward=_softmax_with_loss, vjp=(_softmax_with_loss_da, None), shape=shapes.class_loss, stash="probabilities",
    batched=lambda a, t: _losses(a, log_softmax(a), t),
    check=check_labels, labels=1, expand=_expand_softmax_with_loss, view="difference",
    value="-sum(labels * log(softmax(logits))) / N", gradients=("(y - labels) / N * g", None), keeps=("y", "labels", "N"), samples=LABELLED,
    numpy="softmax_with_loss({logits}, {labels})", numpy_gradients=("softmax_with_loss_da({g}, {logits}, {labels})", None),
    torch="softmax_with_loss({logits}, {labels})",
    words=words(
        ("Softmax-with-Loss layer", "Softmax-with-Loss 层"),
        ("Turn scores into probabilities, then compare them with the labels.", "先把得分变成概率，再与标签比较。"),
        ("Prediction minus label, divided by the batch size.", "预测减标签，再除以批量大小。"),
        LABEL_SHAPES,
        (
            "It opens into softmax and cross-entropy. The tidy result exists only for the pair; each row of dA sums to 0.",
            "可以展开成 softmax 和交叉熵。这个简洁的结果只对二者合在一起成立；dA 每行之和为 0。",
        ),
    ),
))  # fmt: skip


def _cross_entropy_error(y: Array, t: Array) -> Any:
    return _loss(np.log(y), t)


def _cross_entropy_error_dy(g: Array, loss: Array, y: Array, t: Array) -> Array:
    rows = label_rows(y, t)
    return np.where(rows == 0, 0.0, -rows / y) * (g / samples_in(y))


OPS.add(Op(
    name="cross_entropy_error", params=("y", "labels"), result="L", symbol="cross-entropy", forward=_cross_entropy_error,
    vjp=(_cross_entropy_error_dy, None), shape=shapes.class_loss, check=check_labels, labels=1, view="bars",
    batched=lambda y, t: _losses(y, np.log(y), t),
    value="-sum(labels * log(y)) / N", gradients=("-labels / (y * N) * g", None), keeps=("y", "labels"),
    samples=(Sample(([[0.2, 0.5, 0.3], [0.6, 0.3, 0.1]], [1.0, 0.0])), Sample(([0.2, 0.5, 0.3], [0.0, 1.0, 0.0])), Sample(([0.2, 0.5, 0.3], 1.0))),
    numpy="cross_entropy_error({y}, {labels})", numpy_gradients=("cross_entropy_error_dy({g}, {y}, {labels})", None),
    torch="cross_entropy_error({y}, {labels})",
    words=words(
        ("cross-entropy error", "交叉熵误差"),
        ("Compare the probabilities {y} with the labels. Keep both.", "把概率 {y} 与标签比较。两个都留着。"),
        ("Minus label over probability, divided by the batch size.", "负的标签除以概率，再除以批量大小。"),
        LABEL_SHAPES,
        (
            "A true class of probability 0 gives an infinite loss, shown as such. Softmax-with-Loss goes through log-sum-exp and avoids it.",
            "真实类别的概率为 0 时，损失就是 ∞。Softmax-with-Loss 用 log-sum-exp 计算，可以避免。",
        ),
    ),
))  # fmt: skip


def _batched_mse(x: Array, y: Array) -> Array:
    return np.asarray(((x - y) * (x - y)).sum(axis=tuple(range(1, x.ndim))) / np.float64(x[0].size))


OPS.add(Op(
    name="mse", params=("a", "b"), result="L", symbol="MSE", forward=lambda a, b: ((a - b) * (a - b)).sum() / np.float64(a.size),
    vjp=(lambda g, z, a, b: (a - b) * (2.0 * g / np.float64(a.size)), lambda g, z, a, b: (b - a) * (2.0 * g / np.float64(a.size))),
    shape=shapes.equal, batched=_batched_mse, value="sum((a - b) ** 2) / n", gradients=("2 * (a - b) / n * g", "-(2 * (a - b) / n) * g"), keeps=("a − b",),
    samples=(Sample(([1.0, 2.0, 3.0], [0.5, 2.5, -1.0])), Sample((SCORES, [[1.0, 0.0, 0.0], [0.0, 1.0, 0.5]])), Sample((2.0, 0.5))),
    numpy="np.mean(({a} - {b}) ** 2)", torch="torch.mean(({a} - {b}) ** 2)",
    words=words(
        ("mean squared error", "均方误差"),
        ("Average the squared differences of {a} and {b}. Keep the difference.", "对 {a} 与 {b} 之差的平方求平均。保留差。"),
        ("Upstream times 2(a − b)/n; the other side gets the negative.", "上游梯度乘 2(a − b)/n；另一边得到相反数。"),
        ("Both inputs have the same shape; the result is one number.", "两个输入同形，结果是一个数。"),
        ("The 1/n is in, a factor 1/2 is not: so a 2 stands in the gradient.", "含 1/n，不含 1/2，所以梯度里有因子 2。"),
    ),
))  # fmt: skip

OPS.add(Op(
    name="one_hot", params=("t",), symbol="one-hot", forward=one_hot, vjp=(None,), shape=lambda t, classes: (*t, classes),
    value="onehot(t)", gradients=(None,), attrs=(Attr("classes", "count"),), callable=False, labels=0,
    samples=(Sample(([1.0, 0.0],), {"classes": 3}), Sample((2.0,), {"classes": 3})),
    numpy="one_hot({t}, {classes})", torch="one_hot({t}, {classes})",
    words=words(
        ("one-hot rows", "one-hot 向量"),
        ("Write each class number as a row with a single 1.", "把每个类别号写成只有一个 1 的行。"),
        ("Labels get no gradient.", "标签没有梯度。"),
        ("One row of classes for each label.", "每个标签一行。"),
    ),
))  # fmt: skip

OPS.add(Op(
    name="weigh", params=("t", "x"), result="z", symbol="×", forward=lambda t, x: np.where(t == 0, 0.0, t * x),
    local=(lambda z, t, x: x, lambda z, t, x: t), shape=shapes.equal_kept, value="t * x", gradients=("x", "t"), labels=0,
    callable=False, keeps=("t",),
    samples=(Sample(([[0.0, 1.0, 0.0], [0.5, 0.25, 0.25]], SCORES)), Sample(([0.0, 1.0, 0.0], [0.3, -0.2, 0.5]))),
    numpy="weigh({t}, {x})", torch="weigh({t}, {x})",
    words=words(
        ("times the labels", "乘标签"),
        ("Multiply by the labels {t}: only the true class remains.", "乘标签 {t}：只剩真实的类别。"),
        ("Upstream times the labels; the labels get no gradient.", "上游梯度乘标签；标签没有梯度。"),
        ("Labels and numbers have the same shape.", "标签与数同形。"),
        ("Where the label is 0 the result is 0, even next to −∞.", "标签为 0 处结果为 0，即使对着 −∞。"),
    ),
))  # fmt: skip
