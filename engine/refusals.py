"""The errors of pieces of Python that the language leaves out, where the syntax tree holds them."""

from __future__ import annotations

import ast
from collections.abc import Container
from difflib import get_close_matches
from itertools import pairwise

from engine.errors import Problem, ProgramError, Span
from engine.literals import not_a_number, signed
from engine.ops import OPS
from engine.source import Source
from engine.syntax import explain, located, unread

LIBRARIES = frozenset(("np", "numpy", "torch", "math", "F", "jnp", "tf"))


def statement(source: Source, node: ast.stmt) -> ProgramError:
    """A statement that is no assignment."""
    span = source.span(node)
    if isinstance(node, ast.AnnAssign):
        return source.refusal("annotation", span)
    return explain(source, unread(source, span.line, span.column))


def chained(source: Source, node: ast.Assign) -> ProgramError:
    """`a = b = x` is two assignments, and each is written as one."""
    text = [source.slice(source.span(part)) for part in (*node.targets, node.value)]
    pairs = [f"{left} = {right}" for left, right in pairwise(text)]
    return source.refusal("assignment_chained", node, "; ".join(reversed(pairs)))


def target(source: Source, node: ast.expr) -> ProgramError:
    """What stands left of `=` and is not one name."""
    text = source.short(source.span(node))
    if isinstance(node, (ast.Subscript, ast.Attribute)):
        name = source.short(source.span(node.value))
        return source.refusal("target_item", node, target=text, name=name)
    return source.refusal("target_tuple", node, target=text)


def foreign(source: Source, node: ast.expr) -> ProgramError:
    """A piece of an expression that the language leaves out."""
    span = source.span(node)
    text = source.short(span)
    match node:
        case ast.Attribute(attr=name):
            return source.refusal("attribute", span, name=name, text=text)
        case ast.Tuple(elts=parts):
            plain = parts and all(isinstance(signed(part)[1], ast.Constant) for part in parts)
            inside = ", ".join(source.slice(source.span(part)) for part in parts)
            return source.refusal("value_tuple", span, f"[{inside}]" if plain else None, text=text)
        case ast.Starred():
            star = Span(span.line, span.column, span.line, span.column + 1)
            return ProgramError(located(source, Problem("operand_missing_before", {"after": "*"}, star)))
        case ast.Constant():
            return not_a_number(source, node)
    return explain(source, unread(source, span.line, span.column))


def not_callable(source: Source, node: ast.Call, variables: Container[str]) -> ProgramError:
    """A call of something other than a name."""
    head = source.slice(source.span(node.func))
    match node.func:
        case ast.Attribute(value=ast.Name(id=library), attr=name) if (
            library in LIBRARIES and library not in variables
        ):
            return source.refusal("library_call", node.func, name, text=head, name=name)
        case ast.Attribute(value=value, attr=name) if name != "T":
            parts: list[ast.expr | ast.keyword] = [value, *node.args, *node.keywords]
            inside = ", ".join(source.slice(source.span(part)) for part in parts)
            edit = f"{name}({inside})" if name in OPS.functions else None
            return source.refusal("method_call", node, edit, text=head, name=name)
    return _value_called(source, node, head)


def no_function(
    source: Source, node: ast.Call, function: ast.Name, variables: Container[str]
) -> ProgramError:
    """A call of a name that is no function, or no longer."""
    name = function.id
    if name in OPS.functions:
        return source.refusal("function_renamed", function, name=name)
    if name.startswith("__"):
        return source.refusal("name_private", function, name=name)
    if name in variables:
        return _value_called(source, node, source.slice(source.span(function)))
    # `Relu` is meant as `relu`, though `elu` shares as many of its letters.
    near = get_close_matches(name.lower(), OPS.functions, 1)
    if near:
        return source.refusal("function_unknown", function, near[0], name=name, near=near[0])
    return source.refusal("function_foreign", function, name=name)


def _value_called(source: Source, node: ast.Call, head: str) -> ProgramError:
    """`2(x + y)`: a product without its sign."""
    written = source.slice(source.span(node))
    product = f"{head} * {written[len(head) :].lstrip()}" if written.startswith(head) else None
    return source.refusal("value_called", node, product, name=head)
