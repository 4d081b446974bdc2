"""Every documented keyword argument, by the name that the language table gives it."""

from tests.golden.programs.row import row, tensor

X, W, B = tensor(121, 2, 3), tensor(122, 3, 2), [0.5, -0.25]
G = tensor(123, 2, 2)

ROWS = (
    row("maximum by keywords", "z = maximum(a=p, b=q)", p=2, q=-3),
    row("minimum by keywords", "z = minimum(b=q, a=p)", p=2, q=-3),
    row("clip by keywords", "y = clip(high=1, low=-1, x=p)", p=0.5),
    row("leaky_relu by keywords", "y = leaky_relu(slope=0.3, x=p)", p=-0.5),
    row("elu by keywords", "y = elu(x=p, alpha=2)", p=-0.5),
    row("mean by keywords", "y = mean(x=X, axis=1, keepdims=True)", X=X, upstream=[[1], [-2]]),
    row("max by keywords", "y = max(axis=0, x=X)", X=X, upstream=[1, 2, 3]),
    row("softmax by keywords", "y = softmax(x=X, axis=0)", X=X, upstream=tensor(124, 2, 3)),
    row("log_softmax by keywords", "y = log_softmax(axis=1, x=X)", X=X, upstream=tensor(124, 2, 3)),
    row(
        "softmax_with_loss by keywords",
        "L = softmax_with_loss(logits=X, labels=t)",
        X=X,
        t=[2, 0],
        labels="t",
    ),
    row("cross_entropy by keywords", "L = cross_entropy(labels=t, logits=X)", X=X, t=[2, 0], labels="t"),
    row(
        "cross_entropy_error by keywords",
        "L = cross_entropy_error(y=p, labels=t)",
        p=[0.3, 0.7],
        t=1,
        labels="t",
    ),
    row("mse by keywords", "L = mse(b=q, a=p)", p=[1, 2], q=[3, 5]),
    row("affine by keywords, turned round", "Y = affine(b=b, W=W, X=X)", X=X, W=W, b=B, upstream=G),
    row("reshape by keywords", "y = reshape(shape=(3, 2), x=X)", X=X, upstream=tensor(125, 3, 2)),
    row("concat by keywords", "y = concat(b=v, a=u, axis=0)", u=[1], v=[2, 3], upstream=[4, 5, 6]),
)
