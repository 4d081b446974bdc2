"""Steps as JSON rows: what happens, where, with which numbers and in which words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from app.sentences import sentence
from engine.explain import Formula, formula
from engine.formula import to_json
from engine.printers import latex, spoken
from engine.steps import DETAILS, PHASES, Steps
from engine.trace import Trace

Row = dict[str, Any]
JOIN = {"en": " equals ", "zh-CN": " 等于 "}


class View:
    """A trace's columns at hand, with the names of its nodes and edges."""

    def __init__(self, trace: Trace, found: Steps, nodes: Sequence[str], edges: Sequence[str]) -> None:
        self.trace, self.graph, self.found = trace, trace.graph, found
        self.nodes, self.edges = nodes, edges
        self.local, self.grad, self.raw = trace.edges
        self.before, self.after, self.have, self.need, _ = trace.ledger


def step_rows(
    trace: Trace, found: Steps, nodes: Sequence[str], edges: Sequence[str], lang: str | None
) -> list[Row]:
    """One object a step; no words where `lang` is None."""
    view = View(trace, found, nodes, edges)
    rows: list[Row] = []
    for index, (kind, node, edge) in enumerate(zip(found.kind, found.node, found.edge, strict=True)):
        row = BLANK[kind].copy()
        row["index"] = index
        if node >= 0:
            row["node"] = nodes[node]
        fill = FACTS[kind].fill
        if fill:
            fill(view, row, node, edge)
        rows.append(row)
    if lang:
        for row, step in zip(rows, found, strict=True):
            row["sentence"] = sentence(trace, step, lang)
            row["formula"] = _formula(formula(trace, step), lang)
    return rows


def _formula(found: Formula | None, lang: str) -> Row | None:
    if found is None:
        return None
    return {
        "symbolic": {"latex": latex(found.symbolic), "tree": to_json(found.symbolic)},
        "numeric": {"latex": latex(found.numeric), "tree": to_json(found.numeric)},
        "plain": spoken(found.symbolic, lang) + JOIN[lang] + spoken(found.numeric, lang),
    }


def _fork(view: View, row: Row, node: int, _edge: int) -> None:
    row["edges"] = [view.edges[e] for e in view.found.leaving(node)]
    row["uses"] = view.graph.uses[node]


def _forward(view: View, row: Row, node: int, _edge: int) -> None:
    op, first = view.graph.ops[node], view.graph.first_edge[node]
    row["op"] = op and op.name
    row["edges"] = view.edges[first : first + len(view.graph.args[node])]


def _loss(view: View, row: Row, node: int, _edge: int) -> None:
    row["value"] = view.trace.values[node]


def _seed(view: View, row: Row, _node: int, _edge: int) -> None:
    row["upstream"] = view.trace.upstream
    row["given"] = view.trace.given_upstream


def _backward(view: View, row: Row, node: int, edge: int) -> None:
    """All contributions that leave a node, or the one of this part; the first to arrive is the sum so far,
    the others wait for their `accumulate` step."""
    op, args, first = view.graph.ops[node], view.graph.args[node], view.graph.first_edge[node]
    assert op is not None
    row["op"] = op.name
    row["edges"] = names = []
    if edge >= 0:
        row["part"] = op.parts[edge - first]
        args, first = (args[edge - first],), edge
    row["upstream"] = view.trace.grads[node]
    row["contributions"] = contributions = []
    for e, to in enumerate(args, first):
        have = view.have[e]
        if have:
            name = view.edges[e]
            names.append(name)
            contributions.append(
                {
                    "edge": name,
                    "to": view.nodes[to],
                    "local": view.local[e],
                    "grad": view.grad[e],
                    "before": view.before[e],
                    "after": view.after[e] if have == 1 else None,
                    "have": have,
                    "need": view.need[to],
                }
            )
            if e in view.raw:
                contributions[-1]["raw"] = view.raw[e]


def _accumulate(view: View, row: Row, node: int, edge: int) -> None:
    row["edges"] = [view.edges[edge]]
    row["before"] = view.before[edge]
    row["contribution"] = view.grad[edge]
    row["after"] = view.after[edge]
    row["have"] = view.have[edge]
    row["need"] = view.need[node]


def _unbroadcast(view: View, row: Row, _node: int, edge: int) -> None:
    row["edges"] = [view.edges[edge]]
    row["raw"] = view.raw[edge]
    row["grad"] = view.grad[edge]


def _update(view: View, row: Row, node: int, _edge: int) -> None:
    trace, update = view.trace, view.trace.update
    assert update is not None
    row["before"] = trace.values[node]
    row["grad"] = trace.grad(node)
    row["rate"] = update.rate
    row["after"] = update.after[view.graph.names[node]]


def _zero(view: View, row: Row, _node: int, _edge: int) -> None:
    row["nodes"] = [view.nodes[view.graph.inputs[name]] for name in view.graph.parameters]


def _done(view: View, row: Row, node: int, _edge: int) -> None:
    assert view.trace.update is not None
    row["before"] = view.trace.values[node]
    row["after"] = view.trace.update.output


class Facts(NamedTuple):
    """What a step of some kind has beside what all have: its fields, and what fills them."""

    fields: tuple[str, ...] = ()
    fill: Callable[[View, Row, int, int], None] | None = None


FACTS: Mapping[str, Facts] = {
    "inputs": Facts(),
    "fork": Facts(("node", "edges", "uses"), _fork),
    "forward": Facts(("node", "op", "edges"), _forward),
    "loss": Facts(("node", "value"), _loss),
    "seed": Facts(("node", "upstream", "given"), _seed),
    "backward": Facts(("node", "op", "edges", "upstream", "contributions"), _backward),
    "unbroadcast": Facts(("node", "edges", "raw", "grad"), _unbroadcast),
    "accumulate": Facts(("node", "edges", "before", "contribution", "after", "have", "need"), _accumulate),
    "update": Facts(("node", "before", "grad", "rate", "after"), _update),
    "zero": Facts(("nodes",), _zero),
    "done": Facts(("node", "before", "after"), _done),
}


def _blank(kind: str, fields: tuple[str, ...]) -> Row:
    level = "detail" if kind in DETAILS else "node"
    head: Row = {"index": 0, "phase": PHASES[kind], "kind": kind, "level": level}
    return {**head, **dict.fromkeys((*fields, "sentence", "formula"))}


# A copy of a blank row costs half of a row that grows field by field.
BLANK: Mapping[str, Row] = {kind: _blank(kind, facts.fields) for kind, facts in FACTS.items()}
