"""Every example of the course chapter, section by section."""

import math

from tests.golden.programs.row import Value, row, tensor

NET = "Z1 = affine(X, W1, b1)\nA1 = relu(Z1)\nZ2 = affine(A1, W2, b2)\nL = softmax_with_loss(Z2, t)"
SIZES: dict[str, Value] = {
    "X": tensor(101, 3, 4),
    "W1": tensor(102, 4, 5),
    "b1": tensor(103, 5),
    "W2": tensor(104, 5, 3),
    "b2": tensor(105, 3),
}
PLAIN: dict[str, Value] = {"W1": 0.5, "b1": 0.1, "W2": -1.2, "b2": 0.3, "x": 2, "t": 1}
LOGITS = [math.log(0.3), math.log(0.6), math.log(0.1)]
AFFINE: dict[str, Value] = {"X": [[1, 2], [3, 4]], "W": [[0.5, 0.8], [0.2, 0.3]], "b": [0.1, 0.1]}

ROWS = (
    row("3.1.2 sum times two", "z = (x + y) * 2", x=1, y=2),
    row("3.1.3 product", "z = x * y", x=2, y=3),
    row("3.2.1 chain of three", "y = exp(sin(x ** 2))", x=0.5),
    row("3.2.1 chain of three by name", "v = x ** 2\nu = sin(v)\ny = exp(u)", x=0.5),
    row(
        "3.2.2 two neurons",
        "z1 = W1 * x + b1; a1 = sigmoid(z1); z2 = W2 * a1 + b2; L = (z2 - t) ** 2",
        **PLAIN,
    ),
    row("3.2.3 square of a sum with one", "y = (x + 1) ** 2", x=3),
    row("3.2.3 square of a sum", "L = (x + y) ** 2", x=1, y=2),
    row("3.3.1 addition with upstream", "z = x + y", x=2, y=3, upstream=1.25),
    row("3.3.2 product with upstream", "z = x * y", x=2, y=3, upstream=1.5),
    row("3.3.3 three lines", "a = x * 2\nb = a + 3\ny = b * 5", x=1),
    row(
        "3.4.1 relu mask", "y = relu(x)", x=[[1, -0.5], [-2, 3], [0, 0.5]], upstream=[[1, 2], [3, 4], [5, 6]]
    ),
    row("3.4.2 sigmoid at zero", "y = sigmoid(x)", x=0),
    row("3.5.4 affine", "Y = affine(X, W, b)", **AFFINE, upstream=[[1, 1.5], [2, 2.5]]),
    row("3.5.4 affine by operators", "Y = X @ W + b", **AFFINE, upstream=[[1, 1.5], [2, 2.5]]),
    row("3.6.2 softmax with loss", "L = softmax_with_loss(a, t)", a=LOGITS, t=[0, 1, 0], labels="t"),
    row(
        "3.6.2 batch, one-hot",
        "L = softmax_with_loss(A, T)",
        A=[LOGITS, [1, 2, 3]],
        T=[[0, 1, 0], [1, 0, 0]],
        labels="T",
    ),
    row(
        "3.6.2 batch, class numbers",
        "L = softmax_with_loss(A, t)",
        A=[LOGITS, [1, 2, 3]],
        t=[1, 0],
        labels="t",
    ),
    row(
        "3.6.2 softmax with loss, opened by hand",
        "m = max(a, axis=-1, keepdims=True)\ns = a - m\nlse = log(sum(exp(s), axis=-1, keepdims=True))\n"
        "logp = s - lse\nL = -sum(t * logp)",
        a=LOGITS,
        t=[0, 1, 0],
    ),
    row("3.7.3 two-layer net, class numbers", NET, **SIZES, t=[0, 2, 1], labels="t"),
    row("3.7.3 two-layer net, one-hot", NET, **SIZES, t=[[1, 0, 0], [0, 0, 1], [0, 1, 0]], labels="t"),
    row("3.7.3 two-layer net, sigmoid", NET.replace("relu", "sigmoid"), **SIZES, t=[0, 2, 1], labels="t"),
    row(
        "3.7.3 two-layer net, rows of biases",
        NET,
        **{**SIZES, "b1": [tensor(103, 5)], "b2": [tensor(105, 3)]},
        t=[0, 2, 1],
        labels="t",
        why="each gradient has the shape of its parameter, (1, m)",
    ),
    row("3.7.3 two-layer net, one sample", NET, **{**SIZES, "X": tensor(101, 4)}, t=2, labels="t"),
)
