"""Ties and kinks, where libraries differ and api.md has decided."""

from tests.golden.programs.row import row

HALF = "at a tie each side gets half"
SHARED = "the gradient is shared equally among ties"
BOUND = "the gradient passes at the bounds themselves, as in PyTorch"

ROWS = (
    row("maximum without a tie", "z = maximum(a, b)", a=[1, 5], b=[2, 3], upstream=[1, 2]),
    row("minimum without a tie", "z = minimum(a, b)", a=[1, 5], b=[2, 3], upstream=[1, 2]),
    row("maximum of scalars", "z = maximum(a, b)", a=2, b=-3),
    row("minimum of scalars", "z = minimum(a, b)", a=2, b=-3),
    row("maximum at a tie", "z = maximum(a, b)", a=[1, 2, 3], b=[1, 5, 3], upstream=[1, 2, 3], why=HALF),
    row("minimum at a tie", "z = minimum(a, b)", a=[1, 2, 3], b=[1, 5, 3], upstream=[1, 2, 3], why=HALF),
    row("maximum of equal scalars", "z = maximum(a, b)", a=2, b=2, why=HALF),
    row("minimum of equal scalars", "z = minimum(a, b)", a=2, b=2, why=HALF),
    row("maximum of x with itself", "z = maximum(x, x)", x=2),
    row(
        "maximum with a constant at the kink", "z = maximum(x, 0)", x=[-1, 0, 1], upstream=[1, 1, 1], why=HALF
    ),
    row("max with two ties", "y = max(x)", x=[3, 1, 3], why=SHARED),
    row("max with all tied", "y = max(x)", x=[[2, 2], [2, 2]], why=SHARED),
    row("min with two ties", "y = min(x)", x=[3, 1, 1], why=SHARED),
    row(
        "max with ties along an axis",
        "y = max(x, axis=1)",
        x=[[1, 1, 0], [2, 3, 3]],
        upstream=[1, 3],
        why=SHARED,
    ),
    row("min with ties down an axis", "y = min(x, axis=0)", x=[[1, 2], [1, 5]], upstream=[4, 3], why=SHARED),
    row("max with ties over two axes", "y = max(x, axis=(0, 1))", x=[[1, 4], [4, 4]], upstream=3, why=SHARED),
    row("relu at zero", "y = relu(x)", x=[-1, 0, 1], upstream=[5, 6, 7], why="relu'(0) = 0"),
    row("relu at zero as a scalar", "y = relu(x)", x=0, why="relu'(0) = 0"),
    row("abs at zero", "y = abs(x)", x=[-1, 0, 1], upstream=[5, 6, 7], why="abs'(0) = 0"),
    row("abs at zero as a scalar", "y = abs(x)", x=0, why="abs'(0) = 0"),
    row(
        "leaky_relu at zero",
        "y = leaky_relu(x, 0.1)",
        x=[-1, 0, 1],
        upstream=[5, 6, 7],
        why="the slope at 0, as in PyTorch",
    ),
    row("elu at zero", "y = elu(x, 2)", x=[-1, 0, 1], upstream=[5, 6, 7], why="alpha at 0, as in PyTorch"),
    row("gelu at zero", "y = gelu(x)", x=0),
    row("softplus at zero", "y = softplus(x)", x=0),
    row("clip at its bounds", "y = clip(x, -1, 2)", x=[-2, -1, 0, 2, 3], upstream=[1, 2, 3, 4, 5], why=BOUND),
    row("clip at its lower bound as a scalar", "y = clip(x, 0, 1)", x=0, why=BOUND),
    row("clip at its upper bound as a scalar", "y = clip(x, 0, 1)", x=1, why=BOUND),
)
