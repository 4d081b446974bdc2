"""softmax_with_loss (cross_entropy), cross_entropy_error and mse, with every kind of label."""

from tests.golden.programs.row import row, tensor

A = tensor(81, 3, 4)
CLASSES = [2, 0, 3]
ONE_HOT = [[0, 0, 1, 0], [1, 0, 0, 0], [0, 0, 0, 1]]
SOFT = [[0.1, 0.2, 0.3, 0.4], [0.25, 0.25, 0.25, 0.25], [0, 0.5, 0.5, 0]]
P = [[0.1, 0.2, 0.3, 0.4], [0.7, 0.1, 0.1, 0.1], [0.25, 0.25, 0.4, 0.1]]
HUGE = [[1e4, -1e4, 0], [-1e4, 0, 1e4]]

ROWS = (
    row("softmax_with_loss, class numbers", "L = softmax_with_loss(a, t)", a=A, t=CLASSES, labels="t"),
    row(
        "softmax_with_loss, class numbers as 1.0",
        "L = softmax_with_loss(a, t)",
        a=A,
        t=[2.0, 0.0, 3.0],
        labels="t",
    ),
    row("softmax_with_loss, one-hot", "L = softmax_with_loss(a, t)", a=A, t=ONE_HOT, labels="t"),
    row("softmax_with_loss, probabilities", "L = softmax_with_loss(a, t)", a=A, t=SOFT, labels="t"),
    row(
        "softmax_with_loss, one sample by number",
        "L = softmax_with_loss(a, t)",
        a=[0.3, -1, 2],
        t=1,
        labels="t",
    ),
    row(
        "softmax_with_loss, one sample one-hot",
        "L = softmax_with_loss(a, t)",
        a=[0.3, -1, 2],
        t=[0, 1, 0],
        labels="t",
        why="one unbatched sample is a batch of one",
    ),
    row(
        "softmax_with_loss, one sample soft",
        "L = softmax_with_loss(a, t)",
        a=[0.3, -1, 2],
        t=[0.2, 0.5, 0.3],
        labels="t",
    ),
    row(
        "softmax_with_loss, square batch of numbers",
        "L = softmax_with_loss(a, t)",
        a=tensor(82, 2, 2),
        t=[1, 0],
        labels="t",
    ),
    row(
        "softmax_with_loss, batch of one", "L = softmax_with_loss(a, t)", a=[[0.3, -1, 2]], t=[2], labels="t"
    ),
    row(
        "softmax_with_loss, huge logits",
        "L = softmax_with_loss(a, t)",
        a=HUGE,
        t=[1, 0],
        labels="t",
        why="finite through log-sum-exp",
    ),
    row(
        "softmax_with_loss, huge logits one-hot",
        "L = softmax_with_loss(a, t)",
        a=HUGE,
        t=[[0, 1, 0], [1, 0, 0]],
        labels="t",
    ),
    row(
        "softmax_with_loss, huge logits, right class",
        "L = softmax_with_loss(a, t)",
        a=HUGE,
        t=[0, 2],
        labels="t",
    ),
    row(
        "softmax_with_loss with upstream",
        "L = softmax_with_loss(a, t)",
        a=A,
        t=CLASSES,
        upstream=2.5,
        labels="t",
    ),
    row(
        "softmax_with_loss and a penalty",
        "L = softmax_with_loss(X @ W, t) + 0.1 * sum(W ** 2)",
        X=tensor(83, 3, 2),
        W=tensor(84, 2, 4),
        t=CLASSES,
        labels="t",
    ),
    row("softmax_with_loss, labels in the text", "L = softmax_with_loss(a, [0, 2])", a=HUGE),
    row("cross_entropy, the other name", "L = cross_entropy(a, t)", a=A, t=CLASSES, labels="t"),
    row("cross_entropy, one-hot", "L = cross_entropy(a, t)", a=A, t=ONE_HOT, labels="t"),
    row(
        "cross_entropy by hand",
        "L = -sum(t * log_softmax(a)) / 3",
        a=A,
        t=ONE_HOT,
        why="t is no label here: it has a gradient",
    ),
    row("cross_entropy_error, one-hot", "L = cross_entropy_error(y, t)", y=P, t=ONE_HOT, labels="t"),
    row("cross_entropy_error, class numbers", "L = cross_entropy_error(y, t)", y=P, t=CLASSES, labels="t"),
    row("cross_entropy_error, probabilities", "L = cross_entropy_error(y, t)", y=P, t=SOFT, labels="t"),
    row(
        "cross_entropy_error, one sample",
        "L = cross_entropy_error(y, t)",
        y=[0.3, 0.6, 0.1],
        t=[0, 1, 0],
        labels="t",
    ),
    row(
        "cross_entropy_error, one sample by number",
        "L = cross_entropy_error(y, t)",
        y=[0.3, 0.6, 0.1],
        t=1,
        labels="t",
    ),
    row(
        "cross_entropy_error of softmax",
        "y = softmax(a)\nL = cross_entropy_error(y, t)",
        a=A,
        t=ONE_HOT,
        labels="t",
    ),
    row("mse of vectors", "L = mse(a, b)", a=[1, 2, 3], b=[0.5, 2, 5]),
    row("mse of matrices", "L = mse(a, b)", a=tensor(85, 2, 3), b=tensor(86, 2, 3)),
    row("mse of scalars", "L = mse(a, b)", a=1.5, b=-2),
    row("mse of x with itself", "L = mse(x, x)", x=[1, 2]),
    row("mse of a linear model", "L = mse(X @ w, y)", X=tensor(87, 3, 2), w=[0.5, -1], y=[1, 0, 2]),
    row(
        "two losses in one sum",
        "L = mse(y, u) + softmax_with_loss(y, t)",
        y=tensor(88, 2, 3),
        u=tensor(89, 2, 3),
        t=[0, 2],
        labels="t",
    ),
)
