"""Where NaN and infinity begin: the nodes that make one out of finite numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TypeGuard

import numpy as np

from engine.numerals import numeral
from engine.steps import DETAILS, Steps
from engine.trace import Trace
from engine.values import Value, shape_of

MOST = 20


class Warned(NamedTuple):
    """Node `node` first holds NaN or infinity, in its value, its gradient or its updated value.

    step: the index of the step where it appears; number: that step as people count, details left out.
    """

    code: str
    phase: str
    node: int
    step: int
    number: int = 0


NAMES = {"nan": ("NaN", "NaN"), "infinity": ("infinity", "∞")}
WHAT = {
    "forward": ("the value of", "的值"),
    "backward": ("the gradient of", "的梯度"),
    "update": ("the updated", "更新后的值"),
}
ELSEWHERE = (
    "{trouble} first appears at step {number}, in {what} `{node}`.",
    "第 {number} 步首次出现 {trouble}：`{node}` {what}。",
)
OF_NUMBERS = (
    "`{node}` got {given}, so {trouble} starts at step {number}.",
    "`{node}` 得到 {given}，第 {number} 步起出现 {trouble}。",
)


def said(trace: Trace, warned: Warned, lang: str) -> str:
    """The warning in words."""
    graph, k = trace.graph, 1 if lang == "zh-CN" else 0
    op, args = graph.ops[warned.node], graph.args[warned.node]
    given = [trace.values[a] for a in args]
    if op is None or warned.phase != "forward" or any(shape_of(x) for x in given):
        text = ELSEWHERE[k]
    else:
        finite = all(np.isfinite(x) for x in given)
        text = (finite and op.words[lang].trouble) or OF_NUMBERS[k]
    numbers = [numeral(float(x)) for x in given if not shape_of(x)]
    told = text.format(
        node=graph.label(warned.node),
        trouble=NAMES[warned.code][k],
        number=warned.number,
        what=WHAT[warned.phase][k],
        given=(" and ", " 和 ")[k].join(numbers),
        last=numbers[-1] if numbers else "",
        operand=graph.label(args[-1]) if args else "",
    )
    return f"I{told[1:]}" if told.startswith("infinity") else told


def warnings(trace: Trace, found: Steps) -> list[Warned]:
    """The first appearances, in the order of the steps; inputs that are not finite are first of all."""
    at_value, at_grad, at_sum, at_update = _arrivals(found)
    out: list[Warned] = []
    graph = trace.graph
    bad = [_trouble(value) for value in trace.values]
    for i, code in enumerate(bad):
        if _starts(code, [bad[a] for a in graph.args[i]]):
            out.append(Warned(code, "forward", i, at_value.get(i, 0)))
    if any(_trouble(g) for g in trace.grads if g is not None):
        out.extend(_backward(trace, at_grad, at_sum))
    out.extend(_updated(trace, at_update))
    latest_first = sorted(out, key=lambda warned: warned.step, reverse=True)
    by_place = {(warned.code, warned.phase, warned.node): warned for warned in latest_first}
    first = sorted(by_place.values(), key=lambda warned: warned.step)[:MOST]
    return [warned._replace(number=_number(found, warned.step)) for warned in first]


def _starts(code: str | None, origins: Iterable[str | None]) -> TypeGuard[str]:
    """Whether a trouble is new: none of what it was made of had it, nor was NaN."""
    return code is not None and not {code, "nan"} & set(origins)


def _backward(trace: Trace, at_grad: Mapping[int, int], at_sum: Mapping[int, int]) -> Iterator[Warned]:
    """Gradients that stop being finite on their way along an edge, or where they are added up."""
    graph, grad, ledger = trace.graph, trace.edges.grad, trace.ledger
    edge = 0
    for i, args in enumerate(graph.args):
        for a in args:
            code = _trouble(grad[edge])
            if _starts(code, [_trouble(trace.grads[i])]):
                yield Warned(code, "backward", a, at_grad.get(edge, 0))
            total = _trouble(ledger.after[edge])
            if edge in at_sum and _starts(total, [_trouble(ledger.before[edge]), code]):
                yield Warned(total, "backward", a, at_sum[edge])
            edge += 1


def _updated(trace: Trace, at_update: Mapping[int, int]) -> Iterator[Warned]:
    """Parameters that stop being finite by their update."""
    for i, step in at_update.items():
        assert trace.update is not None
        code = _trouble(trace.update.after[trace.graph.names[i]])
        if _starts(code, [_trouble(trace.values[i]), _trouble(trace.grads[i])]):
            yield Warned(code, "update", i, step)


def _number(found: Steps, index: int) -> int:
    """A step's place as people count: from 1, without the details."""
    kinds = found.kind[: index + 1]
    return len(kinds) - sum(map(kinds.count, DETAILS))


def _arrivals(found: Steps) -> tuple[dict[int, int], ...]:
    """Where things arrive: node → forward step, edge → backward step, edge → sum, node → update."""
    values: dict[int, int] = {}
    grads: dict[int, int] = {}
    sums: dict[int, int] = {}
    updates: dict[int, int] = {}
    for k, step in enumerate(found):
        if step.kind == "forward":
            values[step.node] = k
        elif step.kind == "backward":
            grads.update(dict.fromkeys(step.edges, k))
        elif step.kind == "accumulate":
            sums[step.edges[0]] = k
        elif step.kind == "update":
            updates[step.node] = k
    return values, grads, sums, updates


def _trouble(value: Value | None) -> str | None:
    if value is None:
        return None
    if isinstance(value, float):
        return None if value - value == 0 else "nan" if value != value else "infinity"
    if np.isfinite(value).all():
        return None
    return "nan" if np.isnan(value).any() else "infinity"
