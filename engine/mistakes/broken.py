"""The trace of a broken copy: a trace like any other, with the gradients that its lines make.

The engine's trace is taken, and what the lines say otherwise is put in its place: gradients by name,
contributions on the edges that carry them, and the text of a rule that reads differently.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from typing import Any

import numpy as np

from engine.backward import unbroadcast
from engine.evaluate import evaluate
from engine.formula import read
from engine.forward import forward
from engine.graph import Graph
from engine.mistakes.bugs import Bug
from engine.mistakes.fixtures import RATE
from engine.mistakes.lab import CLOSE, Fix, lines_of, passed, updated
from engine.mistakes.lines import NAME, Line
from engine.op import NO_ATTRS, Op
from engine.record import record
from engine.trace import DESCENT, Apart, Edges, Ledger, Trace, Update
from engine.values import Value

UNSAID = "f(p, g)"
"""A rule of the parameters that formulas cannot say."""


@record
class BrokenTrace(Trace):
    """overwritten: by edge, what is left after its contribution came, where that is not the sum."""

    overwritten: Mapping[int, Value] = field(default_factory=dict)

    @cached_property
    def ledger(self) -> Ledger:
        """As it was kept, mistakes included."""
        found = Trace(self.graph, self.values, self.grads, self.upstream, recorded=self.edges).ledger
        after = [self.overwritten.get(edge, value) for edge, value in enumerate(found.after)]
        lost = {
            edge
            for edge, left in self.overwritten.items()
            if found.before[edge] is not None and not np.allclose(left, found.after[edge])  # type: ignore[arg-type]
        }
        return found._replace(after=after, overwrites=lost)


def traced(bug: Bug, fix: Fix | None = None) -> Trace:
    """The copy as it is, or mended; with its update where the mistake is there. Raises EngineError."""
    fixture, lines = bug.fixture, lines_of(bug, fix)
    right, expected = passed(fixture, fixture.lines, bug.passes)
    names, _ = passed(fixture, lines, bug.passes, expected)
    trace = evaluate(fixture.graph, fixture.inputs)
    graph = trace.graph
    known = {i: names[f"d{name}"] for name, i in graph.bindings.items() if f"d{name}" in names}
    changed = [line for line, meant in zip(lines, fixture.lines, strict=True) if line.text != meant.text]
    shown, rewritten, worded = _reworded(graph, changed)
    grads, contributions = _walked(trace, known, fixture.sends)
    local = [None if edge in rewritten else value for edge, value in enumerate(trace.edges.local)]
    broken = BrokenTrace(
        graph=shown,
        values=trace.values,
        grads=grads,
        upstream=trace.upstream,
        recorded=Edges(local, contributions, trace.edges.raw),
        stashes=trace.stashes,
        overwritten={edge: known[a] for edge, a in _last_arrivals(graph) if a in known},
        apart=Apart(frozenset(worded), frozenset(_unruled(trace, grads, contributions)) - worded),
    )
    if bug.right.stage != "update":
        return broken
    after = {name: names[name] for name in fixture.checked}
    ahead = forward(graph, {**fixture.inputs, **after})
    told = _formula(lines[-1].written_out, {"P": "p", "dP": "g", "rate": "η"}) or UNSAID
    rule = DESCENT if updated(fixture, names, right) else told
    return replace(broken, update=Update(RATE, after, ahead.values[graph.output], rule))


def _walked(
    trace: Trace, known: Mapping[int, Value], sends: Mapping[str, str]
) -> tuple[list[Value | None], list[Value | None]]:
    """(gradients by node, contributions by edge): what is known stands, the rest follows by the rules.

    A node read once gets its gradient over one edge. Of one that is read more often, what is not as it
    should be comes over the edge that `sends` names.
    """
    graph, edges = trace.graph, trace.edges
    grads: list[Any] = list(trace.grads)
    contributions: list[Any] = list(edges.grad)
    for i in range(len(graph) - 1, -1, -1):
        for edge, (slot, a) in enumerate(enumerate(graph.args[i]), graph.first_edge[i]):
            if edges.grad[edge] is None:
                continue
            if graph.uses[a] == 1:
                sent = known[a] if a in known else _sent(trace, grads[i], i, slot)
                grads[a] = contributions[edge] = sent
            elif a in known and sends.get(graph.keys[i]) == graph.names.get(a):
                contributions[edge] = edges.grad[edge] + (known[a] - trace.grads[a])  # type: ignore[operator]
    return [known.get(i, g) for i, g in enumerate(grads)], contributions


def _sent(trace: Trace, g: Any, i: int, slot: int) -> Value:
    """What node i sends to an input by its own rule, for the gradient that it has here."""
    graph, op = trace.graph, trace.graph.ops[i]
    assert op is not None
    xs = [np.asarray(trace.values[a]) for a in graph.args[i]]
    y, attrs = trace.stashes.get(i, np.asarray(trace.values[i])), graph.attrs.get(i, NO_ATTRS)
    if op.local is not None:
        sent = g * np.asarray(op.local[slot](y, *xs, **attrs))
    else:
        rule = op.vjp[slot]
        assert rule is not None
        sent = rule(np.asarray(g), y, *xs, **attrs)
    found = unbroadcast(np.asarray(sent), graph.shapes[graph.args[i][slot]])
    return found if found.ndim else float(found)


def _unruled(trace: Trace, grads: Sequence[Any], contributions: Sequence[Any]) -> Iterator[int]:
    """Edges whose contribution is not what the op's rule makes of the gradient that its node has here."""
    graph = trace.graph
    for i, args in enumerate(graph.args):
        for slot, edge in enumerate(range(graph.first_edge[i], graph.first_edge[i] + len(args))):
            found = contributions[edge]
            # But for rounding: a line may add and multiply in another order than the engine.
            if found is not None and not np.allclose(
                found, _sent(trace, grads[i], i, slot), CLOSE, CLOSE, equal_nan=True
            ):
                yield edge


