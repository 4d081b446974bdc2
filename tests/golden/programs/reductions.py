"""sum, mean, max and min over every kind of axis."""

from tests.golden.programs.row import Row, Value, row, tensor

X = tensor(31, 2, 3)
CUBE = tensor(32, 2, 3, 2)
FUNCTIONS = ("sum", "mean", "max", "min")
# words for the name, arguments, input, upstream
AXES: tuple[tuple[str, str, Value, Value], ...] = (
    ("everything", "x", X, None),
    ("everything, shape kept", "x, keepdims=True", X, [[1.5]]),
    ("axis 0", "x, axis=0", X, [1, -2, 3]),
    ("axis 1 in place", "x, 1", X, [1, -2]),
    ("axis -1, shape kept", "x, axis=-1, keepdims=True", X, [[1], [-2]]),
    ("axis 1 of 3-d", "x, axis=1", CUBE, tensor(33, 2, 2)),
    ("axis 0 of 3-d, shape kept", "x, axis=0, keepdims=True", CUBE, tensor(34, 1, 3, 2)),
)


def over_every_axis() -> tuple[Row, ...]:
    """Return each reduction over each kind of axis."""
    return tuple(
        row(f"{name} over {words}", f"y = {name}({arguments})", x=x, upstream=upstream)
        for name in FUNCTIONS
        for words, arguments, x, upstream in AXES
    )


ROWS = (
    *over_every_axis(),
    row("sum over two axes", "y = sum(x, axis=(0, 2))", x=CUBE, upstream=[1, -2, 3]),
    row(
        "mean over two axes, shape kept",
        "y = mean(x, axis=(0, -1), keepdims=True)",
        x=CUBE,
        upstream=tensor(35, 1, 3, 1),
    ),
    row("max over two axes", "y = max(x, axis=(1, 2))", x=CUBE, upstream=[1, -2]),
    row("min over two axes", "y = min(x, (0, 1))", x=CUBE, upstream=[1, -2]),
    row("sum over no axis by name", "y = sum(x, axis=None)", x=X),
    row("sum of a scalar", "y = sum(x)", x=2.5),
    row("mean of a scalar", "y = mean(x)", x=2.5),
    row("max of a scalar", "y = max(x)", x=2.5),
    row("min of a vector", "y = min(x)", x=[3, -1, 2]),
    row("mean of squares", "y = mean(x ** 2)", x=X),
    row("sum of sums", "y = sum(sum(x, axis=1) ** 2)", x=X),
    row("variance", "m = mean(x)\nv = mean((x - m) ** 2)", x=[1, 4, 2, 9]),
    row("norm", "y = sqrt(sum(x ** 2))", x=[3, 4]),
    row("range", "y = max(x) - min(x)", x=[3, -1, 2, 7]),
)
