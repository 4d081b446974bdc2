"""A formula for the ear: "the gradient of x equals upstream 1.1 times 2 equals 2.2"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from engine.formula import Term
from engine.numerals import numeral
from engine.printers.binding import LEAF, binding
from engine.shapes import shown


class Speech(NamedTuple):
    """The words of one language: what stands between two terms, and templates for the rest."""

    infix: Mapping[str, str]
    templates: Mapping[str, str]
    call: str
    upstream: str
    tensor: str
    brackets: str
    row_end: str


SPEECH = {
    "en": Speech(
        infix={
            "add": " plus ",
            "sub": " minus ",
            "mul": " times ",
            "hadamard": " times, element by element, ",
            "matmul": " matrix times ",
            "div": " divided by ",
            "pow": " to the power ",
            "eq": " equals ",
            "approx": " is about ",
            "assign": " becomes ",
            "gt": " greater than ",
            "ge": " at least ",
            "lt": " less than ",
            "le": " at most ",
            "equal": " equal to ",
        },
        templates={
            "neg": "minus {0}",
            "partial": "the gradient of {1}",
            "term": "term {1} of {0}",
            "transpose": "{0} transposed",
            "iverson": "1 if {0}, else 0",
        },
        call="{0} of {1}",
        upstream="upstream {0}",
        tensor="a {0} tensor",
        brackets="({0})",
        row_end="; ",
    ),
    "zh-CN": Speech(
        infix={
            "add": " 加 ",
            "sub": " 减 ",
            "mul": " 乘 ",
            "hadamard": " 逐元素乘 ",
            "matmul": " 矩阵乘 ",
            "div": " 除以 ",
            "pow": " 的幂，指数 ",
            "eq": " 等于 ",
            "approx": " 约等于 ",
            "assign": " 变为 ",
            "gt": " 大于 ",
            "ge": " 不小于 ",
            "lt": " 小于 ",
            "le": " 不大于 ",
            "equal": " 等于 ",
        },
        templates={
            "neg": "负 {0}",
            "partial": "{1} 的梯度",
            "term": "{0}的第 {1} 份",
            "transpose": "{0} 的转置",
            "iverson": "若 {0} 则为 1，否则为 0",
        },
        call="{0}（{1}）",
        upstream="上游 {0}",
        tensor="{0} 的张量",
        brackets="（{0}）",
        row_end="；",
    ),
}


def spoken(tree: Term, lang: str = "en", outer: int = 0) -> str:
    """The formula as words; `outer` is how tightly the surroundings bind."""
    speech = SPEECH.get(lang, SPEECH["en"])
    op, args = tree.op, tree.args
    if op in ("num", "ref"):
        text = _value(tree.value, speech)
        return speech.upstream.format(text) if tree.role == "upstream" else text
    if op in ("name", "text"):
        return str(tree.value)
    if op == "rows":
        return speech.row_end.join(spoken(arg, lang) for arg in args)
    if op in speech.infix:
        tightness = binding(op)
        text = speech.infix[op].join(spoken(arg, lang, tightness + (k > 0)) for k, arg in enumerate(args))
        return speech.brackets.format(text) if tightness < outer else text
    if op in speech.templates:
        return speech.templates[op].format(*(spoken(arg, lang, LEAF) for arg in args))
    function, rest = (args[0].value, args[1:]) if op == "call" else (op, args)
    return speech.call.format(function, ", ".join(spoken(arg, lang) for arg in rest))


def _value(value: object, speech: Speech) -> str:
    if isinstance(value, float):
        return numeral(value)
    array = np.asarray(value, dtype=np.float64)
    return speech.tensor.format(shown(array.shape)) if array.ndim else numeral(float(array))
