"""A PyTorch script: the same program, its gradients by autograd, printing the numbers of the trace."""

from __future__ import annotations

from collections.abc import Iterator

from app.exporters._script import attributes, imports, in_sections, literal, quoted, used, variables
from app.language import Language
from engine.formula import read
from engine.op import Op
from engine.snippets import TORCH as SNIPPETS
from engine.trace import Trace

NAME = "pytorch"
MEDIA_TYPE = "text/x-python"
SUFFIX = ".py"

HELPERS = {
    **SNIPPETS,
    "number": """\
def number(value, **options):
    return torch.tensor(value, dtype=torch.float64, **options)""",
    "gradient": '''\
def gradient(x):
    """What arrived at x; zeros where nothing did."""
    return torch.zeros_like(x) if x.grad is None else x.grad''',
    "show": """\
def show(name, number):
    print(f"{name} = {number.tolist()}")""",
}


def export(trace: Trace, lang: Language) -> bytes:
    """The script, as UTF-8."""
    names = variables(trace, HELPERS)
    body = in_sections(lang, _forward(trace, names), _backward(trace, names), _shown(trace, names))
    head = [*quoted(trace.graph.program), "", *imports(body, "import torch")]
    return "\n\n\n".join(["\n".join(head), *used(HELPERS, body), body]).encode()


def _forward(trace: Trace, names: list[str]) -> Iterator[str]:
    graph = trace.graph
    for i, op in enumerate(graph.ops):
        if op is not None:
            yield f"{names[i]} = {_value(trace, names, i, op)}"
            if _named(trace, i) and graph.requires_grad[i]:
                yield f"{names[i]}.retain_grad()"
        elif i in graph.names or graph.shapes[i]:
            wanted = ", requires_grad=True" if graph.requires_grad[i] else ""
            yield f"{names[i]} = number({literal(trace.values[i])}{wanted})"


def _backward(trace: Trace, names: list[str]) -> Iterator[str]:
    if trace.graph.requires_grad[trace.graph.output]:
        yield f"{names[trace.graph.output]}.backward(number({literal(trace.upstream)}))"


def _shown(trace: Trace, names: list[str]) -> Iterator[str]:
    for name, i in trace.graph.bindings.items():
        yield f'show("{name}", {names[i]})'
    for name, i in trace.graph.bindings.items():
        if trace.grad(i) is not None:
            yield f'show("d_{name}", gradient({names[i]}))'


def _named(trace: Trace, i: int) -> bool:
    name = trace.graph.names.get(i)
    return name is not None and trace.graph.bindings[name] == i


def _value(trace: Trace, names: list[str], i: int, op: Op) -> str:
    operands = _operands(trace, names, i, op)
    if op.torch:
        return op.torch.format(**dict(zip(op.params, operands, strict=True)), **attributes(trace, i))
    if op.infix:
        return f" {op.infix} ".join(operands) if len(operands) > 1 else f"{op.infix}{operands[0]}"
    if read(op.value).op == "name":
        return f"{operands[0]}.clone()"
    return f"torch.{op.name}({', '.join(operands)})"


def _operands(trace: Trace, names: list[str], i: int, op: Op) -> list[str]:
    """The inputs of node i: variables, and plain numbers where an operator has a tensor on the other side."""
    graph = trace.graph
    plain = [a in graph.constants and a not in graph.names and not graph.shapes[a] for a in graph.args[i]]
    bare = op.infix is not None and op.torch is None and not all(plain)
    return [
        names[a] if not is_plain else _inline(trace, a) if bare else f"number({literal(trace.values[a])})"
        for a, is_plain in zip(graph.args[i], plain, strict=True)
    ]


def _inline(trace: Trace, a: int) -> str:
    text = literal(trace.values[a])
    return f"({text})" if text.startswith("-") else text
