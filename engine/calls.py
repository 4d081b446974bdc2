"""Which argument of a call is which: tensors by place or name, then settings, as in Python."""

from __future__ import annotations

import ast
from difflib import get_close_matches
from typing import Any, NamedTuple

from engine.errors import ProgramError
from engine.literals import setting
from engine.op import NO_ATTRS, Attrs, Op
from engine.source import Source


class Arguments(NamedTuple):
    """Tensor arguments as written, the slot of each, and the settings."""

    operands: list[ast.expr]
    slots: tuple[int, ...] | None
    attrs: Attrs


def arguments(source: Source, call: ast.Call, op: Op, spoken: str) -> Arguments:
    """The arguments of a call in the order in which they are written; slots None: in order.

    Raises ProgramError for one too many or too few, unknown, repeated, or of another kind.
    """
    if _plain(call, op):
        return Arguments(call.args, None, NO_ATTRS)
    names = (*op.params, *(attr.name for attr in op.attrs))
    given: dict[str, ast.expr] = {}
    for k, argument in enumerate(call.args):
        if isinstance(argument, ast.Starred):
            raise source.refusal("star_argument", argument, sign="*")
        if k == len(names):
            takes, count = signature(op, spoken), len(call.args)
            raise source.refusal("arguments_too_many", argument, op=spoken, takes=takes, count=count)
        given[names[k]] = argument
    for keyword in call.keywords:
        if keyword.arg is None:
            raise source.refusal("star_argument", keyword, sign="**")
        if keyword.arg not in names:
            raise _unknown(source, keyword, op, spoken, names)
        if keyword.arg in given:
            raise source.refusal("argument_repeated", keyword, op=spoken, name=keyword.arg)
        given[keyword.arg] = keyword.value
    required = (*op.params, *(attr.name for attr in op.attrs if attr.default is ...))
    for name in required:
        if name not in given:
            raise source.refusal("argument_missing", call, op=spoken, name=name, takes=signature(op, spoken))
    attrs: dict[str, Any] = {
        attr.name: setting(source, given[attr.name], attr, spoken) for attr in op.attrs if attr.name in given
    }
    operands = [(name, node) for name, node in given.items() if name in op.params]
    slots = tuple(op.params.index(name) for name, _ in operands)
    return Arguments([node for _, node in operands], None if slots == tuple(sorted(slots)) else slots, attrs)


def _plain(call: ast.Call, op: Op) -> bool:
    """One operand for each parameter, and every setting left at its default."""
    return (
        not call.keywords
        and len(call.args) == len(op.params)
        and all(attr.default is not ... for attr in op.attrs)
        and not any(type(argument) is ast.Starred for argument in call.args)
    )


def _unknown(
    source: Source, keyword: ast.keyword, op: Op, spoken: str, names: tuple[str, ...]
) -> ProgramError:
    name = keyword.arg or ""
    near = get_close_matches(name, names, 1)
    span = source.span(keyword)
    edit = near[0] + source.slice(span)[len(name) :] if near else None
    return source.refusal("keyword_unknown", span, edit, op=spoken, name=name, takes=signature(op, spoken))


def signature(op: Op, spoken: str) -> str:
    """`sum(x, axis=None, keepdims=False)`."""
    settings = (attr.name if attr.default is ... else f"{attr.name}={attr.default}" for attr in op.attrs)
    return f"{spoken}({', '.join((*op.params, *settings))})"
