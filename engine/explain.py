"""The formula of a step, with names and with this trace's numbers, made when asked for.

symbolic: ∂L/∂x = ∂L/∂z · y; numeric: 1.1 × 2 = 2.2. A part that stands for a number of the
trace carries its reference and its role, so that a reader can light the two together.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from engine.exact import equation
from engine.formula import Term, bind, contains, element_by_element, name, num, partial, read, ref, term
from engine.op import NO_ATTRS, Op
from engine.steps import Step
from engine.trace import Trace
from engine.values import Value, shape_of


class Formula(NamedTuple):
    symbolic: Term
    numeric: Term


def formula(trace: Trace, step: Step) -> Formula | None:
    """The formula of one step; None for steps that compute nothing."""
    maker = MAKERS.get(step.kind)
    return maker(trace, step) if maker else None


def root_letter(trace: Trace) -> str:
    """What ∂…/∂x differentiates: the output's name, or L when the upstream gradient was given."""
    return "L" if trace.given_upstream else trace.graph.label(trace.graph.output)


def grad_name(trace: Trace, i: int, role: str = "downstream") -> Term:
    """∂L/∂node, pointing at the node's gradient."""
    return partial(root_letter(trace), value_name(trace, i)).tagged(f"n{i}.grad", role)


def value_name(trace: Trace, i: int, role: str = "value") -> Term:
    """Node i by what a person calls it; a plain number is itself."""
    constant = trace.graph.constants.get(i)
    if isinstance(constant, float) and i not in trace.graph.names:
        return num(constant)
    return name(trace.graph.label(i)).tagged(f"n{i}.value", role)


def value_number(trace: Trace, i: int, role: str = "value") -> Term:
    constant = trace.graph.constants.get(i)
    if isinstance(constant, float) and i not in trace.graph.names:
        return num(constant)
    return ref(f"n{i}.value", role, _plain(trace.values[i]))


def _plain(value: Value | None) -> object:
    return float(value) if value is not None and not shape_of(value) else value


def facts(trace: Trace, i: int, op: Op) -> dict[str, Term]:
    """The names that a formula text may use beside its inputs: attributes, n, N."""
    args = trace.graph.args[i]
    shape = trace.graph.shapes[args[0]]
    attrs = {a.name: trace.graph.attrs.get(i, NO_ATTRS).get(a.name, a.default) for a in op.attrs}
    out = {
        key: num(float(value))
        for key, value in attrs.items()
        if isinstance(value, int | float) and not isinstance(value, bool)
    }
    out["n"] = num(float(reduced_count(trace, i)))
    out["N"] = num(float(shape[0] if len(shape) == 2 else 1))
    return out


def reduced_count(trace: Trace, i: int) -> int:
    """How many elements of the first input went into each element of node i."""
    size_in, size_out = (math.prod(trace.graph.shapes[k]) for k in (trace.graph.args[i][0], i))
    return size_in // size_out if size_out else 0


def operands(trace: Trace, i: int, op: Op, shown: Callable[[Trace, int], Term]) -> dict[str, Term]:
    """Names of operands → what is shown of them; class numbers beside rows of scores stand for rows too."""
    args, shapes = trace.graph.args[i], trace.graph.shapes
    found = {p: shown(trace, a) for p, a in zip(op.params, args, strict=True)}
    if op.labels is not None and len(shapes[args[op.labels]]) < len(shapes[args[0]]):
        labels = op.params[op.labels]
        found[labels] = term("call", name("onehot"), found[labels])
    return found


def names_of(trace: Trace, i: int, op: Op) -> dict[str, Term]:
    """Formula names → names on the page."""
    named = operands(trace, i, op, value_name)
    output = value_name(trace, i)
    kept = name("y").tagged(f"n{i}.kept", "value") if op.stash else output
    return {**facts(trace, i, op), "y": kept, op.result: output, **named}


def numbers_of(trace: Trace, i: int, op: Op) -> dict[str, Term]:
    """Formula names → numbers of the trace."""
    named = operands(trace, i, op, value_number)
    output = ref(f"n{i}.kept", "value", trace.stashes[i]) if op.stash else value_number(trace, i)
    return {**facts(trace, i, op), "y": output, op.result: output, **named}


def _forward(trace: Trace, step: Step) -> Formula:
    i = step.node
    op = _op(trace, i)
    text = read(op.value)
    if op.elementwise and trace.graph.shapes[i]:
        text = element_by_element(text)
    shown = bind(text, names_of(trace, i, op))
    symbolic = term("eq", value_name(trace, i), shown)
    return Formula(symbolic, equation(bind(text, numbers_of(trace, i, op)), value_number(trace, i)))


def _backward(trace: Trace, step: Step) -> Formula:
    rows = [_contribution(trace, step.node, edge) for edge in step.edges]
    if len(rows) == 1:
        return rows[0]
    return Formula(
        term("rows", *(row.symbolic for row in rows)), term("rows", *(row.numeric for row in rows))
    )


