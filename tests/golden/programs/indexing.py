"""Indexing and slicing: the gradient goes back to the places read, zero elsewhere."""

from tests.golden.programs.row import row, tensor

X = tensor(51, 3, 4)
CUBE = tensor(52, 2, 3, 2)

ROWS = (
    row("element of a vector", "y = x[1]", x=[1, 2, 3]),
    row("last element of a vector", "y = x[-1]", x=[1, 2, 3]),
    row("row of a matrix", "y = x[1]", x=X, upstream=[1, 2, 3, 4]),
    row("element of a matrix", "y = x[1, 2]", x=X),
    row("element counted from the end", "y = x[-1, -2]", x=X),
    row("index of an index", "y = x[1][2]", x=X),
    row("slice of a vector", "y = x[1:3]", x=[1, 2, 3, 4], upstream=[5, 6]),
    row("slice to the end", "y = x[2:]", x=[1, 2, 3, 4], upstream=[5, 6]),
    row("slice from the start", "y = x[:2]", x=[1, 2, 3, 4], upstream=[5, 6]),
    row("slice of everything", "y = x[:]", x=[1, 2], upstream=[5, 6]),
    row("slice with a negative end", "y = x[:-1]", x=[1, 2, 3], upstream=[5, 6]),
    row("slice beyond the end", "y = x[1:9]", x=[1, 2, 3], upstream=[5, 6]),
    row("slice of rows", "y = x[0:2]", x=X, upstream=tensor(53, 2, 4)),
    row("column of a matrix", "y = x[:, 1]", x=X, upstream=[1, 2, 3]),
    row("slice and index", "y = x[0:2, -1]", x=X, upstream=[1, 2]),
    row("block of a matrix", "y = x[1:, :2]", x=X, upstream=tensor(53, 2, 2)),
    row("slice that is empty", "y = sum(x[1:1])", x=[1, 2, 3]),
    row("matrix of a 3-d tensor", "y = x[1]", x=CUBE, upstream=tensor(53, 3, 2)),
    row("vector of a 3-d tensor", "y = x[1, 2]", x=CUBE, upstream=[1, -1]),
    row("element of a 3-d tensor", "y = x[1, 2, 0]", x=CUBE),
    row("overlapping slices", "y = sum(x[0:3] * x[1:4])", x=[1, 2, 3, 4]),
    row("the same element twice", "y = x[0] * x[0] + x[1]", x=[3, 4]),
    row("dot product by hand", "y = x[0] * w[0] + x[1] * w[1]", x=[1, 2], w=[-3, 0.5]),
    row("index of an expression", "y = (x * x)[2]", x=[1, 2, 3]),
    row("index of a call", "y = softmax(x)[0]", x=[1, 2, 3]),
)
