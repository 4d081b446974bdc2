"""The operators of the language, and the name that is another name's value."""

from __future__ import annotations

import math

import numpy as np

from engine.op import Array, Sample
from engine.ops.families import BROADCAST, SAME_SHAPE, elementwise, words

PAIRS = (
    Sample((2.0, -3.0)),
    Sample(([1.5, -2.0, 0.5], 2.0)),
    Sample(([[1.0, 2.0, -3.0], [0.5, -1.5, 2.5]], [0.5, -2.0, 4.0])),
    Sample(([[1.0], [-2.0]], [[3.0, 0.5, -1.0]])),
)

elementwise(
    "add", "x y", "+", np.add,
    (lambda z, x, y: 1.0, lambda z, x, y: 1.0),
    lambda x, y: (x + y, 1.0, 1.0),
    value="x + y", gradients=("1", "1"), infix="+", samples=PAIRS,
    words=words(
        ("add", "加法"),
        ("Add the inputs. Nothing needs to be kept for the way back.", "输入相加。反向时不需要保留任何值。"),
        ("An add node sends the upstream gradient unchanged to every input.", "加法节点把上游梯度原样传给每个输入。"),
        BROADCAST,
        ("With different shapes a broadcast is hidden here: copied forward, summed back.", "形状不同时暗含广播：正向复制，反向求和。"),
    ),
)  # fmt: skip

elementwise(
    "sub", "x y", "−", np.subtract,
    (lambda z, x, y: 1.0, lambda z, x, y: -1.0),
    lambda x, y: (x - y, 1.0, -1.0),
    value="x - y", gradients=("1", "-1"), infix="-", samples=PAIRS,
    words=words(
        ("subtract", "减法"),
        ("Subtract the second input from the first. Nothing is kept.", "第一个输入减去第二个。不需要保留任何值。"),
        ("The first input gets the upstream gradient, the second its negative.", "第一个输入得到上游梯度，第二个得到它的相反数。"),
        BROADCAST,
        ("Mind the sign of the second input.", "注意第二个输入的符号。"),
    ),
)  # fmt: skip

elementwise(
    "mul", "x y", "×", np.multiply,
    (lambda z, x, y: y, lambda z, x, y: x),
    lambda x, y: (x * y, y, x),
    value="x * y", gradients=("y", "x"), infix="*", keeps=("x", "y"), samples=PAIRS,
    words=words(
        ("multiply", "乘法"),
        ("Multiply the inputs. Keep both: the way back needs them.", "输入相乘。两个值都留着，反向时要用。"),
        ("A multiply node sends each input: upstream times the other input.", "乘法节点传给每个输入：上游梯度乘另一个输入。"),
        BROADCAST,
        ("It is the other input; so a small input gets a large gradient.", "乘的是另一个输入，所以小的输入得到大的梯度。"),
    ),
)  # fmt: skip

elementwise(
    "div", "x y", "÷", np.divide,
    (lambda z, x, y: 1.0 / y, lambda z, x, y: -z / y),
    lambda x, y: (z := x / y, 1.0 / y, -z / y),
    value="x / y", gradients=("1 / y", "-x / y**2"), infix="/", keeps=("x", "y"), samples=PAIRS,
    numpy_gradients=("{g} / {y}", "{g} * -({x} / {y}) / {y}"),
    words=words(
        ("divide", "除法"),
        ("Divide the first input by the second. Keep both.", "第一个输入除以第二个。两个值都留着。"),
        ("Upstream over y to the first; upstream times −x over y squared to the second.", "给第一个：上游梯度除以 y；给第二个：乘 −x/y²。"),
        BROADCAST,
        ("Division by 0 gives infinity or NaN; a warning names the place and the value.", "除以 0 得到 ∞ 或 NaN；提示会指出位置和数值。"),
        (
            "`{node}` divides by {last}, so {trouble} starts at step {number}. Change `{operand}` (now {last}).",
            "`{node}` 除以 {last}，第 {number} 步起出现 {trouble}。请修改 `{operand}`（现在是 {last}）。",
        ),
    ),
)  # fmt: skip


def _power(x: Array, p: Array) -> Array:
    """x ** p; NaN for every non-integer power of a negative number, −∞ included."""
    return np.where((x == -np.inf) & (np.floor(p) != p), np.nan, np.power(x, p))


def _pow_by_base(z: Array, x: Array, p: Array) -> Array:
    return np.where(p == 0, 0.0, p * _power(x, p - 1.0))


def _pow_by_exponent(z: Array, x: Array, p: Array) -> Array:
    return np.where((x == 0) & (p >= 0), 0.0, z * np.log(x))


def _power_of_floats(x: float, p: float) -> float:
    return math.nan if x == -math.inf and p % 1.0 > 0 else math.pow(x, p)


def _pow_scalar(x: float, p: float) -> tuple[float, float, float]:
    z = _power_of_floats(x, p)
    by_base = p * _power_of_floats(x, p - 1.0) if p else 0.0
    if x > 0:
        return z, by_base, z * math.log(x)
    if x == 0:
        return z, by_base, 0.0 if p >= 0 else z * -math.inf
    return z, by_base, math.nan


elementwise(
    "pow", "x p", "xⁿ", _power, (_pow_by_base, _pow_by_exponent), _pow_scalar,
    value="x ** p", gradients=("p * x ** (p - 1)", "x ** p * log(x)"), infix="**", keeps=("x", "p"),
    numpy_gradients=("{g} * pow_dx({x}, {p})", "{g} * pow_dp({x}, {p})"),
    samples=(
        Sample((3.0, 2.0)), Sample(([0.5, 2.0, 1.5], [2.0, -1.0, 0.5])),
        Sample(([-2.0, 3.0], 3.0)), Sample(([[1.5], [2.0]], [2.0, 0.5, 3.0])),
    ),
    words=words(
        ("power", "乘方"),
        ("Raise {x} to the power {p}. Keep {x}.", "求 {x} 的 {p} 次方。保留 {x}。"),
        ("Upstream times n·x^(n−1), using the x we kept.", "上游梯度乘 n·xⁿ⁻¹，x 用保留的值。"),
        BROADCAST,
        (
            "Where x is 0 and n below 1, or x negative and n fractional: NaN or infinity. A warning names the step.",
            "x 为 0 且 n < 1，或 x 为负且 n 为小数：NaN 或 ∞。提示会指出步骤。",
        ),
    ),
)  # fmt: skip

SINGLES = (Sample((0.7,)), Sample(([-1.5, 0.5, 2.0],)), Sample(([[0.3, -0.8], [1.2, -2.1]],)))

elementwise(
    "neg", "x", "−", np.negative, (lambda y, x: -1.0,), lambda x: (-x, -1.0),
    value="-x", gradients=("-1",), infix="-", samples=SINGLES,
    words=words(
        ("negate", "取负"),
        ("Change the sign of {x}. Nothing is kept.", "{x} 变号。不需要保留任何值。"),
        ("The upstream gradient changes its sign.", "上游梯度变号。"),
        SAME_SHAPE,
    ),
)  # fmt: skip

elementwise(
    "identity", "x", "=", np.positive, (lambda y, x: 1.0,), lambda x: (x, 1.0),
    value="x", gradients=("1",), callable=False, samples=SINGLES,
    words=words(
        ("same value", "同值"),
        ("The new name takes the value of {x}.", "新名字取 {x} 的值。"),
        ("The upstream gradient passes unchanged.", "上游梯度原样通过。"),
        SAME_SHAPE,
    ),
)  # fmt: skip