def _contribution(trace: Trace, i: int, edge: int) -> Formula:
    op = _op(trace, i)
    slot = edge - trace.graph.first_edge[i]
    upstream_name = grad_name(trace, i, "upstream")
    upstream = ref(f"n{i}.grad", "upstream", _plain(trace.grads[i]))
    raw = trace.edges.raw.get(edge)
    field, found = ("raw", raw) if raw is not None else ("grad", trace.edges.grad[edge])
    result = ref(f"e{edge}.{field}", "downstream", _plain(found))
    if edge in trace.apart.unruled:
        return Formula(_arrival_name(trace, edge), result)
    text = read(op.gradients[slot] or "0")
    if op.local is not None:
        product = "mul" if not trace.graph.shapes[i] else "hadamard"
        local_name = bind(text, names_of(trace, i, op)).tagged(f"e{edge}.local", "local")
        symbolic = term(product, upstream_name, local_name)
        numeric = term(product, upstream, _local_number(trace, i, op, edge, text))
    else:
        symbolic = bind(text, {**names_of(trace, i, op), "g": upstream_name})
        numeric = bind(text, {**numbers_of(trace, i, op), "g": upstream})
    return Formula(term("eq", _arrival_name(trace, edge), symbolic), equation(numeric, result))


def _local_number(trace: Trace, i: int, op: Op, edge: int, text: Term) -> Term:
    """The local derivative with the numbers it is made of, or as one number where that says nothing."""
    local = trace.edges.local[edge]
    if trace.graph.shapes[i] or contains(text, "iverson"):
        return ref(f"e{edge}.local", "local", _plain(local))
    return bind(text, numbers_of(trace, i, op)).tagged(f"e{edge}.local", "local")


def _arrival_name(trace: Trace, edge: int) -> Term:
    """∂L/∂x, or its k-th term where several contributions meet."""
    to = target_of(trace, edge)
    whole = grad_name(trace, to)
    if trace.ledger.need[to] < 2:
        return whole
    return term("term", whole, num(float(trace.ledger.have[edge]))).tagged(f"e{edge}.grad", "contribution")


def target_of(trace: Trace, edge: int) -> int:
    """The node to which the contribution of an edge goes: the edge's source."""
    i, slot = owner_of(trace, edge)
    return trace.graph.args[i][slot]


def owner_of(trace: Trace, edge: int) -> tuple[int, int]:
    """(the operation that the edge enters, its slot)."""
    first = trace.graph.first_edge
    low, high = 0, len(first) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if first[middle] <= edge else (low, middle - 1)
    return low, edge - first[low]


def _accumulate(trace: Trace, step: Step) -> Formula:
    (edge,) = step.edges
    ledger, whole = trace.ledger, grad_name(trace, step.node)
    have = ledger.have[edge]
    before = ref(f"e{edge}.before", "contribution", _plain(ledger.before[edge]))
    arriving = ref(f"e{edge}.grad", "contribution", _plain(trace.edges.grad[edge]))
    after = ref(f"e{edge}.after", "downstream", _plain(ledger.after[edge]))
    if edge in ledger.overwrites:
        return Formula(term("assign", whole, term("term", whole, num(float(have)))), after)
    if have <= 4:
        sum_of = term("add", *(term("term", whole, num(float(k))) for k in range(1, have + 1)))
    else:
        sum_of = term("call", name("sum"), term("term", whole, name("i")))
    return Formula(term("eq", whole, sum_of), equation(term("add", before, arriving), after))


def _unbroadcast(trace: Trace, step: Step) -> Formula:
    (edge,) = step.edges
    owner, _ = owner_of(trace, edge)
    arriving = ref(f"e{edge}.raw", "contribution", _plain(trace.edges.raw[edge]))
    result = ref(f"e{edge}.grad", "downstream", _plain(trace.edges.grad[edge]))
    local = name(trace.graph.label(owner)).tagged(f"n{owner}.value", "value")
    symbolic = term(
        "eq", _arrival_name(trace, edge), term("call", name("sum"), partial(root_letter(trace), local))
    )
    return Formula(symbolic, term("eq", term("call", name("sum"), arriving), result))


def _loss(trace: Trace, step: Step) -> Formula:
    return Formula(
        value_name(trace, step.node), ref(f"n{step.node}.value", "value", _plain(trace.values[step.node]))
    )


def _seed(trace: Trace, step: Step) -> Formula:
    i, upstream = step.node, _plain(trace.upstream)
    if isinstance(upstream, float) and trace.grad(i) is None:  # an output that depends on no input
        return Formula(grad_name(trace, i, "upstream"), num(upstream))
    return Formula(grad_name(trace, i, "upstream"), ref(f"n{i}.grad", "upstream", upstream))


def _update(trace: Trace, step: Step) -> Formula:
    assert trace.update is not None
    i = step.node
    parameter = trace.graph.names[i]
    rule = read(trace.update.rule)
    moved = bind(rule, {"p": value_name(trace, i), "g": grad_name(trace, i)})
    grad = ref(f"n{i}.grad", "downstream", _plain(trace.grad(i)))
    numbers = bind(rule, {"p": value_number(trace, i), "g": grad, "η": num(trace.update.rate)})
    after = ref(f"n{i}.after", "value", _plain(trace.update.after[parameter]))
    return Formula(term("assign", value_name(trace, i), moved), equation(numbers, after))


MAKERS: dict[str, Callable[[Trace, Step], Formula]] = {
    "forward": _forward,
    "loss": _loss,
    "seed": _seed,
    "backward": _backward,
    "accumulate": _accumulate,
    "unbroadcast": _unbroadcast,
    "update": _update,
}


def _op(trace: Trace, i: int) -> Op:
    op = trace.graph.ops[i]
    assert op is not None
    return op
