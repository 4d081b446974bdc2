"""What the scripts share: variables for nodes, literals for numbers, and helpers taken in only where used."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterable, Mapping

import numpy as np

from engine.op import NO_ATTRS
from engine.source import NEWLINE
from engine.trace import Trace
from engine.values import Value

SECTIONS = {
    "en": ("# forward", "# backward", "# the numbers"),
    "zh-CN": ("# 正向传播", "# 反向传播", "# 打印数值"),
}
TAKEN = {*dir(builtins), "np", "torch", "math", "inf", "nan"}


def variables(trace: Trace, helpers: Iterable[str]) -> list[str]:
    """A variable for each node: the last binding of a name has that name, the others are `x_2`, `t7`.

    A gradient is `d_` and the variable, so no variable may begin so if that one exists.
    """
    graph = trace.graph
    taken = TAKEN | set(helpers)
    found = [""] * len(graph)
    last = set(graph.bindings.values())
    for i in sorted(range(len(graph)), key=lambda i: i not in last):
        stem = graph.names.get(i, f"t{i}")
        name, count = stem, 1
        while name in taken or f"d_{name}" in taken:
            count += 1
            name = f"{stem}_{count}"
        taken |= {name, f"d_{name}"}
        found[i] = name
    return found


def in_sections(lang: str, forward: Iterable[str], backward: Iterable[str], shown: Iterable[str]) -> str:
    """The body of a script: its three parts, each under its heading."""
    ahead, back, numbers = SECTIONS[lang]
    return "\n".join([ahead, *forward, "", back, *backward, "", numbers, *shown, ""])


def bare(code: str) -> str:
    """Code without brackets around the whole of it."""
    depth = 0
    for k, sign in enumerate(code):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return code[1:-1] if code.startswith("(") and k == len(code) - 1 else code
    return code


def imports(body: str, *more: str) -> list[str]:
    """The lines that bring in what a script uses."""
    lines = ["import math"] if "math." in body else []
    special = [name for name in ("inf", "nan") if re.search(rf"\b{name}\b", body)]
    if special:
        lines.append(f"from math import {', '.join(special)}")
    return [*lines, "", *more] if lines else [*more]


def literal(value: Value) -> str:
    """A number or nested list in Python's notation; NaN and infinity by the names that `math` has."""
    return repr(value.tolist() if isinstance(value, np.ndarray) else float(value))


def attributes(trace: Trace, i: int) -> dict[str, object]:
    """The settings of node i as its snippets name them, in Python's notation."""
    op, rank = trace.graph.ops[i], len(trace.graph.shapes[trace.graph.args[i][0]])
    assert op is not None
    given = trace.graph.attrs.get(i, NO_ATTRS)
    found: dict[str, object] = {attr.name: given.get(attr.name, attr.default) for attr in op.attrs}
    if "axis" in found:
        axis = found["axis"]
        found |= {"dim": axis, "dim_all": tuple(range(rank)) if axis is None else axis}
    if "index" in found:
        index = found["index"]
        found["index"] = ", ".join(map(_subscript, index if isinstance(index, tuple) else (index,)))
    return found


def _subscript(part: object) -> str:
    if isinstance(part, slice):
        start, stop, step = ("" if end is None else str(end) for end in (part.start, part.stop, part.step))
        return f"{start}:{stop}" + (f":{step}" if step else "")
    return str(part)


def used(helpers: Mapping[str, str], text: str) -> list[str]:
    """The helpers that a script calls, and those that they call, in the order of the table."""
    wanted: set[str] = set()
    todo = [text]
    while todo:
        part = todo.pop()
        fresh = {name for name in helpers if name not in wanted and re.search(rf"\b{name}\(", part)}
        wanted |= fresh
        todo += (helpers[name] for name in fresh)
    return [source for name, source in helpers.items() if name in wanted]


def quoted(program: str) -> list[str]:
    """The program as comments."""
    return [f"# {line}".rstrip() for line in NEWLINE.split(program)]
