"""A formula of the op table, computed with numbers: what is shown to people, tested."""

from collections.abc import Callable, Mapping
from math import erf, prod, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.formula import Term
from engine.op import Op, Sample
from engine.shapes import axes_of

Array = NDArray[np.float64]
OPERATORS: Mapping[str, Callable[..., Any]] = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "div": np.divide,
    "pow": np.power,
    "matmul": np.matmul,
    "neg": np.negative,
    "transpose": np.transpose,
    "gt": np.greater,
    "ge": np.greater_equal,
    "lt": np.less,
    "le": np.less_equal,
    "equal": np.equal,
    "iverson": lambda truth: truth * 1.0,
}
UNIVERSAL = ("exp", "log", "sqrt", "sin", "cos", "tan", "tanh", "sign", "abs", "maximum", "minimum", "clip")


def settings(op: Op, sample: Sample) -> dict[str, Any]:
    """Return every attribute of a sample, defaults included."""
    return {a.name: sample.attrs.get(a.name, a.default) for a in op.attrs}


def facts(op: Op, sample: Sample, xs: list[Array], y: Array, kept: Array) -> dict[str, Any]:
    """Return what the names in a formula stand for: inputs, result, attributes, n and N."""
    rows = dict(zip(op.params, xs, strict=True))
    if op.labels is not None and xs[op.labels].ndim < xs[0].ndim:
        rows[op.params[op.labels]] = np.eye(xs[0].shape[-1])[xs[op.labels].astype(int)]
    counts = {"n": prod(xs[0].shape) // max(prod(y.shape), 1), "N": len(xs[0]) if xs[0].ndim == 2 else 1}
    return {**settings(op, sample), **counts, "y": kept, op.result: y, **rows}


def compute(tree: Term, names: Mapping[str, Any], op: Op, sample: Sample) -> Any:
    """Return the value of a formula."""
    match tree.op:
        case "num":
            return tree.value
        case "name":
            return names[str(tree.value)]
        case "call":
            found = [compute(arg, names, op, sample) for arg in tree.args[1:]]
            return _functions(names, op, sample)[str(tree.args[0].value)](*found)
    return OPERATORS[tree.op](*(compute(arg, names, op, sample) for arg in tree.args))


def _functions(names: Mapping[str, Any], op: Op, sample: Sample) -> Mapping[str, Callable[..., Any]]:
    """Return what the functions in this op's formulas mean."""
    given = settings(op, sample)
    x = names[op.params[0]]
    keeps = bool(given.get("keepdims", True))
    axis = axes_of(x.shape, given["axis"]) if "axis" in given and op.name != "concat" else None

    def spread(g: Any) -> Array:
        wide = g if keeps or axis is None else np.expand_dims(g, axis)
        return np.broadcast_to(wide, x.shape)

    def over(reduce: Callable[..., Any]) -> Callable[..., Any]:
        return lambda v: reduce(v, axis=axis, keepdims=keeps and axis is not None)

    def place(g: Any) -> Array:
        out = np.zeros(x.shape)
        out[given["index"]] = g
        return out

    def meeting() -> int:
        return int(x.shape[given["axis"]])

    return {
        **{name: getattr(np, name) for name in UNIVERSAL},
        "sum": over(np.sum),
        "max": over(np.max),
        "min": over(np.min),
        "copy": spread,
        "ties": lambda v: spread(over(np.sum)(v == spread(names["y"]))),
        "rowsum": lambda g: g.sum(axis=0, keepdims=True),
        "softmax": lambda v: np.exp(v) / np.exp(v).sum(axis=-1, keepdims=True),
        "Phi": lambda v: 0.5 * (1.0 + np.vectorize(erf, otypes=[float])(v / sqrt(2.0))),
        "phi": lambda v: np.exp(-v * v / 2.0) / sqrt(2.0 * np.pi),
        "reshape": lambda v: np.reshape(v, given["shape"]),
        "restore": lambda g: np.reshape(g, x.shape),
        "concat": lambda a, b: np.concatenate((a, b), axis=given["axis"]),
        "first": lambda g: np.split(g, [meeting()], axis=given["axis"])[0],
        "second": lambda g: np.split(g, [meeting()], axis=given["axis"])[1],
        "pick": lambda v: v[given["index"]],
        "place": place,
        "onehot": lambda t: np.eye(given["classes"])[np.asarray(t, dtype=int)],
    }
