"""Formulas as small trees, and the reader that makes one from a line of text.

Op records write formulas as text in Python's notation (`g * y`, `x.T @ g`, `[x > 0]`), so the
same text is shown to people, turned into NumPy code, and evaluated by the tests.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

BINARY = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.Div: "div",
    ast.Pow: "pow",
    ast.MatMult: "matmul",
}
COMPARE = {ast.Gt: "gt", ast.GtE: "ge", ast.Lt: "lt", ast.LtE: "le", ast.Eq: "equal"}


class Term(NamedTuple):
    """A node of a formula.

    op: an operator, or `num`, `name`, `text`, `ref` for a leaf, which then has a `value`.
    ref: the number of the trace that this part stands for (`n3.grad`); role: what it is to the
    reader (value, upstream, local, downstream, contribution).
    """

    op: str
    args: tuple[Term, ...] = ()
    value: object = None
    ref: str | None = None
    role: str | None = None

    def tagged(self, ref: str | None = None, role: str | None = None) -> Term:
        """The same term, pointing at a number."""
        return Term(self.op, self.args, self.value, ref or self.ref, role or self.role)


def num(value: float) -> Term:
    return Term("num", value=value)


def name(value: str) -> Term:
    return Term("name", value=value)


def ref(path: str, role: str, value: object) -> Term:
    """A number of the trace, printed as it is there."""
    return Term("ref", value=value, ref=path, role=role)


def term(op: str, *args: Term) -> Term:
    return Term(op, args)


def partial(of: str, by: Term) -> Term:
    """∂of/∂by; the page prints it in the notation of the reader's choice."""
    return Term("partial", (name(of), by))


@lru_cache(maxsize=1024)
def read(text: str) -> Term:
    """The formula written in `text`."""
    return _read(ast.parse(text, mode="eval").body)


def _read(node: ast.expr) -> Term:
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            return term(BINARY[type(op)], _read(left), _read(right))
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return term("neg", _read(operand))
        case ast.Attribute(value=value, attr="T"):
            return term("transpose", _read(value))
        case ast.List(elts=[ast.Compare(left=left, ops=[op], comparators=[right])]):
            return term("iverson", term(COMPARE[type(op)], _read(left), _read(right)))
        case ast.Call(func=ast.Name(id=function), args=args):
            return term("call", name(function), *map(_read, args))
        case ast.Constant(value=int() | float() as value):
            return num(float(value))
        case ast.Name(id=identifier):
            return name(identifier)
    raise ValueError(f"formula text not understood: {ast.unparse(node)}")


def bind(tree: Term, names: Mapping[str, Term]) -> Term:
    """`tree` with its names replaced; powers and sums of plain numbers are worked out."""
    if tree.op == "name":
        return names.get(str(tree.value), tree)
    if not tree.args:
        return tree
    return _folded(_with(tree, tree.op, tuple([bind(arg, names) for arg in tree.args])))


def _with(tree: Term, op: str, args: tuple[Term, ...]) -> Term:
    """The same part of a formula, made of other parts."""
    return Term(op, args, tree.value, tree.ref, tree.role)


FOLDS: dict[str, Callable[[float, float], float]] = {"add": lambda a, b: a + b, "sub": lambda a, b: a - b}


def _folded(tree: Term) -> Term:
    """`x ** (3 - 1)` reads x², `x ** 1` reads x; products stay as they are, for they are the lesson."""
    match tree:
        case Term(op="add" | "sub", args=(Term(op="num", value=float(a)), Term(op="num", value=float(b)))):
            return num(FOLDS[tree.op](a, b))
        case Term(op="pow", args=(base, Term(op="num", value=1.0))):
            return base
    return tree


def element_by_element(tree: Term) -> Term:
    """The formula for tensors: products of two tensors are products of their elements."""
    args = tuple(element_by_element(arg) for arg in tree.args)
    both = tree.op == "mul" and all(arg.op != "num" for arg in args)
    return _with(tree, "hadamard" if both else tree.op, args)


def contains(tree: Term, op: str) -> bool:
    return tree.op == op or any(contains(arg, op) for arg in tree.args)


def to_json(tree: Term) -> dict[str, object]:
    """The tree as the API sends it: see `api.md` §2."""
    out: dict[str, object] = {}
    match tree.op:
        case "num" | "name" | "text":
            out[tree.op] = tree.value
        case "ref":
            pass
        case _:
            out["op"] = tree.op
            out["args"] = [to_json(arg) for arg in tree.args]
    if tree.ref:
        out["ref"] = tree.ref
    if tree.role:
        out["role"] = tree.role
    return out
