"""The two-layer net of the chapter (§3.7.3): a program like any other, with its parameters drawn."""

from __future__ import annotations

from functools import lru_cache
from math import sqrt
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from engine.backward import gradients
from engine.check import CheckReport, check
from engine.evaluate import evaluate
from engine.forward import Forward, forward
from engine.graph import Graph, Limits
from engine.memory import keep_memory
from engine.numeric import central_differences
from engine.op import Array, Shape
from engine.parse import parse
from engine.trace import Trace
from engine.values import Value, as_value, shape_of

Activation = Literal["relu", "sigmoid"]
Scale = float | Literal["xavier", "he"]
PARAMETERS = ("W1", "b1", "W2", "b2")
FLOAT64 = np.dtype(np.float64)
ANY_SIZE = Limits(elements=1 << 62, total=1 << 62)
"""The limits guard a service against its requests; here the caller has the arrays already."""


def two_layer_program(activation: Activation = "relu") -> str:
    """Affine → activation → Affine → Softmax-with-Loss, for X, t, W1, b1, W2, b2."""
    return (
        "Z1 = affine(X, W1, b1)\n"
        f"A1 = {activation}(Z1)\n"
        "Z2 = affine(A1, W2, b2)\n"
        "L = softmax_with_loss(Z2, t)"
    )


def std_of(scale: Scale, inputs: int) -> float:
    """The standard deviation of weights that `inputs` numbers meet: 1/√n (Xavier), √2/√n (He), or as said."""
    return {"xavier": 1.0, "he": sqrt(2.0)}[scale] / sqrt(inputs) if isinstance(scale, str) else scale


def drawn_samples(count: int, inputs: int, classes: int, seed: int) -> tuple[Array, Array]:
    """Normal samples (count, inputs) and class numbers (count,), from a seed; other numbers than a net's."""
    random = np.random.default_rng((seed, 1))
    return random.standard_normal((count, inputs)), random.integers(classes, size=count).astype(np.float64)


class Ahead(NamedTuple):
    """What one forward pass gives; hidden: A1, (N, h)."""

    loss: float
    hidden: Array


class Pass(NamedTuple):
    """What one forward and one backward pass give."""

    loss: float
    hidden: Array
    gradients: dict[str, Array]


@lru_cache(maxsize=64)
def _graph(program: str, output: str, names: tuple[str, ...], *shapes: Shape) -> Graph:
    forms = dict(zip(names, shapes, strict=True))
    return parse(program, forms, output=output, parameters=PARAMETERS, limits=ANY_SIZE)


class TwoLayerNet:
    """A net of one hidden layer; `params` holds W1 (n, h), b1 (h,), W2 (h, m), b2 (m,).

    Weights are weight_init_std × normal (see `std_of`), drawn from `seed`; biases start at 0. `params` is
    read at every call, so its arrays may be updated in place or replaced, biases by rows (1, h) too.

    x is (N, n), or (n,) for one sample; more axes are flattened after the first. t holds class
    numbers (N,), or rows (N, m) of one-hot labels or probabilities. Values that do not fit raise EngineError.
    """

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        output_size: int,
        weight_init_std: Scale = 0.01,
        seed: int = 0,
        activation: Activation = "relu",
    ) -> None:
        keep_memory()
        normal = np.random.default_rng(seed).standard_normal
        self.params: dict[str, Array] = {
            "W1": std_of(weight_init_std, input_size) * normal((input_size, hidden_size)),
            "b1": np.zeros(hidden_size),
            "W2": std_of(weight_init_std, hidden_size) * normal((hidden_size, output_size)),
            "b2": np.zeros(output_size),
        }
        self.program = two_layer_program(activation)

    def predict(self, x: ArrayLike) -> Array:
        """The scores Z2, (N, m); their softmax is the probabilities."""
        scores = self.program.rsplit("\n", 1)[0]
        graph, ahead = self._forward(scores, {"X": _array(x), **self._parameters()}, "Z2")
        return np.asarray(ahead.values[graph.output])

    def loss(self, x: ArrayLike, t: ArrayLike) -> float:
        """The mean cross-entropy over the batch."""
        return self.ahead(x, t).loss

    def ahead(self, x: ArrayLike, t: ArrayLike) -> Ahead:
        """The loss, and the hidden layer on the way to it."""
        return _seen(*self._ahead(x, t))

    def accuracy(self, x: ArrayLike, t: ArrayLike) -> float:
        """The share of samples whose highest score is their label's class."""
        graph, ahead = self._ahead(x, t)
        scores, labels = (np.asarray(ahead.values[graph.bindings[name]]) for name in ("Z2", "t"))
        classes = labels.argmax(axis=-1) if labels.ndim == scores.ndim else labels
        return float(np.mean(scores.argmax(axis=-1) == classes))

    def gradient(self, x: ArrayLike, t: ArrayLike) -> dict[str, Array]:
        """The loss's gradients towards the parameters by backpropagation, each of its parameter's shape."""
        return self.backprop(x, t).gradients

    def backprop(self, x: ArrayLike, t: ArrayLike) -> Pass:
        """The loss, and its gradients at the same point."""
        graph, ahead = self._ahead(x, t)
        found: dict[str, Any] = gradients(graph, ahead, 1.0)
        return Pass(*_seen(graph, ahead), found)

    def numerical_gradient(self, x: ArrayLike, t: ArrayLike, h: float = 1e-5) -> dict[str, Array]:
        """The same gradients by central differences: two evaluations for every parameter."""
        graph, ahead = self._ahead(x, t)
        found = central_differences(graph, ahead.values, 1.0, PARAMETERS, h)
        return {name: slopes.slope for name, slopes in found.items()}

    def trace(self, x: ArrayLike, t: ArrayLike) -> Trace:
        """Every value and every gradient of one pass, dX included.

        Parameters are copied, so later updates do not reach the trace; a float64 x is not.
        """
        values = self._inputs(x, t)
        values.update({name: np.copy(values[name]) for name in PARAMETERS})
        return evaluate(self._graph(self.program, values, "L"), values)

    def check(self, x: ArrayLike, t: ArrayLike, h: float = 1e-5) -> CheckReport:
        """Backpropagation against central differences, for every parameter."""
        return check(self.trace(x, t), h=h, names=PARAMETERS)

    def _inputs(self, x: ArrayLike, t: ArrayLike) -> dict[str, Value]:
        return {"X": _array(x), "t": _array(t), **self._parameters()}

    def _parameters(self) -> dict[str, Value]:
        return {name: _array(self.params[name]) for name in PARAMETERS}

    def _ahead(self, x: ArrayLike, t: ArrayLike) -> tuple[Graph, Forward]:
        return self._forward(self.program, self._inputs(x, t), "L")

    def _forward(self, program: str, inputs: dict[str, Value], output: str) -> tuple[Graph, Forward]:
        graph = self._graph(program, inputs, output)
        return graph, forward(graph, inputs)

    def _graph(self, program: str, inputs: dict[str, Value], output: str) -> Graph:
        return _graph(program, output, tuple(inputs), *map(shape_of, inputs.values()))


def _seen(graph: Graph, ahead: Forward) -> Ahead:
    loss, hidden = ahead.values[graph.output], ahead.values[graph.bindings["A1"]]
    return Ahead(float(loss), np.asarray(hidden))


def _array(value: ArrayLike) -> Value:
    """Numbers as the engine holds them; a float64 array is not copied."""
    if isinstance(value, np.ndarray) and value.dtype is FLOAT64 and value.ndim:
        return value
    return as_value(value if isinstance(value, list | tuple | int | float) else np.asarray(value), "X")
