"""Functions of one number, and the larger and smaller of two."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from engine.op import Array, Attr, Sample
from engine.ops.families import BROADCAST, SAME_SHAPE, elementwise, words

ANY = (Sample((0.7,)), Sample(([-1.5, 0.5, 2.0],)), Sample(([[0.3, -0.8], [1.2, -2.1]],)))
POSITIVE = (Sample((0.7,)), Sample(([1.5, 0.5, 2.0],)), Sample(([[0.3, 0.8], [1.2, 2.1]],)))
SQRT_2 = math.sqrt(2.0)
SQRT_TAU = math.sqrt(math.tau)
_erf_each = np.frompyfunc(math.erf, 1, 1)


def erf(x: Array) -> Array:
    """The error function, element by element."""
    return np.asarray(_erf_each(x), dtype=np.float64)


def logistic(x: Array) -> Array:
    """1/(1 + e⁻ˣ) without overflow on either side."""
    small = np.exp(-np.abs(x))
    return np.where(x >= 0, 1.0, small) / (1.0 + small)


def _above(x: Array, bound: Any) -> Array:
    """1 where x is larger than the bound, −1 where smaller, 0 at the bound itself."""
    return np.asarray((x > bound) * 1 - (x < bound))


def _logistic(x: float) -> float:
    if x >= 0:
        return 1.0 / (1.0 + math.exp(-x))
    small = math.exp(x)
    return small / (1.0 + small)


elementwise(
    "exp", "x", "exp", np.exp, (lambda y, x: y,), lambda x: (y := math.exp(x), y),
    value="exp(x)", gradients=("y",), keeps=("y",), samples=ANY,
    words=words(
        ("exponential", "指数"),
        ("Apply exp to {x}. Keep the output.", "对 {x} 求 exp。保留输出。"),
        ("Upstream times the output that was kept.", "上游梯度乘保留的输出。"),
        SAME_SHAPE,
        ("It uses the output, not the input. Above 709 it overflows to infinity.", "用的是输出，不是输入。输入超过 709 就溢出为 ∞。"),
        (
            "{trouble} first appears at step {number}, in `{node}`: its input {given} is too large.",
            "第 {number} 步 `{node}` 首次出现 {trouble}：输入 {given} 太大。",
        ),
    ),
)  # fmt: skip

elementwise(
    "log", "x", "log", np.log, (lambda y, x: 1.0 / x,), lambda x: (math.log(x), 1.0 / x),
    value="log(x)", gradients=("1 / x",), keeps=("x",), samples=POSITIVE,
    words=words(
        ("natural logarithm", "自然对数"),
        ("Apply log to {x}. Keep the input.", "对 {x} 求 log。保留输入。"),
        ("Upstream divided by the input that was kept.", "上游梯度除以保留的输入。"),
        SAME_SHAPE,
        ("At x = 0 it is −infinity, below 0 it is NaN; a warning says where.", "x = 0 时为 −∞，x < 0 时为 NaN；提示会指出位置。"),
        (
            "log needs a positive number; `{node}` got {given}, so {trouble} starts at step {number}.",
            "log 的输入要大于 0，`{node}` 得到 {given}，第 {number} 步起出现 {trouble}。",
        ),
    ),
)  # fmt: skip

elementwise(
    "sqrt", "x", "√", np.sqrt, (lambda y, x: 0.5 / y,), lambda x: (y := math.sqrt(x), 0.5 / y),
    value="sqrt(x)", gradients=("1 / (2 * y)",), keeps=("y",), samples=POSITIVE,
    words=words(
        ("square root", "平方根"),
        ("Take the square root of {x}. Keep the output.", "求 {x} 的平方根。保留输出。"),
        ("Upstream divided by twice the output.", "上游梯度除以输出的两倍。"),
        SAME_SHAPE,
        ("At x = 0 the local derivative is infinite; below 0 the root is NaN.", "x = 0 时局部导数为 ∞；x < 0 时结果为 NaN。"),
        (
            "sqrt needs a number from 0 up; `{node}` got {given}, so {trouble} starts at step {number}.",
            "sqrt 的输入不能小于 0，`{node}` 得到 {given}，第 {number} 步起出现 {trouble}。",
        ),
    ),
)  # fmt: skip

elementwise(
    "sin", "x", "sin", np.sin, (lambda y, x: np.cos(x),), lambda x: (math.sin(x), math.cos(x)),
    value="sin(x)", gradients=("cos(x)",), keeps=("x",), samples=ANY,
    words=words(
        ("sine", "正弦"),
        ("Apply sin to {x}. Keep the input.", "对 {x} 求 sin。保留输入。"),
        ("Upstream times the cosine of the input.", "上游梯度乘输入的余弦。"),
        SAME_SHAPE,
    ),
)  # fmt: skip

elementwise(
    "cos", "x", "cos", np.cos, (lambda y, x: -np.sin(x),), lambda x: (math.cos(x), -math.sin(x)),
    value="cos(x)", gradients=("-sin(x)",), keeps=("x",), samples=ANY,
    words=words(
        ("cosine", "余弦"),
        ("Apply cos to {x}. Keep the input.", "对 {x} 求 cos。保留输入。"),
        ("Upstream times minus the sine of the input.", "上游梯度乘输入正弦的相反数。"),
        SAME_SHAPE,
        ("The local derivative has a minus sign.", "局部导数带负号。"),
    ),
)  # fmt: skip

elementwise(
    "tan", "x", "tan", np.tan, (lambda y, x: 1.0 + y * y,), lambda x: (y := math.tan(x), 1.0 + y * y),
    value="tan(x)", gradients=("1 + y**2",), keeps=("y",), samples=ANY,
    words=words(
        ("tangent", "正切"),
        ("Apply tan to {x}. Keep the output.", "对 {x} 求 tan。保留输出。"),
        ("Upstream times 1 plus the output squared.", "上游梯度乘（1 加输出的平方）。"),
        SAME_SHAPE,
        ("Near π/2 the value and the slope grow without bound.", "在 π/2 附近，值和斜率都会无限增大。"),
    ),
)  # fmt: skip

elementwise(
    "tanh", "x", "tanh", np.tanh, (lambda y, x: 1.0 - y * y,), lambda x: (y := math.tanh(x), 1.0 - y * y),
    value="tanh(x)", gradients=("1 - y**2",), keeps=("y",), samples=ANY,
    words=words(
        ("tanh", "tanh"),
        ("Squash {x} into the range −1 to 1. Keep the output y.", "把 {x} 压到 −1 和 1 之间。保留输出 y。"),
        ("Upstream times 1 − y², which is never more than 1.", "上游梯度乘 1 − y²，这个数不会超过 1。"),
        SAME_SHAPE,
        ("Far from 0 it saturates: the local derivative is almost 0.", "离 0 远时饱和：局部导数几乎是 0。"),
    ),
)  # fmt: skip


def _expand_sigmoid(emit: Any, args: tuple[int, ...], shapes: Any) -> int:
    # The exponent is held at 700: e^700 is still a float, and nothing of y or its slope is lost.
    held = emit("minimum", emit("neg", args[0]), emit.constant(700.0))
    return int(emit("div", emit.constant(1.0), emit("add", emit.constant(1.0), emit("exp", held))))


def _sigmoid_scalar(x: float) -> tuple[float, float]:
    y = _logistic(x)
    return y, y * (1.0 - y)


elementwise(
    "sigmoid", "x", "σ", logistic, (lambda y, x: y * (1.0 - y),), _sigmoid_scalar,
    value="1 / (1 + exp(-x))", gradients=("y * (1 - y)",), keeps=("y",), samples=ANY, expand=_expand_sigmoid, view="saturation",
    words=words(
        ("sigmoid", "sigmoid"),
        ("Squash {x} into the range 0 to 1. Keep the output y.", "把 {x} 压到 0 和 1 之间。保留输出 y。"),
        ("Upstream times y(1−y), which is never more than 0.25.", "上游梯度乘 y(1−y)，这个数不会超过 0.25。"),
        SAME_SHAPE,
        ("It is y(1−y), not x(1−x); far from 0 it saturates.", "是 y(1−y)，不是 x(1−x)；离 0 远时饱和。"),
    ),
)  # fmt: skip


def _relu_scalar(x: float) -> tuple[float, float]:
    return (x, 1.0) if x > 0 else (x if x != x else 0.0, 0.0)


elementwise(
    "relu", "x", "ReLU", lambda x: np.maximum(x, 0.0), (lambda y, x: (x > 0).astype(np.float64),), _relu_scalar,
    value="x * [x > 0]", gradients=("[x > 0]",), keeps=("x > 0",), samples=ANY, view="mask", piece=lambda y, x: x > 0,
    numpy="np.maximum({x}, 0.0)", torch="torch.relu({x})",
    words=words(
        ("ReLU", "ReLU"),
        ("Positive numbers pass; all others become 0. Keep the mask.", "正数通过，其余变为 0。记下掩码。"),
        ("Where the input was positive the gradient passes; elsewhere it is 0.", "输入为正的位置梯度通过，其余位置为 0。"),
        SAME_SHAPE,
        (
            "The mask looks at the input, never at the gradient's sign. At exactly 0 it is 0; a central difference gives 0.5.",
            "掩码看输入，不看梯度的正负。恰好为 0 时取 0，而中心差分得 0.5。",
        ),
    ),
)  # fmt: skip

elementwise(
    "softplus", "x", "softplus", lambda x: np.logaddexp(0.0, x), (lambda y, x: logistic(x),),
    lambda x: (max(x, 0.0) + math.log1p(math.exp(-abs(x))) if x == x else x, _logistic(x)),
    value="log(1 + exp(x))", gradients=("1 / (1 + exp(-x))",), keeps=("x",), samples=ANY,
    numpy="np.logaddexp(0.0, {x})", torch="torch.logaddexp(torch.zeros_like({x}), {x})",
    words=words(
        ("softplus", "softplus"),
        ("A smooth ReLU of {x}. Keep the input.", "平滑的 ReLU。保留输入 {x}。"),
        ("Upstream times the sigmoid of the input.", "上游梯度乘输入的 sigmoid。"),
        SAME_SHAPE,
    ),
)  # fmt: skip

elementwise(
    "abs", "x", "|x|", np.abs, (lambda y, x: np.sign(x),),
    lambda x: (abs(x), x if x != x else float(x > 0) - float(x < 0)),
    value="abs(x)", gradients=("sign(x)",), keeps=("sign(x)",), samples=ANY, piece=lambda y, x: _above(x, 0.0),
    words=words(
        ("absolute value", "绝对值"),
        ("Take the size of {x} without its sign. Keep the sign.", "去掉 {x} 的符号。记下符号。"),
        ("Upstream times the sign of the input; 0 at exactly 0.", "上游梯度乘输入的符号；恰好为 0 时取 0。"),
        SAME_SHAPE,
        ("At 0 there is a kink: no slope fits both sides, and 0 is taken.", "0 处不可导：两边斜率不同，取 0。"),
    ),
)  # fmt: skip

elementwise(
    "leaky_relu", "x", "LeakyReLU", lambda x, slope=0.01: np.where(x > 0, x, slope * x),
    (lambda y, x, slope=0.01: np.where(x > 0, 1.0, slope),),
    lambda x, slope=0.01: (x, 1.0) if x > 0 else (slope * x, slope),
    value="x * ([x > 0] + slope * [x <= 0])", gradients=("[x > 0] + slope * [x <= 0]",), keeps=("x > 0",),
    attrs=(Attr("slope", "number", 0.01),), samples=(*ANY, Sample(([-2.0, 3.0],), {"slope": 0.2})), view="mask",
    piece=lambda y, x, slope=0.01: x > 0,
    numpy="np.where({x} > 0, {x}, {slope} * {x})", torch="torch.nn.functional.leaky_relu({x}, {slope})",
    words=words(
        ("leaky ReLU", "leaky ReLU"),
        ("Positive numbers pass; others are multiplied by the slope. Keep the mask.", "正数通过，其余乘斜率。记下掩码。"),
        ("Where the input was positive the gradient passes; elsewhere times the slope.", "输入为正的位置梯度通过，其余位置乘斜率。"),
        SAME_SHAPE,
        ("At 0 there is a kink: the slope of the negative side is taken.", "0 处不可导：取负半边的斜率。"),
    ),
)  # fmt: skip


def _gelu_slope(y: Array, x: Array) -> Array:
    return 0.5 * (1.0 + erf(x / SQRT_2)) + x * np.exp(-0.5 * x * x) / SQRT_TAU


def _gelu_scalar(x: float) -> tuple[float, float]:
    share = 0.5 * (1.0 + math.erf(x / SQRT_2))
    return x * share, share + x * math.exp(-0.5 * x * x) / SQRT_TAU


elementwise(
    "gelu", "x", "GELU", lambda x: x * 0.5 * (1.0 + erf(x / SQRT_2)), (_gelu_slope,), _gelu_scalar,
    value="x * Phi(x)", gradients=("Phi(x) + x * phi(x)",), keeps=("x",), samples=ANY, torch="torch.nn.functional.gelu({x})",
    words=words(
        ("GELU", "GELU"),
        ("Weigh {x} by the share of a normal distribution below it. Keep {x}.", "用正态分布小于 {x} 的比例给 {x} 加权。保留 {x}。"),
        ("Upstream times Φ(x) + x·φ(x).", "上游梯度乘 Φ(x) + x·φ(x)。"),
        SAME_SHAPE,
        ("This is the exact form with Φ, not the tanh approximation.", "这是用 Φ 的精确式，不是 tanh 近似。"),
    ),
)  # fmt: skip

elementwise(
    "elu", "x", "ELU", lambda x, alpha=1.0: np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0.0))),
    (lambda y, x, alpha=1.0: np.where(x > 0, 1.0, y + alpha),),
    lambda x, alpha=1.0: (x, 1.0) if x > 0 else (y := alpha * math.expm1(x), y + alpha),
    value="x * [x > 0] + alpha * (exp(x) - 1) * [x <= 0]", gradients=("[x > 0] + (y + alpha) * [x <= 0]",), keeps=("x > 0", "y"),
    attrs=(Attr("alpha", "number", 1.0),), samples=(*ANY, Sample(([-2.0, 3.0],), {"alpha": 0.5})), view="mask",
    piece=lambda y, x, alpha=1.0: x > 0,
    numpy="np.where({x} > 0, {x}, {alpha} * np.expm1(np.minimum({x}, 0.0)))", torch="torch.nn.functional.elu({x}, {alpha})",
    words=words(
        ("ELU", "ELU"),
        ("Positive numbers pass; others bend down to −alpha. Keep the output.", "正数通过，其余弯向 −alpha。保留输出。"),
        ("Where the input was positive the gradient passes; elsewhere times y + alpha.", "输入为正的位置梯度通过，其余位置乘 y + alpha。"),
        SAME_SHAPE,
        ("Unless alpha is 1 there is a kink at 0, where alpha is taken.", "alpha 不为 1 时，0 处不可导：取 alpha。"),
    ),
)  # fmt: skip


def _clip_scalar(x: float, low: float, high: float) -> tuple[float, float]:
    return (min(max(x, low), high) if x == x else x), float(low <= x <= high)


elementwise(
    "clip", "x", "clip", lambda x, low, high: np.minimum(np.maximum(x, low), high),
    (lambda y, x, low, high: ((x >= low) & (x <= high)).astype(np.float64),), _clip_scalar,
    value="clip(x, low, high)", gradients=("[x >= low] * [x <= high]",), keeps=("low ≤ x ≤ high",),
    attrs=(Attr("low", "number"), Attr("high", "number")), view="mask",
    piece=lambda y, x, low, high: _above(x, low) + _above(x, high),
    samples=(Sample((0.7,), {"low": -1.0, "high": 1.0}), Sample(([-1.5, 0.5, 2.0],), {"low": -1.0, "high": 1.0})),
    torch="torch.clamp({x}, {low}, {high})",
    words=words(
        ("clip", "截断"),
        ("Hold {x} between two bounds. Keep where it was inside.", "把 {x} 限制在两个边界之间。记下在内的位置。"),
        ("Inside the bounds the gradient passes; outside it is 0.", "边界之内梯度通过，之外为 0。"),
        SAME_SHAPE,
        ("On a bound there is a kink: the gradient passes.", "边界处不可导：梯度通过。"),
    ),
)  # fmt: skip


def _winner(x: Array, y: Array) -> Array:
    """1 where x is larger, ½ at a tie, 0 elsewhere."""
    return np.asarray((x > y) + 0.5 * (x == y))


def _maximum_scalar(x: float, y: float) -> tuple[float, float, float]:
    if x > y:
        return x, 1.0, 0.0
    if y > x:
        return y, 0.0, 1.0
    return (y, 0.5, 0.5) if x == y else (math.nan, 0.0, 0.0)


def _minimum_scalar(x: float, y: float) -> tuple[float, float, float]:
    if x < y:
        return x, 1.0, 0.0
    if y < x:
        return y, 0.0, 1.0
    return (y, 0.5, 0.5) if x == y else (math.nan, 0.0, 0.0)


APART = (
    Sample((2.0, -3.0)), Sample(([1.5, -2.0, 0.5], 0.2)),
    Sample(([[1.0, 2.0, -3.0], [0.4, -1.5, 2.5]], [0.5, -2.0, 4.0])),
)  # fmt: skip

elementwise(
    "maximum", "a b", "max", np.maximum, (lambda z, a, b: _winner(a, b), lambda z, a, b: _winner(b, a)), _maximum_scalar,
    value="maximum(a, b)", gradients=("[a > b] + [a == b] / 2", "[b > a] + [a == b] / 2"), keeps=("a > b",), samples=APART,
    piece=lambda z, x, y: _above(x, y),
    words=words(
        ("larger of two", "取较大者"),
        ("Take the larger of two. Keep which one won.", "取两者中较大的。记下哪个胜出。"),
        ("The larger input gets the gradient; at a tie each gets half.", "较大的输入得到梯度；相等时各得一半。"),
        BROADCAST,
        ("A tie is a kink: each side gets half.", "相等处不可导：两边各得一半。"),
    ),
)  # fmt: skip

elementwise(
    "minimum", "a b", "min", np.minimum, (lambda z, a, b: _winner(b, a), lambda z, a, b: _winner(a, b)), _minimum_scalar,
    value="minimum(a, b)", gradients=("[a < b] + [a == b] / 2", "[b < a] + [a == b] / 2"), keeps=("a < b",), samples=APART,
    piece=lambda z, x, y: _above(x, y),
    words=words(
        ("smaller of two", "取较小者"),
        ("Take the smaller of two. Keep which one won.", "取两者中较小的。记下哪个胜出。"),
        ("The smaller input gets the gradient; at a tie each gets half.", "较小的输入得到梯度；相等时各得一半。"),
        BROADCAST,
        ("A tie is a kink: each side gets half.", "相等处不可导：两边各得一半。"),
    ),
)  # fmt: skip