def _last_arrivals(graph: Graph) -> Iterator[tuple[int, int]]:
    """(edge, source): where the last contribution comes in, for every node that is read more than once."""
    seen: set[int] = set()
    for i, args in enumerate(graph.args):
        for slot in range(len(args) - 1, -1, -1):
            if graph.uses[args[slot]] > 1 and args[slot] not in seen:
                seen.add(args[slot])
                yield graph.first_edge[i] + slot, args[slot]


def _reworded(graph: Graph, changed: Sequence[Line]) -> tuple[Graph, set[int], set[int]]:
    """(the graph, its rules worded as the lines that read differently;
    the edges of those ops, and of those rules)."""
    ops, edges, worded = list(graph.ops), set[int](), set[int]()
    for line in changed:
        for place in line.each:
            source = graph.bindings.get(place.get(line.target, line.target)[1:])
            readers = [i for i, args in enumerate(graph.args) if source in args]
            if source is None or len(readers) != 1:
                continue
            (i,) = readers
            op, slot = ops[i], graph.args[i].index(source)
            text = _in_letters(graph, i, line, place)
            if op and text:
                ops[i] = _worded(op, slot, text)
                edges |= set(range(graph.first_edge[i], graph.first_edge[i] + len(graph.args[i])))
                worded.add(graph.first_edge[i] + slot)
    return replace(graph, ops=tuple(ops)), edges, worded


def _worded(op: Op, slot: int, text: str) -> Op:
    """A copy of an op's record whose gradient reads otherwise; it is shown, and never run."""
    found = list(op.gradients)
    if op.local is not None:
        found = [each and f"g * ({each})" for each in found]
    found[slot] = text
    return replace(op, local=None, vjp=op.local or op.vjp, gradients=tuple(found))


def _in_letters(graph: Graph, i: int, line: Line, place: Mapping[str, str]) -> str | None:
    """The right-hand side of a line in the letters of node i's op; None where formulas cannot say it."""
    op = graph.ops[i]
    assert op is not None
    letters = {graph.names[a]: p for a, p in zip(graph.args[i], op.params, strict=True) if a in graph.names}
    letters |= {graph.names[i]: op.result, f"d{graph.names[i]}": "g"}
    here = {local: letters.get(name, name) for local, name in place.items()}
    return _formula(line.text[len(line.head) :], {**letters, **here})


def _formula(text: str, letters: Mapping[str, str]) -> str | None:
    """A text with other letters; None where formulas cannot say it."""
    found = NAME.sub(lambda name: letters.get(name[0], name[0]), text).strip()
    try:
        read(found)
    except (KeyError, SyntaxError, ValueError):
        return None
    return found
