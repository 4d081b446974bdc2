"""Functions of one argument, element by element."""

from tests.golden.programs.row import Row, row, tensor

WIDE = [[-2.5, -0.3, 0.4], [1.2, 0.01, 3]]
POSITIVE = [[0.3, 1, 2.5], [4, 0.01, 10]]
INSIDE = [[-1.2, -0.3, 0.4], [1.2, 0.01, 0.9]]
G = tensor(11, 2, 3)
PLAIN = {
    "exp": WIDE,
    "log": POSITIVE,
    "sqrt": POSITIVE,
    "sin": WIDE,
    "cos": WIDE,
    "tan": INSIDE,
    "tanh": WIDE,
    "sigmoid": WIDE,
    "relu": WIDE,
    "softplus": WIDE,
    "abs": WIDE,
    "neg": WIDE,
    "leaky_relu": WIDE,
    "gelu": WIDE,
    "elu": WIDE,
}
EXACT = "exact softplus: PyTorch's own switches to y = x above 20"


def scalars() -> tuple[Row, ...]:
    """Return one scalar program for each function."""
    return tuple(row(f"{name} of a scalar", f"y = {name}(x)", x=0.7) for name in PLAIN)


def tensors() -> tuple[Row, ...]:
    """Return one matrix program with an upstream for each function."""
    return tuple(row(f"{name} of a matrix", f"y = {name}(x)", x=x, upstream=G) for name, x in PLAIN.items())


ROWS = (
    *scalars(),
    *tensors(),
    row("leaky_relu, slope in place", "y = leaky_relu(x, 0.2)", x=WIDE, upstream=G),
    row("leaky_relu, slope by name", "y = leaky_relu(x, slope=0.3)", x=WIDE, upstream=G),
    row("leaky_relu of a negative scalar", "y = leaky_relu(x)", x=-0.7),
    row("elu, alpha in place", "y = elu(x, 0.5)", x=WIDE, upstream=G),
    row("elu, alpha by name", "y = elu(x, alpha=2)", x=WIDE, upstream=G),
    row("elu of a negative scalar", "y = elu(x)", x=-0.7),
    row("gelu of a negative scalar", "y = gelu(x)", x=-0.7, why="the exact form, with erf"),
    row("gelu far out", "y = gelu(x)", x=[-30, -6, 6, 30], upstream=[1, 1, 1, 1]),
    row("clip of a matrix", "y = clip(x, -1, 1)", x=WIDE, upstream=G),
    row("clip by name", "y = clip(x, low=-0.5, high=0.5)", x=WIDE, upstream=G),
    row("clip of a scalar inside", "y = clip(x, 0, 1)", x=0.25),
    row("clip of a scalar outside", "y = clip(x, 0, 1)", x=1.25),
    row("relu of a negative scalar", "y = relu(x)", x=-0.7),
    row("abs of a negative scalar", "y = abs(x)", x=-0.7),
    row("sigmoid far out", "y = sigmoid(x)", x=[-1000, -40, 40, 1000], upstream=[1, 1, 1, 1]),
    row("sigmoid of -1000 as a scalar", "y = sigmoid(x)", x=-1000),
    row("tanh far out", "y = tanh(x)", x=[-1000, -20, 20, 1000], upstream=[1, 1, 1, 1]),
    row("softplus far out", "y = softplus(x)", x=[-1000, -30, 30, 1000], upstream=[1, 1, 1, 1], why=EXACT),
    row("softplus of 25 as a scalar", "y = softplus(x)", x=25, why=EXACT),
    row("elu far out", "y = elu(x)", x=[-1000, -30, 30, 1000], upstream=[1, 1, 1, 1]),
    row("log and exp undo each other", "y = log(exp(x))", x=WIDE, upstream=G),
    row("sine and cosine squared", "y = sum(sin(x) ** 2 + cos(x) ** 2)", x=WIDE),
    row("a composition of many", "y = tanh(sin(exp(x)) * sqrt(softplus(x)))", x=0.3),
    row("log of a sum of exps", "y = log(sum(exp(x)))", x=[0.1, -2, 3]),
    row("sigmoid by hand", "y = 1 / (1 + exp(-x))", x=WIDE, upstream=G),
    row("tanh by hand", "y = (exp(x) - exp(-x)) / (exp(x) + exp(-x))", x=WIDE, upstream=G),
    row("exp of a 3-d tensor", "y = exp(x)", x=tensor(12, 2, 2, 2), upstream=tensor(13, 2, 2, 2)),
)
