"""What the mistakes are planted in: a program with its numbers, and its backward pass written out, right."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from engine.forward import forward
from engine.graph import Graph
from engine.mistakes.lines import Line, Said
from engine.ops.loss import softmax
from engine.parse import parse
from engine.values import Value, as_values, shape_of

Given = Mapping[str, Value]


@dataclass(frozen=True, eq=False)
class Fixture:
    """checked: the inputs whose gradients are checked; that of x is called dx in the lines.

    also: names beside those of the program, such as a mask, from the program's values.
    batch: how many samples, if it trains by steps; None if it does not.
    sends: the key of a node → its input, read elsewhere too, whose gradient goes wrong over that edge.
    single: the check is held in float32 too.
    """

    program: str
    inputs: Given
    checked: tuple[str, ...]
    lines: tuple[Line, ...]
    also: Callable[[Given], Given] = lambda _: {}
    batch: int | None = None
    sends: Mapping[str, str] = field(default_factory=dict)
    single: bool = False

    @cached_property
    def graph(self) -> Graph:
        shapes = {name: shape_of(value) for name, value in self.inputs.items()}
        return parse(self.program, shapes, parameters=self.checked)

    @property
    def output(self) -> str:
        """The name that the program is differentiated from."""
        return self.graph.names[self.graph.output]

    def names(self, inputs: Given, before: Given) -> dict[str, Value]:
        """Everything that a line may speak of; before: gradients left over from the last pass."""
        graph = self.graph
        ahead = forward(graph, inputs)
        values = {name: ahead.values[i] for name, i in graph.bindings.items()}
        return {**values, **self.also(values), **before}

    def cleared(self) -> dict[str, Value]:
        """Gradients before the first pass."""
        return {f"d{name}": self.inputs[name] * 0.0 for name in self.checked}


RATE = 0.5
PARAMETERS = ("W1", "b1", "W2", "b2")
STEP = tuple({"P": name, "dP": f"d{name}"} for name in PARAMETERS)

AVERAGED: Said = (
    "Prediction minus label, averaged over the batch: this line is right.",
    "预测减标签，再按批量平均：这一行没错。",
)
WEIGHT: Said = (
    "The input transposed, times upstream: this line is right.",
    "输入的转置乘上游梯度：这一行没错。",
)
BIAS: Said = (
    "The bias was added to every row, so the rows are summed: this line is right.",
    "偏置加到了每一行，所以把各行相加：这一行没错。",
)
BACK: Said = (
    "Upstream times the weight transposed: this line is right.",
    "上游梯度乘权重的转置：这一行没错。",
)
MASKED: Said = (
    "The gradient passes where Z1 was positive: this line is right.",
    "Z1 为正处梯度通过：这一行没错。",
)
SLOPE: Said = (
    "The slope by the kept output, y(1 − y): this line is right.",
    "用保留的输出求斜率 y(1 − y)：这一行没错。",
)
DOWNHILL: Said = (
    "A step against the gradient, scaled by the learning rate: this line is right.",
    "沿负梯度方向走一步，乘学习率：这一行没错。",
)
OTHER: Said = ("Upstream times the other input: this line is right.", "上游梯度乘另一个输入：这一行没错。")
PASSED: Said = (
    "An add node passes the gradient on unchanged: this line is right.",
    "加法节点原样传递梯度：这一行没错。",
)
SUMMED: Said = (
    "Both contributions arrive and are added: this line is right.",
    "两份贡献都到了，再相加：这一行没错。",
)
FIRST: Said = (
    "The first contribution may be assigned: this line is right.",
    "第一份贡献可以直接赋值：这一行没错。",
)
LATER: Said = ("A later contribution is added: this line is right.", "后来的贡献要加上去：这一行没错。")

NET_LINES = (
    Line("dZ2", "dZ2 = (y - T) / N", AVERAGED),
    Line("dW2", "dW2 = A1.T @ dZ2", WEIGHT),
    Line("db2", "db2 = sum(dZ2, axis=0)", BIAS),
    Line("dA1", "dA1 = dZ2 @ W2.T", BACK),
    Line("dZ1", "dZ1 = dA1 * M", MASKED),
    Line("dW1", "dW1 = X.T @ dZ1", WEIGHT),
    Line("db1", "db1 = sum(dZ1, axis=0)", BIAS),
    Line("update", "P = P - rate * dP", DOWNHILL, STEP, "update"),
)


def _changed(*lines: Line) -> tuple[Line, ...]:
    """The net's lines with others in the places of theirs."""
    by_id = {line.id: line for line in lines}
    return tuple(by_id.get(line.id, line) for line in NET_LINES)


