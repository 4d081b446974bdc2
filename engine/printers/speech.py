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
    """The words of one language: what stands between two terms, and templates for the rest.

    functions: those whose names are code, and no words to say; all others are told as in `call`.
    """

    infix: Mapping[str, str]
    templates: Mapping[str, str]
    functions: Mapping[str, str]
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
        functions={
            "sum": "the sum of {0}",
            "rowsum": "the sum of the rows of {0}",
            "copy": "copies of {0}",
            "onehot": "the one-hot rows of {0}",
            "ties": "the number of ties in {0}",
            "max": "the largest of {0}",
            "min": "the smallest of {0}",
            "maximum": "the larger of {0}",
            "minimum": "the smaller of {0}",
            "abs": "the absolute value of {0}",
            "sign": "the sign of {0}",
            "sqrt": "the square root of {0}",
            "pick": "the elements picked from {0}",
            "place": "{0} put back in place",
            "reshape": "{0} in the new shape",
            "restore": "{0} in the shape before",
            "concat": "{0} joined",
            "first": "the first part of {0}",
            "second": "the second part of {0}",
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
        functions={
            "sum": "{0} 的和",
            "rowsum": "{0} 各行之和",
            "copy": "{0} 的副本",
            "onehot": "{0} 的独热行",
            "ties": "{0} 中并列的个数",
            "max": "{0} 中的最大值",
            "min": "{0} 中的最小值",
            "maximum": "{0} 中较大的",
            "minimum": "{0} 中较小的",
            "abs": "{0} 的绝对值",
            "sign": "{0} 的符号",
            "sqrt": "{0} 的平方根",
            "pick": "{0} 中选出的元素",
            "place": "{0} 放回原位",
            "reshape": "{0} 变形",
            "restore": "{0} 恢复原形",
            "concat": "{0} 拼接",
            "first": "{0} 的前一部分",
            "second": "{0} 的后一部分",
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
    inside = ", ".join(spoken(arg, lang, LEAF if len(rest) == 1 else 0) for arg in rest)
    template = speech.functions.get(str(function))
    return template.format(inside) if template else speech.call.format(function, inside)


def _value(value: object, speech: Speech) -> str:
    if isinstance(value, float):
        return numeral(value)
    array = np.asarray(value, dtype=np.float64)
    return speech.tensor.format(shown(array.shape)) if array.ndim else numeral(float(array))
