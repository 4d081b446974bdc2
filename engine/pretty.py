"""A trace, a check or a refusal as text for a terminal: aligned, also where characters are two cells wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

import numpy as np

from engine.check import CheckReport
from engine.errors import EngineError, Span
from engine.numerals import numeral
from engine.op import Op
from engine.shapes import shown
from engine.source import NEWLINE
from engine.steps import Step, steps
from engine.trace import Trace
from engine.values import Value
from engine.warn import said, warnings

Row = Sequence[str]
SMALL = 6
"""Tensors of so many elements are printed in full."""
NUMERIC = frozenset("0123456789.−×⁰¹²³⁴⁵⁶⁷⁸⁹⁻∞Na/")
WORDS = {
    "en": {
        "forward": "FORWARD", "backward": "BACKWARD", "results": "RESULTS", "check": "GRADIENT CHECK",
        "step": "step", "node": "node", "op": "op", "inputs": "inputs", "value": "value", "to": "to",
        "upstream": "upstream", "local": "local", "contribution": "contribution", "gradient": "gradient",
        "arrived": "arrived", "name": "name", "seed": "starts with", "unbroadcast": "summed back",
        "accumulate": "added up", "error": "relative error", "at": "at", "backprop": "backprop",
        "numeric": "numeric", "verdict": "verdict", "kinks": "kinks", "passed": "passed", "failed": "failed",
        "evaluations": "{n} evaluations, h = {h}", "refusal": "error", "fix": "fix",
        "colon": ": ", "input": "input", "parameter": "parameter", "label": "label",
        "very good": "very good", "acceptable": "acceptable", "bug": "probably a bug",
        "needs a look": "needs a look",
    },
    "zh-CN": {
        "forward": "正向传播", "backward": "反向传播", "results": "结果", "check": "梯度检查",
        "step": "步", "node": "节点", "op": "运算", "inputs": "输入", "value": "值", "to": "传给",
        "upstream": "上游梯度", "local": "局部导数", "contribution": "贡献", "gradient": "梯度",
        "arrived": "已到", "name": "名称", "seed": "起点", "unbroadcast": "按广播求和",
        "accumulate": "累加", "error": "相对误差", "at": "位置", "backprop": "反向传播",
        "numeric": "数值", "verdict": "结论", "kinks": "拐点", "passed": "通过", "failed": "未通过",
        "evaluations": "计算 {n} 次，h = {h}", "refusal": "错误", "fix": "可以这样",
        "colon": "：", "input": "输入", "parameter": "参数", "label": "标签",
        "very good": "非常好", "acceptable": "可以接受", "bug": "很可能有错", "needs a look": "需要检查",
    },
}  # fmt: skip


def show(trace: Trace, lang: str = "en") -> str:
    """The trace step by step: what each node computed, what each edge sent back, and the results."""
    words = WORDS[lang]
    forward = [words["step"], words["node"], words["op"], words["inputs"], words["value"]]
    backward = [
        words[k] for k in ("step", "node", "to", "upstream", "local", "contribution", "arrived", "gradient")
    ]
    numbered = list(_numbered(steps(trace)))
    parts = [
        _titled(
            words["forward"], forward, [row for k, step in numbered for row in _ahead(trace, step, k, lang)]
        ),
        _titled(
            words["backward"], backward, [row for k, step in numbered for row in _back(trace, step, k, lang)]
        ),
        _titled(words["results"], [words["name"], words["value"], words["gradient"]], _results(trace)),
        "\n".join(said(trace, warned, lang) for warned in warnings(trace, steps(trace))),
    ]
    return "\n\n".join(part for part in parts if part)


def show_check(report: CheckReport, lang: str = "en") -> str:
    """The report of a gradient check: a row for each input, at its worst element."""
    words = WORDS[lang]
    header = [words[k] for k in ("name", "error", "at", "backprop", "numeric", "kinks", "verdict")]
    rows = [
        [
            name,
            numeral(found.max_relative_error),
            f"[{', '.join(map(str, found.worst_index))}]" if found.worst_index else "",
            numeral(found.analytic),
            numeral(found.numeric),
            str(found.kinks),
            words["needs a look" if found.verdict == "check" else found.verdict],
        ]
        for name, found in report.parameters.items()
    ]
    verdict = words["passed" if report.passed else "failed"]
    counts = words["evaluations"].format(n=report.evaluations, h=f"{report.h:g}")
    return f"{_titled(words['check'], header, rows)}\n{verdict}{words['colon']}{counts}"


def show_error(error: EngineError, program: str, lang: str = "en") -> str:
    """What is wrong, the line with the place marked, and what to do; one paragraph a problem."""
    words = WORDS[lang]
    lines = NEWLINE.split(program)
    paragraphs = []
    for problem in error.problems:
        place = _marked(lines, problem.span) if problem.span else []
        told = [
            f"{words['refusal']}{words['colon']}{problem.message(lang)}",
            *place,
            f"{words['fix']}{words['colon']}{problem.fix(lang)}",
        ]
        paragraphs.append("\n".join(told))
    return "\n\n".join(paragraphs)


def table(header: Row, rows: Sequence[Row]) -> str:
    """Columns as wide as their widest cell; numbers are set to the right."""
    columns = list(zip(header, *rows, strict=True))
    widths = [max(map(width, column)) for column in columns]
    right = [all(_is_number(cell) for cell in column[1:]) for column in columns]
    rule = ["─" * wide for wide in widths]
    return "\n".join(
        "  ".join(
            _padded(cell, wide, flush) for cell, wide, flush in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in (header, rule, *rows)
    )


def width(text: str) -> int:
    """How many cells of a terminal a text takes: East Asian characters take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def compact(value: Value | None) -> str:
    """A number, a small tensor in full, or the shape and range of a larger one."""
    if value is None:
        return ""
    numbers = np.asarray(value)
    if not numbers.ndim:
        return numeral(float(numbers))
    if numbers.size <= SMALL:
        return _nested(numbers)
    return f"{shown(numbers.shape)}: {numeral(float(numbers.min()))} … {numeral(float(numbers.max()))}"


