"""The yardstick: the least that plain Python does. A list of (operation, arguments), floats, two loops.

It has the six operations of the benchmarks written into its loops, and keeps no record for a reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from benchmarks.contenders.contender import Contender
from benchmarks.contenders.names import TAPE
from benchmarks.graphs import Node, Spec


def run(spec: Spec) -> list[float]:
    """The gradients of all nodes."""
    values = list(spec.leaves.values())
    tape: list[Node] = []
    for op, args in spec.nodes:
        if op == "add":
            a, b = args
            values.append(values[a] + values[b])
        elif op == "mul":
            a, b = args
            values.append(values[a] * values[b])
        elif op == "relu":
            x = values[args[0]]
            values.append(x if x > 0.0 else 0.0)  # noqa: FURB136 - max() takes twice as long
        elif op == "neg":
            values.append(-values[args[0]])
        elif op == "exp":
            values.append(exp(values[args[0]]))
        else:
            a, b = args
            values.append(values[a] ** values[b])
        tape.append((op, args))
    return _back(tape, values)


def _back(tape: Sequence[Node], values: Sequence[float]) -> list[float]:
    grads = [0.0] * len(values)
    grads[-1] = 1.0
    i = len(values)
    for op, args in reversed(tape):
        i -= 1
        g = grads[i]
        if op == "add":
            a, b = args
            grads[a] += g
            grads[b] += g
        elif op == "mul":
            a, b = args
            grads[a] += g * values[b]
            grads[b] += g * values[a]
        elif op == "relu":
            if values[i] > 0.0:
                grads[args[0]] += g
        elif op == "neg":
            grads[args[0]] -= g
        elif op == "exp":
            grads[args[0]] += g * values[i]
        else:
            a, b = args
            grads[a] += g * values[b] * values[a] ** (values[b] - 1.0)
    return grads


def gradients(spec: Spec, found: list[float]) -> list[float]:
    """Of the leaves."""
    return [found[k] for k in range(len(spec.leaves)) if k not in spec.constants]


CONTENDERS = [Contender(TAPE, run, gradients)]
