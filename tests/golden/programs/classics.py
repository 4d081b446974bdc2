"""The examples that everybody who teaches backpropagation draws."""

from tests.golden.programs.row import Value, row, tensor

DEEP = "\n".join(f"h{i} = sigmoid({'x' if i == 1 else f'h{i - 1}'} * w{i})" for i in range(1, 11))
WEIGHTS: dict[str, Value] = {f"w{i}": round(0.5 + 0.1 * i, 1) for i in range(1, 11)}
NET = "Z1 = X @ W1 + b1\nA1 = {act}(Z1)\nZ2 = A1 @ W2 + b2\nL = mse(Z2, Y)"
SIZES: dict[str, Value] = {
    "X": tensor(111, 3, 2),
    "W1": tensor(112, 2, 4),
    "b1": tensor(113, 4),
    "W2": tensor(114, 4, 1),
    "b2": [0.1],
}

ROWS = (
    row("apple", "price = apple * count\ntotal = price * tax", apple=100, count=2, tax=1.1),
    row(
        "apple and orange",
        "apples = apple * apple_count\noranges = orange * orange_count\n"
        "price = apples + oranges\ntotal = price * tax",
        apple=100,
        apple_count=2,
        orange=150,
        orange_count=3,
        tax=1.1,
    ),
    row("x times y plus x", "f = x * y + x", x=2, y=3),
    row("CS231n sum times z", "q = x + y\nf = q * z", x=-2, y=5, z=-4),
    row(
        "CS231n sigmoid neuron",
        "s = w0 * x0 + w1 * x1 + w2\nf = 1 / (1 + exp(-s))",
        w0=2,
        x0=-1,
        w1=-3,
        x1=-2,
        w2=-3,
    ),
    row(
        "CS231n sigmoid neuron, one gate",
        "f = sigmoid(w0 * x0 + w1 * x1 + w2)",
        w0=2,
        x0=-1,
        w1=-3,
        x1=-2,
        w2=-3,
    ),
    row("CS231n max gate", "f = (x * y + maximum(z, w)) * 2", x=3, y=-4, z=2, w=-1),
    row("CS231n vector norm", "q = W @ x\nf = sum(q ** 2)", W=[[0.1, 0.5], [-0.3, 0.8]], x=[0.2, 0.4]),
    row("CS231n staged computation", "f = (x + sigmoid(y)) / (sigmoid(x) + (x + y) ** 2)", x=3, y=-4),
    row("Colah", "c = a + b\nd = b + 1\ne = c * d", a=2, b=1),
    row("Wikipedia", "f = x1 * x2 + sin(x1)", x1=2, x2=3),
    row("deep sigmoid chain", DEEP, x=1, **WEIGHTS),
    row(
        "micrograd's readme",
        "c = a + b\nd = a * b + b**3\nc += c + 1\nc += 1 + c + (-a)\nd += d * 2 + relu(b + a)\n"
        "d += 3 * d + relu(b - a)\ne = c - d\nf = e**2\ng = f / 2.0\ng += 10.0 / f",
        a=-4,
        b=2,
    ),
    row(
        "logistic regression",
        "p = sigmoid(X @ w + b)\nL = -mean(t * log(p) + (1 - t) * log(1 - p))",
        X=tensor(115, 4, 2),
        w=[0.5, -1],
        b=0.2,
        t=[0, 1, 1, 0],
    ),
    row("linear regression", "p = w * x + b\nL = mean((p - y) ** 2)", w=0.5, b=0, x=[1, 2, 3], y=[2, 4, 6]),
    row("Rosenbrock", "f = (1 - x) ** 2 + 100 * (y - x ** 2) ** 2", x=-1.2, y=1),
    row("two-layer net, relu and mse", NET.format(act="relu"), **SIZES, Y=tensor(116, 3, 1)),
    row("two-layer net, sigmoid and mse", NET.format(act="sigmoid"), **SIZES, Y=tensor(116, 3, 1)),
    row("two-layer net, tanh and mse", NET.format(act="tanh"), **SIZES, Y=tensor(116, 3, 1)),
    row(
        "XOR net",
        "h = tanh(X @ W + b)\np = sigmoid(h @ v + c)\nL = mse(p, t)",
        X=[[0, 0], [0, 1], [1, 0], [1, 1]],
        W=[[1, -1], [1, 0.5]],
        b=[0, 0.1],
        v=[1, -1],
        c=0.1,
        t=[0, 1, 1, 0],
    ),
)
