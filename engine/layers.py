"""The chapter's layers by their names (§§3.4–3.6): forward(x) keeps what backward(dout) needs.

A layer is a graph of one operation, walked by the engine's own walks; so a layer, a node of a trace
and a row of the op table are one implementation. No layer changes an array it is given.
"""

from __future__ import annotations

from typing import Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from engine.backward import backward
from engine.builder import Builder
from engine.evaluate import seed_of
from engine.forward import Forward, forward
from engine.graph import Graph
from engine.op import Array, Op
from engine.ops import OPS
from engine.values import Value, as_value, shape_of


class Layer:
    """What all layers share. Numbers are float64; a value that does not fit raises EngineError."""

    op: ClassVar[Op]

    def __init__(self) -> None:
        self._pass: tuple[Graph, Forward] | None = None

    def _forward(self, **inputs: ArrayLike) -> Value:
        """Run the op on its inputs, given by their names in the op table."""
        values = {name: as_value(_plain(value), name) for name, value in inputs.items()}
        builder = Builder()
        args = tuple(builder.input(name, shape_of(value)) for name, value in values.items())
        builder.apply(self.op, args)
        graph = builder.graph()
        self._pass = graph, forward(graph, values)
        return self._pass[1].values[-1]

    def _backward(self, dout: ArrayLike) -> dict[str, Value]:
        """The gradients towards the inputs that have one, by name, each of its input's shape."""
        graph, ahead = self._passed()
        return backward(graph, ahead, seed_of(graph, _plain(dout))).named_gradients

    def _passed(self) -> tuple[Graph, Forward]:
        if self._pass is None:
            raise RuntimeError(f"{type(self).__name__}: nothing to go back through; call forward first.")
        return self._pass

    def _kept(self, name: str) -> Value:
        """An input of the last forward pass."""
        graph, ahead = self._passed()
        return ahead.values[graph.inputs[name]]

    def _out(self) -> Value:
        return self._passed()[1].values[-1]


def _plain(value: ArrayLike) -> Any:
    """Lists and numbers as they are; anything else that NumPy reads as numbers, as an array."""
    return value if isinstance(value, list | tuple | int | float) else np.asarray(value)


class Relu(Layer):
    """max(0, x). The gradient passes where x > 0, and nowhere else, 0 itself included."""

    op = OPS["relu"]

    def forward(self, x: ArrayLike) -> Value:
        """x → max(0, x), of any shape."""
        return self._forward(x=x)

    def backward(self, dout: ArrayLike) -> Value:
        """dx, of x's shape; dout stays as it is, also where another branch holds it too."""
        return self._backward(dout)["x"]

    @property
    def mask(self) -> NDArray[np.bool_]:
        """Where the gradient passes (the chapter's mask marks the other places)."""
        assert self.op.piece is not None
        return np.asarray(self.op.piece(self._out(), self._kept("x")))


class Sigmoid(Layer):
    """1 / (1 + e⁻ˣ), for x of any size; backward is y(1 − y) by the output that was kept."""

    op = OPS["sigmoid"]

    def forward(self, x: ArrayLike) -> Value:
        """x → y, of any shape."""
        return self._forward(x=x)

    def backward(self, dout: ArrayLike) -> Value:
        """dx, of x's shape."""
        return self._backward(dout)["x"]

    @property
    def out(self) -> Value:
        """The output that forward kept."""
        return self._out()


class Affine(Layer):
    """X·W + b for parameters W (n, m) and b (m,) or (1, m); rows are samples.

    After backward, `dW` and `db` hold the gradients, of their parameters' shapes. W and b are read
    at every forward pass, so they may be updated in place or replaced.
    """

    op = OPS["affine"]

    def __init__(self, W: Array, b: Array) -> None:
        super().__init__()
        self.W, self.b = W, b
        self.dW: Array | None = None
        self.db: Array | None = None

    @property
    def params(self) -> dict[str, Array]:
        return {"W": self.W, "b": self.b}

    @property
    def grads(self) -> dict[str, Array | None]:
        return {"W": self.dW, "b": self.db}

    def forward(self, x: ArrayLike) -> Value:
        """(N, …) → (N, m), flattened after the first axis; (n,), one sample, → (m,)."""
        return self._forward(X=x, W=self.W, b=self.b)

    def backward(self, dout: ArrayLike) -> Value:
        """dx, of the shape that x came in."""
        found = self._backward(dout)
        self.dW, self.db = np.asarray(found["W"]), np.asarray(found["b"])
        return found["X"]


class SoftmaxWithLoss(Layer):
    """Softmax, then the mean cross-entropy over the batch; one sample is a batch of one.

    Labels of the scores' rank are rows (one-hot or probabilities), of one rank less class numbers.
    """

    op = OPS["softmax_with_loss"]

    def forward(self, x: ArrayLike, t: ArrayLike) -> float:
        """Scores (N, C) or (C,) and labels → the loss; finite whenever the scores are."""
        return float(self._forward(a=x, t=t))

    def backward(self, dout: ArrayLike = 1.0) -> Value:
        """dx = dout · (y − t) / N, of x's shape."""
        return self._backward(dout)["a"]

    @property
    def loss(self) -> float:
        """The loss of the last forward pass."""
        return float(self._out())

    @property
    def y(self) -> Array:
        """The probabilities."""
        (probabilities,) = self._passed()[1].stashes.values()
        return probabilities

    @property
    def t(self) -> Value:
        """The labels, as they were given."""
        return self._kept("t")
