"""affine, softmax, log_softmax, and nets made of them."""

from tests.golden.programs.row import row, tensor

X, W, B = tensor(61, 4, 3), tensor(62, 3, 2), [0.5, -0.25]
G = tensor(63, 4, 2)
CUBE = tensor(64, 2, 2, 3)

ROWS = (
    row("affine of a batch", "Y = affine(X, W, b)", X=X, W=W, b=B, upstream=G),
    row("affine of one sample", "Y = affine(x, W, b)", x=[1, -2, 3], W=W, b=B, upstream=[1, -2]),
    row("affine of a batch of one", "Y = affine(X, W, b)", X=[[1, -2, 3]], W=W, b=B, upstream=[[1, -2]]),
    row(
        "affine of a 3-d batch",
        "Y = affine(X, W, b)",
        X=tensor(65, 2, 3, 2),
        W=tensor(66, 6, 2),
        b=B,
        upstream=tensor(67, 2, 2),
        why="X is flattened after its first axis, dX has the shape of X",
    ),
    row(
        "affine of a 4-d batch",
        "L = sum(affine(X, W, b) ** 2)",
        X=tensor(65, 2, 1, 2, 2),
        W=tensor(66, 4, 3),
        b=[1, 2, 3],
    ),
    row(
        "affine with a row of biases",
        "Y = affine(X, W, b)",
        X=X,
        W=W,
        b=[B],
        upstream=G,
        why="db has the shape of b, (1, m)",
    ),
    row(
        "affine with one output",
        "Y = affine(X, W, b)",
        X=X,
        W=tensor(62, 3, 1),
        b=[0.5],
        upstream=tensor(63, 4, 1),
    ),
    row("affine by operators", "Y = X @ W + b", X=X, W=W, b=B, upstream=G),
    row("affine by operators, row of biases", "Y = X @ W + b", X=X, W=W, b=[B], upstream=G),
    row("affine by keywords", "Y = affine(X=X, W=W, b=b)", X=X, W=W, b=B, upstream=G),
    row(
        "affine twice with shared weights",
        "L = sum(affine(affine(X, W, b), W, b) ** 2)",
        X=tensor(68, 2, 2),
        W=tensor(69, 2, 2),
        b=B,
    ),
    row("softmax of a vector", "y = softmax(x)", x=[0.3, -1, 2], upstream=[1, -2, 0.5]),
    row("softmax of rows", "y = softmax(x)", x=X, upstream=tensor(70, 4, 3)),
    row("softmax down axis 0", "y = softmax(x, axis=0)", x=X, upstream=tensor(70, 4, 3)),
    row("softmax along axis 1 in place", "y = softmax(x, 1)", x=X, upstream=tensor(70, 4, 3)),
    row("softmax of 3-d, middle axis", "y = softmax(x, axis=1)", x=CUBE, upstream=tensor(71, 2, 2, 3)),
    row("softmax of 3-d, last axis", "y = softmax(x)", x=CUBE, upstream=tensor(71, 2, 2, 3)),
    row("softmax of huge logits", "y = softmax(x)", x=[1e4, -1e4, 9999], upstream=[1, -2, 0.5]),
    row("softmax of one logit", "y = softmax(x)", x=[5], upstream=[2]),
    row("softmax of equal logits", "y = softmax(x)", x=[2, 2, 2, 2], upstream=[1, 2, 3, 4]),
    row("log_softmax of a vector", "y = log_softmax(x)", x=[0.3, -1, 2], upstream=[1, -2, 0.5]),
    row("log_softmax of rows", "y = log_softmax(x)", x=X, upstream=tensor(70, 4, 3)),
    row("log_softmax down axis 0", "y = log_softmax(x, axis=0)", x=X, upstream=tensor(70, 4, 3)),
    row(
        "log_softmax of 3-d, first axis", "y = log_softmax(x, axis=-3)", x=CUBE, upstream=tensor(71, 2, 2, 3)
    ),
    row("log_softmax of huge logits", "y = log_softmax(x)", x=[1e4, -1e4, 9999], upstream=[1, -2, 0.5]),
    row("log of softmax", "y = log(softmax(x))", x=[0.3, -1, 2], upstream=[1, -2, 0.5]),
    row(
        "attention of three words",
        "A = softmax(Q @ K.T / sqrt(2))\nY = A @ V\nL = sum(Y ** 2)",
        Q=tensor(72, 3, 2),
        K=tensor(73, 3, 2),
        V=tensor(74, 3, 2),
    ),
    row(
        "layer normalisation",
        "m = mean(x, axis=-1, keepdims=True)\nv = mean((x - m) ** 2, axis=-1, keepdims=True)\n"
        "y = g * (x - m) / sqrt(v + 1e-5) + b",
        x=tensor(75, 2, 3),
        g=[1, 2, 0.5],
        b=[0, 1, -1],
        upstream=tensor(76, 2, 3),
    ),
    row(
        "residual block",
        "h = relu(x @ W1)\ny = x + h @ W2",
        x=tensor(77, 2, 3),
        W1=tensor(78, 3, 2),
        W2=tensor(79, 2, 3),
        upstream=tensor(80, 2, 3),
    ),
    row(
        "gated unit",
        "y = (x @ W) * sigmoid(x @ V)",
        x=tensor(77, 2, 3),
        W=tensor(78, 3, 2),
        V=tensor(79, 3, 2),
        upstream=tensor(80, 2, 2),
    ),
    row(
        "recurrent net of three steps",
        "h = tanh(x0 * w + h0 * u)\nh = tanh(x1 * w + h * u)\nh = tanh(x2 * w + h * u)",
        x0=1,
        x1=-0.5,
        x2=2,
        h0=0.1,
        w=0.7,
        u=-0.4,
    ),
    row(
        "convolution by hand",
        "y0 = sum(x[0:3] * k)\ny1 = sum(x[1:4] * k)\ny2 = sum(x[2:5] * k)\nL = y0 ** 2 + y1 ** 2 + y2 ** 2",
        x=[1, -2, 3, 0.5, -1],
        k=[0.2, -0.4, 0.6],
    ),
)
