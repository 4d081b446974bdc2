"""How tightly an operator binds; an argument that binds less tightly stands in brackets."""

from __future__ import annotations

RELATION, COMPARISON, SUM, SIGN, PRODUCT, FRACTION, POWER, LEAF = range(1, 9)

BINDING = {
    "rows": 0,
    "eq": RELATION,
    "approx": RELATION,
    "assign": RELATION,
    "gt": COMPARISON,
    "ge": COMPARISON,
    "lt": COMPARISON,
    "le": COMPARISON,
    "equal": COMPARISON,
    "add": SUM,
    "sub": SUM,
    "neg": SIGN,
    "mul": PRODUCT,
    "hadamard": PRODUCT,
    "matmul": PRODUCT,
    "div": PRODUCT,
    "pow": POWER,
}


def binding(op: str) -> int:
    """What `op` binds like; names, numbers and calls bind tightest."""
    return BINDING.get(op, LEAF)
