"""The steps as a table for spreadsheets: what happens, with full numbers, in the words of the page."""

from __future__ import annotations

import csv
import io
import math

import numpy as np

from app.language import Language
from app.sentences import sentence
from engine.explain import formula
from engine.printers import spoken
from engine.steps import Step, steps
from engine.trace import Trace
from engine.values import Value

NAME = "csv"
MEDIA_TYPE = "text/csv"
SUFFIX = ".csv"

HEADER = ("step", "phase", "kind", "node", "op", "part", "value", "upstream", "sent", "sentence", "formula")


def export(trace: Trace, lang: Language) -> bytes:
    """The table, with the mark by which spreadsheets know UTF-8."""
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(HEADER)
    for index, step in enumerate(steps(trace)):
        table.writerow([index, *_row(trace, step, lang)])
    return text.getvalue().encode("utf-8-sig")


def _row(trace: Trace, step: Step, lang: Language) -> list[str]:
    i = step.node
    op = trace.graph.ops[i] if i >= 0 else None
    back = step.phase == "backward" and i >= 0
    equation = formula(trace, step)
    return [
        step.phase,
        step.kind,
        trace.graph.label(i) if i >= 0 else "",
        op.name if op else "",
        step.part or "",
        _number(trace.values[i]) if i >= 0 and step.phase in ("forward", "loss") else "",
        _number(trace.grads[i]) if back and step.kind in ("seed", "backward") else "",
        "; ".join(_number(trace.edges.grad[edge]) for edge in step.edges) if back else "",
        sentence(trace, step, lang),
        f"{spoken(equation.symbolic, lang)}; {spoken(equation.numeric, lang)}" if equation else "",
    ]


def _number(value: Value | None) -> str:
    """In full; NaN and infinities as the API writes them; a tensor as nested lists."""
    if value is None:
        return ""
    if isinstance(value, np.ndarray):
        return "[" + ", ".join(map(_number, value)) + "]" if value.ndim else _number(float(value))
    if math.isfinite(value):
        return repr(float(value))
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
