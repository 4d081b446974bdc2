"""Broadcasting: every way two shapes can meet, with the gradient summed back to each operand's shape."""

from tests.golden.programs.row import Row, Value, row, tensor

PAIRS: dict[str, tuple[Value, Value, Value]] = {
    "scalar and vector": (1.5, [1, -2, 3], [1, 2, -3]),
    "vector and scalar": ([1, -2, 3], 1.5, [1, 2, -3]),
    "scalar and matrix": (1.5, tensor(21, 2, 3), tensor(22, 2, 3)),
    "vector and matrix": ([1, -2, 3], tensor(21, 2, 3), tensor(22, 2, 3)),
    "matrix and vector": (tensor(21, 2, 3), [1, -2, 3], tensor(22, 2, 3)),
    "row and matrix": ([[1, -2, 3]], tensor(21, 2, 3), tensor(22, 2, 3)),
    "column and matrix": ([[1], [-2]], tensor(21, 2, 3), tensor(22, 2, 3)),
    "column and row": ([[1], [-2]], [[3, 4, -5]], tensor(22, 2, 3)),
    "column and vector": ([[1], [-2]], [3, 4, -5], tensor(22, 2, 3)),
    "one by one and vector": ([[2]], [3, 4, -5], [[1, 2, -3]]),
    "one element and scalar": ([2], 3, [1.5]),
    "vector and 3-d": ([1, -2], tensor(23, 2, 3, 2), tensor(24, 2, 3, 2)),
    "matrix and 3-d": (tensor(25, 3, 2), tensor(23, 2, 3, 2), tensor(24, 2, 3, 2)),
    "3-d with ones and 3-d": (tensor(26, 2, 1, 2), tensor(27, 1, 3, 1), tensor(24, 2, 3, 2)),
}
SIGNS = {"+": "add", "-": "sub", "*": "mul", "/": "div"}


def meetings() -> tuple[Row, ...]:
    """Return a product for each pair of shapes."""
    return tuple(
        row(f"mul of {pair}", "z = a * b", a=a, b=b, upstream=g) for pair, (a, b, g) in PAIRS.items()
    )


def other_operators() -> tuple[Row, ...]:
    """Return the other three elementwise operators where both operands broadcast."""
    a, b, g = PAIRS["column and row"]
    return tuple(
        row(f"{word} of column and row", f"z = a {sign} b", a=a, b=b, upstream=g)
        for sign, word in SIGNS.items()
        if word != "mul"
    )


ROWS = (
    *meetings(),
    *other_operators(),
    row(
        "pow of matrix and scalar",
        "z = x ** p",
        x=tensor(28, 2, 2, low=0.5, high=3),
        p=2.5,
        upstream=tensor(29, 2, 2),
    ),
    row("pow of scalar and vector", "z = x ** p", x=1.5, p=[1, -2, 0.5], upstream=[1, 2, 3]),
    row("maximum of scalar and vector", "z = maximum(a, b)", a=0.5, b=[1, -2, 0.25], upstream=[1, 2, 3]),
    row(
        "minimum of column and row",
        "z = minimum(a, b)",
        a=[[1], [-2]],
        b=[[3, 0, -5]],
        upstream=tensor(22, 2, 3),
    ),
    row("broadcast, then a mean", "L = mean((x - m) ** 2)", x=tensor(21, 2, 3), m=[0.5, -0.5, 1]),
    row("broadcast twice from one scalar", "L = sum((x * k + k) ** 2)", x=tensor(21, 2, 3), k=0.5),
    row(
        "standardised columns", "c = x - mean(x, axis=0, keepdims=True)\nL = sum(c ** 3)", x=tensor(21, 3, 2)
    ),
    row("broadcast of a constant list", "z = x * [[1, 2, 3], [4, 5, 6]]", x=2, upstream=tensor(22, 2, 3)),
    row("scalar output from one element", "z = x * y", x=[[2]], y=3),
)
