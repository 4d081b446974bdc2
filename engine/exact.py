"""= or ≈: whether the numbers as printed give the number as printed."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping

import numpy as np

from engine.formula import Term, term
from engine.numerals import printed_value


def equation(left: Term, right: Term) -> Term:
    """left = right, or ≈ where the numbers as printed do not give the number as printed."""
    return term("eq" if _exact(left, right) else "approx", left, right)


def _exact(left: Term, right: Term) -> bool:
    leaves = list(_leaves(left))
    if any(isinstance(leaf.value, np.ndarray) for leaf in (*leaves, right)):
        return all(_prints_exactly(leaf.value) for leaf in (*leaves, right) if leaf.op in ("num", "ref"))
    try:
        product, shown = _compute(left), printed_value(float(right.value))  # type: ignore[arg-type]
    except (ArithmeticError, ValueError, KeyError, TypeError):
        return False
    if isinstance(product, complex):
        return False
    return (
        product == shown
        or math.isclose(product, shown, rel_tol=1e-12)
        or (product != product and shown != shown)
    )


def _near(a: float, b: float) -> bool:
    """Equal but for the noise of binary fractions."""
    return a == b or math.isclose(a, b, rel_tol=1e-11)


def _leaves(tree: Term) -> list[Term]:
    return [tree] if not tree.args else [leaf for arg in tree.args for leaf in _leaves(arg)]


def _prints_exactly(value: object) -> bool:
    numbers = np.asarray(value, dtype=np.float64)
    return numbers.size > 9 or all(_near(printed_value(float(x)), float(x)) for x in numbers.flat if x == x)


FUNCTIONS: Mapping[str, Callable[..., float]] = {
    "exp": math.exp,
    "log": math.log,
    "sqrt": math.sqrt,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "tanh": math.tanh,
    "abs": abs,
    "maximum": max,
    "minimum": min,
    "sum": lambda x: x,
    "copy": lambda x: x,
}


def _divided(a: float, b: float) -> float:
    """As IEEE arithmetic divides: by 0 too."""
    with np.errstate(all="ignore"):
        return float(np.divide(a, b))


ARITHMETIC: Mapping[str, Callable[[float, float], float]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "hadamard": operator.mul,
    "div": _divided,
    "pow": operator.pow,
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
    "equal": operator.eq,
}


def _compute(tree: Term) -> float:
    """The formula computed with its numbers as printed."""
    if tree.op in ("num", "ref"):
        return printed_value(float(tree.value))  # type: ignore[arg-type]
    if tree.op == "call":
        return FUNCTIONS[str(tree.args[0].value)](*map(_compute, tree.args[1:]))
    if tree.op == "neg":
        return -_compute(tree.args[0])
    if tree.op in ("iverson", "transpose"):
        return _compute(tree.args[0])
    left, right = tree.args
    return ARITHMETIC[tree.op](_compute(left), _compute(right))
