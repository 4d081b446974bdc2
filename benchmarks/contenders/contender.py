"""What a contender is, and how those with overloaded operators build a graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from benchmarks.graphs import Spec


class Contender(NamedTuple):
    """`run` builds the graph and goes forward and backward: what is timed.

    `gradients` reads off its result the gradients of the leaves, constants left out.
    """

    name: str
    run: Callable[[Spec], Any]
    gradients: Callable[[Spec, Any], Sequence[float]]


def overloaded(spec: Spec, leaves: Sequence[Any], functions: Mapping[str, Callable[..., Any]]) -> Any:
    """The output of a graph whose values carry their own operators."""
    values = list(leaves)
    for op, args in spec.nodes:
        if len(args) == 2:
            a, b = args
            values.append(functions[op](values[a], values[b]))
        else:
            values.append(functions[op](values[args[0]]))
    return values[-1]