def _accumulating(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Gradients of parameters are added to what is kept of the last pass."""
    wanted = {f"d{name}" for name in PARAMETERS}
    return tuple(
        line.reading(line.text.replace("=", f"= keep * {line.id} +", 1)) if line.id in wanted else line
        for line in lines
    )


def _net_names(values: Given) -> Given:
    z1, scores = np.asarray(values["Z1"]), np.asarray(values["Z2"])
    batch = float(len(scores))
    return {"y": softmax(scores), "M": (z1 > 0).astype(np.float64), "N": batch, "rate": RATE}


NET = Fixture(
    program="Z1 = affine(X, W1, b1)\nA1 = relu(Z1)\nZ2 = affine(A1, W2, b2)\nL = softmax_with_loss(Z2, T)",
    inputs=as_values({
        "X": [[1, -0.5, 2], [0.5, 1.5, -1], [-1, 0.8, 0.6], [2, -1.2, -0.4]],
        "T": [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 1, 0]],
        "W1": [[0.5, -0.3, 0.8], [-0.6, 0.9, 0.2], [0.4, 0.1, -0.7]],
        "b1": [0.1, -0.2, 0.05],
        "W2": [[0.7, -0.5, 0.3], [-0.2, 0.6, 0.4], [0.9, -0.8, 0.1]],
        "b2": [0, 0.1, -0.1],
    }),
    checked=PARAMETERS,
    lines=NET_LINES,
    also=_net_names,
    batch=4,
)  # fmt: skip
SIGMOID_NET = replace(
    NET,
    program=NET.program.replace("relu", "sigmoid"),
    lines=_changed(Line("dZ1", "dZ1 = dA1 * A1 * (1 - A1)", SLOPE)),
    also=lambda values: {name: value for name, value in _net_names(values).items() if name != "M"},
)
KEEPING_NET = replace(
    NET,
    lines=(
        Line(
            "keep",
            "keep = 0",
            ("Nothing is kept of the last pass: this line is right.", "上一遍的梯度已清零：这一行没错。"),
        ),
        *_accumulating(NET_LINES),
    ),
)
OPEN_NET = replace(
    NET,
    lines=(
        Line(
            "dY",
            "dY = -T / (y * N)",
            ("The loss towards the probabilities: this line is right.", "损失对概率的导数：这一行没错。"),
        ),
        *_changed(
            Line(
                "dZ2",
                "dZ2 = y * (dY - sum(dY * y, axis=1, keepdims=True))",
                (
                    "Every score moves every probability: this line is right.",
                    "每个得分影响所有概率：这一行没错。",
                ),
            )
        ),
    ),
)
CHECKED_NET = replace(
    NET,
    single=True,
    lines=(
        *NET_LINES,
        Line(
            "h",
            "h = 1e-5",
            ("A step neither too large nor too small: this line is right.", "步长不大也不小：这一行没错。"),
            stage="check",
        ),
    ),
)
FORK = Fixture(
    program="f = x * y + x",
    inputs=as_values({"x": 3, "y": -4}),
    checked=("x", "y"),
    lines=(
        Line("first", "dx = G", FIRST),
        Line("second", "dx += G * y", LATER),
        Line("dy", "dy = G * x", OTHER),
    ),
    also=lambda _: {"G": 1.0},
)
APPLES = Fixture(
    program="a = apple * count\nprice = a * tax",
    inputs=as_values({"apple": 100, "count": 2, "tax": 1.1}),
    checked=("apple", "count", "tax"),
    lines=(
        Line("dtax", "dtax = G * a", OTHER),
        Line("da", "da = G * tax", OTHER),
        Line(
            "factors", "dx = da * y", OTHER,
            ({"x": "apple", "y": "count", "dx": "dapple"}, {"x": "count", "y": "apple", "dx": "dcount"}),
        ),
    ),
    also=lambda _: {"G": 1.0},
)  # fmt: skip
BRANCHES = Fixture(
    program="s = relu(x) + 2 * x\nL = sum(s)",
    inputs=as_values({"x": [-1, 2]}),
    checked=("x",),
    sends={"s.1": "x"},
    lines=(
        Line("dr", "dr = G * M", ("Where x was positive the gradient passes: this line is right.", "x 为正处梯度通过：这一行没错。")),
        Line("du", "du = 2 * G", OTHER),
        Line("dx", "dx = dr + du", SUMMED),
    ),
    also=lambda values: {"G": np.ones(2), "M": (np.asarray(values["x"]) > 0).astype(np.float64)},
)  # fmt: skip
# 2·x·(x·a) + (x·x)·a with x·a computed once: only a node that is shared can be visited twice.
SHARED = Fixture(
    program="b = x * a\nf = 2 * x * b + x * b",
    inputs=as_values({"x": 1, "a": 1}),
    checked=("x", "a"),
    sends={"b": "x"},
    lines=(
        Line("db", "db = G * x", FIRST),
        Line("dx", "dx = G * b", FIRST),
        Line("early", "dx += 0", ("Nothing is sent yet: this line is right.", "这里还不传：这一行没错。")),
        Line("db_more", "db += G * 2 * x", LATER),
        Line("dx_more", "dx += G * 2 * b", LATER),
        Line("dx_last", "dx += db * a", ("All contributions are in db by now: this line is right.", "贡献都到齐了：这一行没错。")),
        Line("da", "da = db * x", OTHER),
    ),
    also=lambda _: {"G": 1.0},
)  # fmt: skip
