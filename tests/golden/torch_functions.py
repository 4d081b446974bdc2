# mypy: disable-error-code="import-not-found"
"""The functions of the language as PyTorch says them, for the golden traces.

Where PyTorch has the function itself it is taken as it is; where its convention is not the product's,
the function here says so, and the rows that pin it say why.
"""

from collections.abc import Callable
from typing import Any

import torch
import torch.nn.functional as F  # noqa: N812 (the field's name for it)
from torch import Tensor

from tests.golden.programs.row import Value


def constant(value: Value) -> Tensor:
    """Return a number or nested list as a float64 tensor without a gradient."""
    return torch.tensor(value, dtype=torch.float64)


def literal(value: Any) -> Any:
    """Return an axis, shape, slope or bound as Python's own number or tuple of numbers."""
    if isinstance(value, tuple):
        return tuple(literal(each) for each in value)
    if isinstance(value, Tensor):
        number = value.item()
        return int(number) if number == int(number) else number
    return value


def transpose(x: Tensor) -> Tensor:
    return x.permute(tuple(reversed(range(x.ndim))))


def reduction(function: Callable[..., Tensor]) -> Callable[..., Tensor]:
    """Return a torch reduction with the language's signature; `amax` and `amin` share ties equally."""

    def reduce(x: Tensor, axis: Any = None, keepdims: bool = False) -> Tensor:
        axes = tuple(range(x.ndim)) if axis is None else literal(axis)
        return x.clone() if axes == () else function(x, dim=axes, keepdim=keepdims)

    return reduce


def class_axis_second(x: Tensor) -> Tensor:
    """Return logits as PyTorch's losses want them: a batch of rows."""
    return x.unsqueeze(0) if x.ndim == 1 else x


def labels_for(x: Tensor, labels: Tensor) -> Tensor:
    """Return labels for a batch: rows as they are, class numbers as integers."""
    if labels.ndim == x.ndim:
        return class_axis_second(labels)
    return labels.reshape(-1).long()


def softmax_with_loss(logits: Tensor, labels: Tensor) -> Tensor:
    return F.cross_entropy(class_axis_second(logits), labels_for(logits, labels))


def cross_entropy_error(y: Tensor, labels: Tensor) -> Tensor:
    """Return the mean of −Σ t log y over the labelled classes: the others cost nothing, even at 0."""
    rows = labels if labels.ndim == y.ndim else F.one_hot(labels.long(), y.shape[-1]).double()
    labelled = rows != 0
    return -(rows[labelled] * torch.log(y[labelled])).sum() / len(class_axis_second(y))


def affine(X: Tensor, W: Tensor, b: Tensor) -> Tensor:
    return F.linear(X.flatten(1) if X.ndim > 2 else X, W.T, b.reshape(-1))


def reshape(x: Tensor, shape: Any) -> Tensor:
    sizes = literal(shape)
    return torch.reshape(x, sizes if isinstance(sizes, tuple) else (sizes,))


def softplus(x: Tensor) -> Tensor:
    """Return log(1 + exp(x)) exactly: `F.softplus` returns x itself above a threshold."""
    return torch.logaddexp(x, torch.zeros_like(x))


def clip(x: Tensor, low: Any, high: Any) -> Tensor:
    return torch.clamp(x, literal(low), literal(high))


FUNCTIONS: dict[str, Callable[..., Tensor]] = {
    **{name: getattr(torch, name) for name in ("exp", "log", "sqrt", "sin", "cos", "tan", "tanh", "sigmoid")},
    **{name: getattr(torch, name) for name in ("relu", "abs", "neg", "add", "sub", "mul", "div", "pow")},
    "matmul": torch.matmul,
    "softplus": softplus,
    "gelu": F.gelu,
    "leaky_relu": lambda x, slope=0.01: F.leaky_relu(x, literal(slope)),
    "elu": lambda x, alpha=1.0: F.elu(x, literal(alpha)),
    "clip": clip,
    "sum": reduction(torch.sum),
    "mean": reduction(torch.mean),
    "max": reduction(torch.amax),
    "min": reduction(torch.amin),
    "softmax": lambda x, axis=-1: F.softmax(x, dim=literal(axis)),
    "log_softmax": lambda x, axis=-1: F.log_softmax(x, dim=literal(axis)),
    "softmax_with_loss": softmax_with_loss,
    "cross_entropy": softmax_with_loss,
    "cross_entropy_error": cross_entropy_error,
    "mse": lambda a, b: F.mse_loss(input=a, target=b),
    "maximum": lambda a, b: torch.maximum(input=a, other=b),
    "minimum": lambda a, b: torch.minimum(input=a, other=b),
    "affine": affine,
    "reshape": reshape,
    "transpose": transpose,
    "concat": lambda a, b, axis=0: torch.cat((a, b), dim=literal(axis)),
    "_constant": constant,
    "_transpose": transpose,
}
