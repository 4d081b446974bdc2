"""reshape, transpose, .T and concat."""

from tests.golden.programs.row import row, tensor

X = tensor(41, 2, 3)
CUBE = tensor(42, 2, 3, 4)

ROWS = (
    row("reshape to a tuple", "y = reshape(x, (3, 2))", x=X, upstream=tensor(43, 3, 2)),
    row("reshape to one dimension", "y = reshape(x, (6,))", x=X, upstream=tensor(43, 6)),
    row("reshape with -1", "y = reshape(x, (3, -1))", x=X, upstream=tensor(43, 3, 2)),
    row("reshape to -1 alone", "y = reshape(x, -1)", x=X, upstream=tensor(43, 6)),
    row("reshape by name", "y = reshape(x, shape=(1, 6))", x=X, upstream=tensor(43, 1, 6)),
    row("reshape to a scalar", "y = reshape(x, ())", x=[[2.5]]),
    row("reshape of a scalar", "y = reshape(x, (1, 1))", x=2.5),
    row("reshape to 3-d", "y = reshape(x, (2, 1, 3))", x=X, upstream=tensor(43, 2, 1, 3)),
    row("transpose of a matrix", "y = transpose(x)", x=X, upstream=tensor(43, 3, 2)),
    row("T of a matrix", "y = x.T", x=X, upstream=tensor(43, 3, 2)),
    row("T of a vector", "y = x.T", x=[1, 2, 3], upstream=[4, 5, 6]),
    row("T of a scalar", "y = x.T", x=3),
    row("T of 3-d", "y = x.T", x=CUBE, upstream=tensor(43, 4, 3, 2), why="all axes are reversed"),
    row("T of T", "y = sum(x.T.T * x)", x=X),
    row("T of a bracket", "y = (x + 1).T", x=X, upstream=tensor(43, 3, 2)),
    row("T in a product", "y = a.T @ b", a=tensor(44, 3, 2), b=tensor(45, 3, 2), upstream=tensor(46, 2, 2)),
    row("concat of vectors", "y = concat(a, b)", a=[1, 2], b=[3, 4, 5], upstream=[1, 2, 3, 4, 5]),
    row("concat of rows", "y = concat(a, b)", a=X, b=[[1, 2, 3]], upstream=tensor(47, 3, 3)),
    row("concat of columns", "y = concat(a, b, axis=1)", a=X, b=[[1], [2]], upstream=tensor(47, 2, 4)),
    row("concat along axis -1", "y = concat(a, b, -1)", a=X, b=tensor(48, 2, 2), upstream=tensor(47, 2, 5)),
    row(
        "concat of 3-d in the middle",
        "y = concat(a, b, axis=1)",
        a=tensor(48, 2, 1, 2),
        b=tensor(49, 2, 2, 2),
        upstream=tensor(47, 2, 3, 2),
    ),
    row("concat of x with itself", "y = sum(concat(x, x) ** 2)", x=[1, 2]),
    row("concat with a constant list", "y = sum(concat(x, [3, 4]) ** 2)", x=[1, 2]),
    row("reshape, then multiply", "y = sum((reshape(x, (3, 2)) @ x) ** 2)", x=X),
)
