"""The trace: every number of one forward and one backward pass, and nothing else.

It holds columns by node and by edge; steps, formulas, JSON and pictures are readers of it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from engine.graph import Graph
from engine.op import Array, Shape
from engine.record import record
from engine.values import Value

DESCENT = "p - η * g"


class Update(NamedTuple):
    """One step of the parameters, and what it did to the output.

    rule: what each parameter p becomes by its gradient g and the rate η, as a formula.
    """

    rate: float
    after: Mapping[str, Value]
    output: Value
    rule: str = DESCENT


class Edges(NamedTuple):
    """Numbers by edge; None where nothing travels.

    local: the local derivative, None for matrix ops too. grad: the contribution.
    raw: the contribution before it is summed back from a broadcast, where there was one.
    """

    local: Sequence[Value | None]
    grad: Sequence[Value | None]
    raw: Mapping[int, Value]


class Ledger(NamedTuple):
    """How contributions add up, in the order of the backward pass.

    By edge: the sum before, the sum after, and the count so far; by node: how many it waits for.
    overwrites: edges whose contribution takes the place of the sum, in a copy with that mistake.
    """

    before: Sequence[Value | None]
    after: Sequence[Value | None]
    have: Sequence[int]
    need: Sequence[int]
    overwrites: Collection[int] = ()


class Apart(NamedTuple):
    """Edges of a copy that goes its own way: of them nothing is said that their numbers do not bear out.

    worded: their rule reads otherwise. unruled: their contribution is not what a rule makes.
    """

    worded: frozenset[int] = frozenset()
    unruled: frozenset[int] = frozenset()


NOWHERE = Apart()


def unreached(graph: Graph, i: int) -> Value | None:
    """The gradient of a node at which the backward pass did not arrive: zeros, None where none is defined."""
    if not graph.requires_grad[i]:
        return None
    shape = graph.shapes[i]
    return np.zeros(shape) if shape else 0.0


@record
class Trace:
    """Values and gradients by node; local derivatives and contributions by edge.

    grads[i] is None where the backward pass did not arrive; `grad(i)` says what that means.
    partials[i] = (value, ∂/∂x₁, …) of an operation on floats; `recorded` holds the edges of arrays, local
    derivatives as the rules gave them: one number may stand for many elements.
    stashes[i]: what an op kept beside its value (softmax-with-loss: the probabilities).
    """

    graph: Graph
    values: Sequence[Value]
    grads: Sequence[Value | None]
    upstream: Value
    partials: Sequence[Sequence[float]] = ()
    recorded: Edges | None = None
    stashes: Mapping[int, Array] = field(default_factory=dict)
    given_upstream: bool = False
    update: Update | None = None
    apart: Apart = NOWHERE

    def grad(self, i: int) -> Value | None:
        """∂output/∂node: zeros where the output does not depend on it, None where none is defined."""
        found = self.grads[i]
        return unreached(self.graph, i) if found is None or not self.graph.requires_grad[i] else found

    def value_of(self, name: str) -> Value:
        """The value of the last binding of `name`. Raises KeyError."""
        return self.values[self.graph.bindings[name]]

    def gradient(self, name: str) -> Value | None:
        """The gradient of the output with respect to the last binding of `name`."""
        return self.grad(self.graph.bindings[name])

    @property
    def named_values(self) -> dict[str, Value]:
        """Every input and every assigned name."""
        return {name: self.values[i] for name, i in self.graph.bindings.items()}

    @property
    def named_gradients(self) -> dict[str, Value]:
        """The same names, without labels, constants and what depends on no input."""
        found = ((name, self.grad(i)) for name, i in self.graph.bindings.items())
        return {name: grad for name, grad in found if grad is not None}

    @cached_property
    def edges(self) -> Edges:
        """The numbers of every edge."""
        return _in_full(self.recorded) if self.recorded else self._edges_of_partials()

    def _edges_of_partials(self) -> Edges:
        """Contributions again as upstream times partial, the products that the walk added up."""
        local: list[Value | None] = []
        grad: list[Value | None] = []
        requires = self.graph.requires_grad
        for args, partials, g in zip(self.graph.args, self.partials, self.grads, strict=True):
            if len(args) == 2:
                a, b = args
                _, by_a, by_b = partials
                local.append(by_a)
                local.append(by_b)
                grad.append(g * by_a if g is not None and requires[a] else None)
                grad.append(g * by_b if g is not None and requires[b] else None)
            elif args:
                slope = partials[1]
                local.append(slope)
                grad.append(g * slope if g is not None and requires[args[0]] else None)
        return Edges(local, grad, {})

    @cached_property
    def ledger(self) -> Ledger:
        """The sums at every fork, contribution by contribution."""
        graph, grad = self.graph, self.edges.grad
        before: list[Value | None] = [None] * len(grad)
        after = list(grad)
        have, need = [0] * len(grad), [0] * len(graph)
        sums: list[Value | None] = [None] * len(graph)
        for first, args in zip(reversed(graph.first_edge), reversed(graph.args), strict=True):
            edge = first
            for to in args:
                term = grad[edge]
                if term is not None:
                    need[to] = have[edge] = need[to] + 1
                    so_far = sums[to]
                    if so_far is None:
                        sums[to] = term
                    else:
                        before[edge] = so_far
                        sums[to] = after[edge] = so_far + term
                edge += 1
        return Ledger(before, after, have, need)


def _in_full(edges: Edges) -> Edges:
    """Every local derivative in the shape of its contribution, as that was before it was summed back."""
    terms = (edges.raw.get(edge, term) for edge, term in enumerate(edges.grad))
    local = [
        each if each is None or term is None else _spread(each, np.shape(term))
        for each, term in zip(edges.local, terms, strict=True)
    ]
    return edges._replace(local=local)


def _spread(derivative: Value, shape: Shape) -> Array:
    each = np.asarray(derivative)
    return each if each.shape == shape else np.broadcast_to(each, shape)
