"""A formula as LaTeX."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

import numpy as np

from engine.formula import Term
from engine.numerals import latex_numeral
from engine.printers.binding import FRACTION, LEAF, POWER, PRODUCT, SIGN, SUM, binding

RELATIONS = {
    "eq": "=",
    "approx": r"\approx",
    "assign": r"\leftarrow",
    "gt": ">",
    "ge": r"\ge",
    "lt": "<",
    "le": r"\le",
    "equal": "=",
}
PRODUCTS = {"mul": r"\cdot", "hadamard": r"\odot", "matmul": r"\,"}
KNOWN = frozenset({"log", "sin", "cos", "tan", "tanh", "max", "min"})
GREEK = {"Phi": r"\Phi", "phi": r"\varphi"}
GREEK_NAMES = {"η": r"\eta"}
SMALL = 3  # a matrix up to 3 × 3 is written out, a larger one is named by its shape

Printed = tuple[str, int]


def latex(tree: Term, outer: int = 0, after_sign: bool = False) -> str:
    """The formula. outer: how tightly the surroundings bind; after_sign: an operator stands before it."""
    text, tightness = _printed(tree)
    negative = tree.op in ("ref", "num") and isinstance(tree.value, float) and tree.value < 0
    if tightness < outer or (negative and (after_sign or outer >= POWER)):
        return rf"\left({text}\right)"
    return text


def _printed(tree: Term) -> Printed:
    op, args = tree.op, tree.args
    if op in RELATIONS:
        return f" {RELATIONS[op]} ".join(latex(arg, binding(op)) for arg in args), binding(op)
    if op in PRODUCTS:
        return _product(op, args)
    if op in PRINTERS:
        return PRINTERS[op](tree)
    return _call(op, args)


def _product(op: str, args: tuple[Term, ...]) -> Printed:
    with_numbers = op == "mul" and any(arg.op in ("ref", "num") for arg in args)
    sign = r"\times" if with_numbers else PRODUCTS[op]
    return f" {sign} ".join(latex(arg, PRODUCT + (k > 0), k > 0) for k, arg in enumerate(args)), PRODUCT


def _sum(tree: Term) -> Printed:
    return " + ".join(latex(arg, SUM, k > 0) for k, arg in enumerate(tree.args)), SUM


def _difference(tree: Term) -> Printed:
    return f"{latex(tree.args[0], SUM)} - {latex(tree.args[1], SUM + 1, True)}", SUM


def _fraction(tree: Term) -> Printed:
    return rf"\frac{{{latex(tree.args[0])}}}{{{latex(tree.args[1])}}}", FRACTION


def _partial(tree: Term) -> Printed:
    of, by = tree.args
    return rf"\frac{{\partial {latex(of)}}}{{\partial {latex(by, FRACTION)}}}", FRACTION


def _one_term(tree: Term) -> Printed:
    return rf"\left({latex(tree.args[0])}\right)_{{{latex(tree.args[1])}}}", LEAF


def _rows(tree: Term) -> Printed:
    inner = r" \\ ".join(map(latex, tree.args))
    return rf"\begin{{aligned}}{inner}\end{{aligned}}", LEAF


def _call(function: str, args: tuple[Term, ...]) -> Printed:
    inner = ", ".join(map(latex, args))
    if function == "exp":
        return f"e^{{{inner}}}", POWER
    if function == "sqrt":
        return rf"\sqrt{{{inner}}}", LEAF
    if function == "abs":
        return rf"\left|{inner}\right|", LEAF
    if function in ("sum", "rowsum"):
        return rf"\textstyle\sum {latex(args[0], PRODUCT)}", SIGN
    upright = rf"\operatorname{{{_escaped(function)}}}"
    head = rf"\{function}" if function in KNOWN else GREEK.get(function, upright)
    return rf"{head}\left({inner}\right)", LEAF


@lru_cache(maxsize=1024)
def latex_name(name: str) -> str:
    """`W1` → W_{1}; a longer name stands upright."""
    if name in GREEK_NAMES:
        return GREEK_NAMES[name]
    head = name.rstrip("0123456789")
    tail = name[len(head) :]
    if len(head) == 1 and head.isascii():
        return f"{head}_{{{tail}}}" if tail else head
    font = "mathit" if name.isidentifier() else "mathtt"
    return rf"\{font}{{{_escaped(name)}}}"


PRINTERS: Mapping[str, Callable[[Term], Printed]] = {
    "num": lambda tree: (_value(tree.value), LEAF),
    "ref": lambda tree: (_value(tree.value), LEAF),
    "name": lambda tree: (latex_name(str(tree.value)), LEAF),
    "text": lambda tree: (rf"\text{{{_escaped(str(tree.value))}}}", LEAF),
    "rows": _rows,
    "add": _sum,
    "sub": _difference,
    "neg": lambda tree: (f"-{latex(tree.args[0], PRODUCT, True)}", SIGN),
    "div": _fraction,
    "pow": lambda tree: (f"{latex(tree.args[0], POWER + 1)}^{{{latex(tree.args[1])}}}", POWER),
    "transpose": lambda tree: (rf"{latex(tree.args[0], LEAF)}^{{\top}}", POWER),
    "partial": _partial,
    "term": _one_term,
    "iverson": lambda tree: (rf"\left[{latex(tree.args[0])}\right]", LEAF),
    "call": lambda tree: _call(str(tree.args[0].value), tree.args[1:]),
}


def _escaped(text: str) -> str:
    special = {"\\": r"\backslash ", "^": r"\hat{}", "~": r"\sim ", "*": r"{*}"}
    return "".join(special.get(c, f"\\{c}" if c in "_&%$#{}" else c) for c in text)


def _value(value: object) -> str:
    if isinstance(value, float):
        return latex_numeral(value)
    array = np.asarray(value, dtype=np.float64)
    if array.ndim == 0:
        return latex_numeral(float(array))
    rows = array.reshape(1, -1) if array.ndim == 1 else array
    if array.ndim <= 2 and array.size and max(rows.shape) <= SMALL:
        body = r" \\ ".join(" & ".join(latex_numeral(float(x)) for x in row) for row in rows)
        return rf"\begin{{bmatrix}}{body}\end{{bmatrix}}"
    sizes = r" \times ".join(map(str, array.shape))
    return rf"({sizes})"
