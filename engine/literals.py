"""Literals: numbers, constant tensors, and the arguments that are settings (axis, shape, slope …).

Each reader takes a piece of the syntax tree and gives a Python value, or raises ProgramError
at the piece that does not fit.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from math import inf
from typing import Any

import numpy as np

from engine.errors import ProgramError
from engine.op import Array, Attr, AttrKind
from engine.source import Source

MOST_AXES = 32
LARGEST_WHOLE = 2**53


def signed(node: ast.expr) -> tuple[bool, ast.expr]:
    """(negative?, the operand) of a chain of signs."""
    negative = False
    while isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
        negative ^= isinstance(node.op, ast.USub)
        node = node.operand
    return negative, node


def number(source: Source, node: ast.Constant) -> float:
    """A number of the program as a float."""
    value = node.value
    if type(value) is int:
        try:
            return float(value)
        except OverflowError:
            value = inf
    if type(value) is float:
        if value == inf:
            raise source.refusal("number_too_large", node, number=source.short(source.span(node)))
        return value
    raise not_a_number(source, node)


def not_a_number(source: Source, node: ast.Constant) -> ProgramError:
    """The error of True, None, 2j and other words where a number should stand."""
    value, text = node.value, source.short(source.span(node))
    if isinstance(value, bool):
        return source.refusal("value_boolean", node, str(int(value)), word=text)
    if isinstance(value, complex):
        return source.refusal("value_complex", node, number=text)
    return source.refusal("value_none", node, word=text)


def tensor(source: Source, node: ast.List) -> Array:
    """A rectangular list of numbers as an array, level by level."""
    level: list[ast.expr] = [node]
    shape: list[int] = []
    while level and isinstance(level[0], ast.List):
        size = len(level[0].elts)
        below: list[ast.expr] = []
        for one in level:
            if not isinstance(one, ast.List):
                raise _odd_item(source, one)
            if len(one.elts) != size:
                raise source.refusal("list_ragged", one, have=len(one.elts), want=size)
            below += one.elts
        shape.append(size)
        level = below
    if len(shape) > MOST_AXES:
        raise source.refusal("axes_too_many", node, count=len(shape), limit=MOST_AXES)
    return np.array([_item(source, one) for one in level], dtype=np.float64).reshape(shape)


def _item(source: Source, node: ast.expr) -> float:
    negative, operand = signed(node)
    if not isinstance(operand, ast.Constant):
        raise _odd_item(source, operand)
    value = number(source, operand)
    return -value if negative else value


def _odd_item(source: Source, node: ast.expr) -> ProgramError:
    if isinstance(node, ast.List):
        return source.refusal("list_ragged", node, have=len(node.elts), want=0)
    operand = signed(node)[1]
    if isinstance(operand, ast.Constant):
        number(source, operand)
        return source.refusal("list_uneven", node, item=source.short(source.span(node)))
    return source.refusal("list_item", node, item=source.short(source.span(node)))


class Unfit(Exception):
    """The literal is not of the kind that is wanted."""


def _whole(source: Source, node: ast.expr) -> int:
    negative, operand = signed(node)
    if not isinstance(operand, ast.Constant) or type(operand.value) is not int:
        raise Unfit
    if operand.value > LARGEST_WHOLE:
        raise source.refusal("number_too_large", operand, number=source.short(source.span(operand)))
    return -operand.value if negative else operand.value


def _count(source: Source, node: ast.expr) -> int:
    value = _whole(source, node)
    if value < 0:
        raise Unfit
    return value


def _real(source: Source, node: ast.expr) -> float:
    negative, operand = signed(node)
    if not isinstance(operand, ast.Constant) or type(operand.value) not in (int, float):
        raise Unfit
    value = number(source, operand)
    return -value if negative else value


def _flag(_source: Source, node: ast.expr) -> bool:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, bool):
        raise Unfit
    return node.value


def _axes(source: Source, node: ast.expr) -> int | tuple[int, ...] | None:
    if isinstance(node, ast.Tuple):
        return tuple(_whole(source, one) for one in node.elts)
    if isinstance(node, ast.Constant) and node.value is None:
        return None
    return _whole(source, node)


def _shape(source: Source, node: ast.expr) -> tuple[int, ...]:
    items = node.elts if isinstance(node, (ast.Tuple, ast.List)) else [node]
    sizes = tuple(_whole(source, one) for one in items)
    if any(size < -1 for size in sizes):
        raise Unfit
    if len(sizes) > MOST_AXES:
        raise source.refusal("axes_too_many", node, count=len(sizes), limit=MOST_AXES)
    return sizes


def _index(source: Source, node: ast.expr) -> tuple[int | slice, ...]:
    items = node.elts if isinstance(node, ast.Tuple) else [node]
    if not items:
        raise Unfit
    return tuple(_slice(source, one) if isinstance(one, ast.Slice) else _whole(source, one) for one in items)


def _slice(source: Source, node: ast.Slice) -> slice:
    lower, upper, step = (part and _whole(source, part) for part in (node.lower, node.upper, node.step))
    if step == 0:
        raise source.refusal("slice_step", node)
    return slice(lower, upper, step)


KINDS: dict[AttrKind, Callable[[Source, ast.expr], Any]] = {
    "number": _real,
    "axis": _whole,
    "axes": _axes,
    "flag": _flag,
    "shape": _shape,
    "index": _index,
    "count": _count,
}


def setting(source: Source, node: ast.expr, attr: Attr, op: str) -> Any:
    """The value of a literal argument, of the kind that `attr` wants."""
    try:
        return KINDS[attr.kind](source, node)
    except Unfit:
        found = source.short(source.span(node))
        raise source.refusal(f"setting_{attr.kind}", node, op=op, name=attr.name, found=found) from None
