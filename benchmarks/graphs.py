"""Scalar graphs as plain data, the same for every contender, of operations that all of them have."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Mapping, Sequence
from typing import NamedTuple

Node = tuple[str, tuple[int, ...]]


class Spec(NamedTuple):
    """Leaves are nodes 0 … k−1 in the order of `leaves`; `nodes` are (operation, arguments) after them.

    The last node is the output. Leaves in `constants` want no gradient.
    Operations: add, mul, relu, neg, exp, and pow with a constant exponent.
    """

    title: str
    leaves: Mapping[str, float]
    nodes: Sequence[Node]
    constants: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.leaves) + len(self.nodes)

    @property
    def text(self) -> str:
        """The same graph in the program language."""
        names = [*self.leaves, *(f"v{k}" for k in range(len(self.nodes)))]
        lines = (
            f"v{k} = {TEXTS[op].format(*(names[a] for a in args))}" for k, (op, args) in enumerate(self.nodes)
        )
        return "\n".join(lines)


TEXTS = {
    "add": "{} + {}",
    "mul": "{} * {}",
    "pow": "{} ** {}",
    "neg": "-{}",
    "exp": "exp({})",
    "relu": "relu({})",
}

TINY = (
    Spec("(x + y)²", {"x": 1.0, "y": 2.0, "two": 2.0}, [("add", (0, 1)), ("pow", (3, 2))], frozenset({2})),
    Spec("x·y + x", {"x": 3.0, "y": -2.0}, [("mul", (0, 1)), ("add", (2, 0))]),
    Spec(
        "sigmoid neuron",
        {"w0": 2.0, "x0": -1.0, "w1": -3.0, "x1": -2.0, "w2": -3.0, "one": 1.0, "minus": -1.0},
        [
            ("mul", (0, 1)),
            ("mul", (2, 3)),
            ("add", (7, 8)),
            ("add", (9, 4)),
            ("neg", (10,)),
            ("exp", (11,)),
            ("add", (12, 5)),
            ("pow", (13, 6)),
        ],
        frozenset({5, 6}),
    ),
)


def random_graph(size: int, seed: int = 1) -> Spec:
    """`size` nodes, a tenth of them leaves, every one of which reaches the output.

    Each operation takes the node that has waited longest for its first use, and, if it takes two, any
    node before it. A sum that would leave [−1, 1] becomes a product, so no value and no gradient overflows.
    """
    rng = random.Random(seed)
    count = max(2, size // 10)
    values = [rng.uniform(-1.0, 1.0) for _ in range(count)]
    leaves = {f"x{k}": x for k, x in enumerate(values)}
    nodes: list[Node] = []
    unused = deque(range(count))

    def emit(op: str, *args: int) -> None:
        xs = [values[a] for a in args]
        if op == "relu":
            values.append(max(xs[0], 0.0))
        else:
            values.append(xs[0] + xs[1] if op == "add" else xs[0] * xs[1])
        unused.append(len(values) - 1)
        nodes.append((op, args))

    while len(values) + len(unused) - 1 < size:
        first, other = unused.popleft(), rng.randrange(len(values))
        if rng.random() < 0.1:
            emit("relu", first)
        else:
            emit("add" if abs(values[first] + values[other]) <= 1.0 else "mul", first, other)
    while len(unused) > 1:
        emit("add", unused.popleft(), unused.popleft())
    return Spec(f"{size:,} nodes", leaves, nodes)


def chain(size: int) -> Spec:
    """`size` nodes, each operation upon the one before: v ← v·a, v ← v + b, and so on."""
    nodes: list[Node] = []
    for k in range(3, size):
        before = k - 1 if k > 3 else 0
        nodes.append(("mul", (before, 1)) if k % 2 else ("add", (before, 2)))
    return Spec(f"{size:,} nodes", {"x": 0.5, "a": 0.9999, "b": 0.0001}, nodes)


def computation(edges: int, seed: int = 1) -> Spec:
    """A computation as people write it, of about this many edges: most operations take recent values.

    A quarter of the nodes are inputs, every value is used, and none leaves [−1, 1] by much.
    """
    rng = random.Random(seed)
    kinds: list[Node | None] = []
    values: list[float] = []
    unused: deque[int] = deque()
    made = 0
    while made < edges:
        if len(values) < 2 or (len(unused) < 4 and rng.random() < 0.25):
            kinds.append(None)
            values.append(rng.uniform(-1.0, 1.0))
        else:
            recent = len(values) - 1 - int(rng.random() * rng.random() * min(len(values), 40))
            first = unused.popleft() if unused else recent
            x, y = values[first], values[recent]
            node: Node
            if rng.random() < 0.35:
                node, value = ("relu", (first,)), max(x, 0.0)
            else:
                node = ("add" if abs(x + y) <= 1.0 else "mul", (first, recent))
                value = x + y if node[0] == "add" else x * y
                if recent in unused:
                    unused.remove(recent)
            kinds.append(node)
            values.append(value)
            made += len(node[1])
        unused.append(len(values) - 1)
    while len(unused) > 1:
        a, b = unused.popleft(), unused.popleft()
        kinds.append(("add", (a, b)))
        values.append(values[a] + values[b])
        unused.append(len(values) - 1)
    return _leaves_first(f"{edges:,} edges", kinds, values)


def _leaves_first(title: str, kinds: Sequence[Node | None], values: Sequence[float]) -> Spec:
    """The same graph with its inputs numbered before its operations; `None` is an input."""
    leaves = [k for k, kind in enumerate(kinds) if kind is None]
    place = {k: n for n, k in enumerate([*leaves, *(k for k, kind in enumerate(kinds) if kind)])}
    nodes = [(kind[0], tuple(place[a] for a in kind[1])) for kind in kinds if kind]
    return Spec(title, {f"x{n}": values[k] for n, k in enumerate(leaves)}, nodes)
