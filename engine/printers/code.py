"""A formula as NumPy code: the text that people read is the text that runs."""

from __future__ import annotations

from engine.formula import Term

OPERATORS = {
    "add": "+",
    "sub": "-",
    "mul": "*",
    "hadamard": "*",
    "div": "/",
    "pow": "**",
    "matmul": "@",
    "gt": ">",
    "ge": ">=",
    "lt": "<",
    "le": "<=",
    "equal": "==",
}


def numpy_code(tree: Term) -> str:
    """The formula as NumPy code; names stand as they are, functions are looked up in `np`.

    Raises ValueError for a part that has no NumPy code (`copy`, `place` … have snippets instead).
    """
    op, args = tree.op, tree.args
    if op in ("num", "ref"):
        return repr(tree.value)
    if op == "name":
        return str(tree.value)
    if op in OPERATORS:
        return "(" + f" {OPERATORS[op]} ".join(map(numpy_code, args)) + ")"
    if op == "neg":
        return f"(-{numpy_code(args[0])})"
    if op == "transpose":
        return f"{numpy_code(args[0])}.T"
    if op == "iverson":
        return f"(1.0 * {numpy_code(args[0])})"
    if op == "call":
        return f"np.{args[0].value}({', '.join(map(numpy_code, args[1:]))})"
    raise ValueError(f"no NumPy code for {op!r}")
