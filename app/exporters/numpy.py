"""A NumPy script that goes forward and backward by hand, and prints the numbers of the trace."""

from __future__ import annotations

from collections.abc import Iterator

from app.exporters._script import attributes, bare, imports, in_sections, literal, quoted, used, variables
from app.language import Language
from engine.explain import reduced_count
from engine.formula import Term, bind, name, num, read
from engine.op import Op
from engine.printers import numpy_code
from engine.snippets import NUMPY as SNIPPETS
from engine.trace import Trace

NAME = "numpy"
MEDIA_TYPE = "text/x-python"
SUFFIX = ".py"

HELPERS = {
    "fit": '''\
def fit(g, x):
    """g summed over the axes along which x was copied."""
    g = np.asarray(g).sum(axis=tuple(range(np.ndim(g) - np.ndim(x))))
    copied = tuple(k for k, size in enumerate(np.shape(x)) if size == 1)
    return g.sum(axis=copied, keepdims=True).reshape(np.shape(x))''',
    **SNIPPETS,
    "show": """\
def show(name, number):
    print(f"{name} = {np.asarray(number).tolist()}")""",
}


def export(trace: Trace, lang: Language) -> bytes:
    """The script, as UTF-8."""
    names = variables(trace, HELPERS)
    body = in_sections(lang, _forward(trace, names), _backward(trace, names), _shown(trace, names))
    helpers = used(HELPERS, body)
    quiet = 'np.seterr(all="ignore")  # NaN and infinity are printed, not announced'
    head = [
        *quoted(trace.graph.program),
        "",
        *imports("".join(helpers) + body, "import numpy as np"),
        "",
        quiet,
    ]
    return "\n\n\n".join(["\n".join(head), *helpers, body]).encode()


def _forward(trace: Trace, names: list[str]) -> Iterator[str]:
    graph = trace.graph
    for i, op in enumerate(graph.ops):
        if op is not None:
            yield f"{names[i]} = {bare(_value(trace, names, i, op))}"
        elif i in graph.names or graph.shapes[i]:
            yield f"{names[i]} = {_leaf(trace, i)}"


def _backward(trace: Trace, names: list[str]) -> Iterator[str]:
    graph, grads = trace.graph, trace.edges.grad
    arrived = {graph.output}
    yield f"d_{names[graph.output]} = {_number(literal(trace.upstream))}"
    for i in range(graph.output, -1, -1):
        op = graph.ops[i]
        for slot, source in enumerate(graph.args[i]):
            edge = graph.first_edge[i] + slot
            if op is None or grads[edge] is None:
                continue
            term = _gradient(trace, names, i, op, slot)
            if edge in trace.edges.raw:
                term = f"fit({term}, {names[source]})"
            total = f"d_{names[source]}"
            yield f"{total} = {total} + {term}" if source in arrived else f"{total} = {term}"
            arrived.add(source)


def _shown(trace: Trace, names: list[str]) -> Iterator[str]:
    for name_, i in trace.graph.bindings.items():
        yield f'show("{name_}", {names[i]})'
    for name_, i in trace.graph.bindings.items():
        if trace.grad(i) is not None:
            number = f"d_{names[i]}" if trace.grads[i] is not None else f"np.zeros(np.shape({names[i]}))"
            yield f'show("d_{name_}", {number})'


def _leaf(trace: Trace, i: int) -> str:
    return _number(literal(trace.values[i]))


def _number(text: str) -> str:
    return f"np.array({text})" if text.startswith("[") else f"np.float64({text})"


def _operands(trace: Trace, names: list[str], i: int) -> list[str]:
    """The inputs of node i: variables, and plain numbers where an array or NumPy number is beside them."""
    graph = trace.graph
    plain = [a in graph.constants and a not in graph.names and not graph.shapes[a] for a in graph.args[i]]
    return [
        names[a] if not is_plain else _leaf(trace, a) if all(plain) else _inline(trace, a)
        for a, is_plain in zip(graph.args[i], plain, strict=True)
    ]


def _inline(trace: Trace, a: int) -> str:
    text = literal(trace.values[a])
    return f"({text})" if text.startswith("-") else text


def _value(trace: Trace, names: list[str], i: int, op: Op) -> str:
    operands = dict(zip(op.params, _operands(trace, names, i), strict=True))
    if op.numpy:
        return op.numpy.format(**operands, **attributes(trace, i))
    return _code(read(op.value), trace, i, operands)


def _gradient(trace: Trace, names: list[str], i: int, op: Op, slot: int) -> str:
    """The contribution of node i to its input: a rule of its own, or upstream times the local derivative."""
    operands = dict(zip(op.params, _operands(trace, names, i), strict=True))
    operands |= {"g": f"d_{names[i]}", "y": operands.get("y", names[i]), op.result: names[i]}
    rules = op.numpy_gradients
    rule = rules[slot] if rules else None
    if rule:
        return rule.format(**operands, **attributes(trace, i), n=reduced_count(trace, i))
    code = _code(read(op.gradients[slot] or "0"), trace, i, operands)
    return f"{operands['g']} * {code}" if op.elementwise else code


def _code(formula: Term, trace: Trace, i: int, operands: dict[str, str]) -> str:
    """A formula's text as code."""
    settings = {key: num(float(v)) for key, v in attributes(trace, i).items() if isinstance(v, float | int)}
    terms = {key: name(text) for key, text in operands.items()}
    code = numpy_code(bind(formula, {**settings, "n": num(float(reduced_count(trace, i))), **terms}))
    for helper in SNIPPETS:  # a formula speaks of Phi as of exp
        code = code.replace(f"np.{helper}(", f"{helper}(")
    return code