def _nested(numbers: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> str:
    if not numbers.ndim:
        return numeral(float(numbers))
    return f"[{', '.join(_nested(np.asarray(part)) for part in numbers)}]"


def _titled(title: str, header: Row, rows: Sequence[Row]) -> str:
    return f"{title}\n{table(header, rows)}"


def _padded(cell: str, wide: int, right: bool) -> str:
    space = " " * (wide - width(cell))
    return space + cell if right else cell + space


def _is_number(cell: str) -> bool:
    return all(c in NUMERIC for c in cell)


def _numbered(found: Sequence[Step]) -> Iterator[tuple[int, Step]]:
    """Steps with their place as people count: from 1, without the details."""
    number = 0
    for step in found:
        if not step.detail:
            number += 1
            yield number, step


def _label(trace: Trace, i: int) -> str:
    return " ".join(trace.graph.label(i).split())


def _op(trace: Trace, i: int) -> Op:
    op = trace.graph.ops[i]
    assert op is not None
    return op


def _ahead(trace: Trace, step: Step, k: int, lang: str) -> Iterator[Row]:
    graph = trace.graph
    if step.kind == "inputs":
        for i in graph.inputs.values():
            yield [str(k), _label(trace, i), WORDS[lang][graph.kind(i)], "", compact(trace.values[i])]
    elif step.kind == "forward":
        i = step.node
        inputs = ", ".join(_label(trace, a) for a in graph.args[i])
        yield [str(k), _label(trace, i), _op(trace, i).symbol, inputs, compact(trace.values[i])]


def _back(trace: Trace, step: Step, k: int, lang: str) -> Iterator[Row]:
    i, words, ledger = step.node, WORDS[lang], trace.ledger
    if step.kind == "seed":
        yield [str(k), _label(trace, i), words["seed"], "", "", "", "", compact(trace.upstream)]
    elif step.kind == "backward":
        yield from (_sent(trace, edge, i, k) for edge in step.edges)
    elif step.kind in ("unbroadcast", "accumulate"):
        (edge,) = step.edges
        before, term = ledger.before[edge], compact(trace.edges.grad[edge])
        added = step.kind == "accumulate"
        told = f"{compact(before)} + {term}" if added else term
        whole = compact(ledger.after[edge]) if added or before is None else ""
        yield [str(k), words[step.kind], _label(trace, i), "", "", told, "", whole]


def _sent(trace: Trace, edge: int, i: int, k: int) -> Row:
    """What node i sends along one of its edges; the sum is told here only if nothing more is to be done."""
    edges, ledger = trace.edges, trace.ledger
    slot = edge - trace.graph.first_edge[i]
    to, have = trace.graph.args[i][slot], ledger.have[edge]
    local = compact(edges.local[edge]) or _op(trace, i).gradients[slot] or ""
    term = edges.raw.get(edge, edges.grad[edge])
    whole = compact(ledger.after[edge]) if edge not in edges.raw and have == 1 else ""
    upstream, arrived = compact(trace.grads[i]), f"{have}/{ledger.need[to]}"
    return [str(k), _label(trace, i), _label(trace, to), upstream, local, compact(term), arrived, whole]


def _results(trace: Trace) -> list[Row]:
    return [
        [name, compact(trace.value_of(name)), compact(trace.gradient(name))] for name in trace.graph.bindings
    ]


def _marked(lines: Sequence[str], span: Span) -> list[str]:
    """The line that a place is in, and carets under the place."""
    text = lines[span.line - 1].replace("\t", " ")
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(text)
    head = f"{span.line} │ "
    carets = "^" * max(1, width(text[start:end]))
    return [f"{head}{text}", " " * (width(head) + width(text[:start])) + carets]
