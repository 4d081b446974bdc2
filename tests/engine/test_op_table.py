"""The op table against itself and against central differences; a new op is covered without a new test."""

import itertools
import math
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from engine import OPS, expand
from engine.backward import backward, unbroadcast
from engine.builder import Builder
from engine.formula import read
from engine.forward import forward
from engine.graph import Graph
from engine.op import Op, Registry, Sample
from engine.printers import numpy_code
from engine.runs import Given, many
from engine.snippets import NUMPY, TORCH
from tests.engine.formula_values import compute, facts, settings

Array = NDArray[np.float64]

PAIRS_OF_SHAPES = (
    ((), (3,)),
    ((2, 1), (1, 3)),
    ((3,), (2, 3)),
    ((2, 3), ()),
    ((2, 2, 2), (2, 1)),
    ((0,), ()),
)
SINGLE_SHAPES = ((), (4,), (2, 3), (2, 1, 2), (0, 2))
SPECIAL = (
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.3,
    -2.5,
    3.0,
    710.0,
    -745.2,
    1e308,
    -1e308,
    5e-324,
    -5e-324,
    math.inf,
    -math.inf,
    math.nan,
)
STEP = 1e-6
CALL = re.compile(r"(?<![.\w])([A-Za-z_]\w*)\(")
LANGUAGES = ("en", "zh-CN")


def _elementwise_samples(op: Op) -> Iterator[Sample]:
    """Yield shapes that the samples of an op do not think of, with numbers where every op is smooth."""
    random = np.random.default_rng(7)
    shapes = PAIRS_OF_SHAPES if len(op.params) == 2 else tuple((shape,) for shape in SINGLE_SHAPES)
    for each in shapes if op.shape.__name__ in ("broadcast", "same") else ():
        yield Sample(tuple(random.uniform(0.4, 1.9, shape) for shape in each), op.samples[0].attrs)


def _is_matrix(value: Any) -> bool:
    return np.ndim(value) == 2


CASES = [
    (f"{op.name} {number}", op, sample)
    for op in OPS.values()
    for number, sample in enumerate((*op.samples, *(_elementwise_samples(op) if op.elementwise else ())))
]
every_case = pytest.mark.parametrize(
    ("op", "sample"), [case[1:] for case in CASES], ids=[name for name, _, _ in CASES]
)
# The formulas of matrix products speak of matrices; other ranks have code of their own.
as_shown = pytest.mark.parametrize(
    ("op", "sample"),
    [(op, x) for _, op, x in CASES if op.view != "product" or all(map(_is_matrix, x.inputs[:2]))],
)
pytestmark = pytest.mark.usefixtures("as_the_walks_do")
every_op = pytest.mark.parametrize("op", OPS.values(), ids=list(OPS))


@pytest.fixture
def as_the_walks_do() -> Iterator[None]:
    """Let NaN and infinity arise without a warning."""
    with np.errstate(all="ignore"):
        yield


def _fixed(value: Any) -> Array:
    """Return an array that a rule cannot write to."""
    array = np.array(value, dtype=np.float64)
    array.flags.writeable = False
    return array


def _inputs(sample: Sample) -> list[Array]:
    return [_fixed(x) for x in sample.inputs]


def _ahead(op: Op, sample: Sample, xs: list[Array]) -> tuple[Array, Array]:
    """Return the value, and what stands for it in the rules of the way back."""
    found = op.forward(*xs, **sample.attrs)
    y, kept = found if op.stash else (found, found)
    return _fixed(y), _fixed(kept)


def _upstream(y: Array) -> Array:
    return _fixed(np.cos(1.0 + np.arange(y.size)).reshape(y.shape) + 0.3)


def _gradient(op: Op, sample: Sample, xs: list[Array], slot: int) -> Array:
    y, kept = _ahead(op, sample, xs)
    g = _upstream(y)
    if op.local is not None:
        return _summed_back(g * op.local[slot](kept, *xs, **sample.attrs), xs[slot])
    rule = op.vjp[slot]
    assert rule is not None
    return _summed_back(rule(g, kept, *xs, **sample.attrs), xs[slot])


def _summed_back(g: Any, x: Array) -> Array:
    """Return a gradient in the shape of its input, as the walk does."""
    g = np.asarray(g)
    assert np.broadcast_shapes(g.shape, x.shape) == g.shape, (
        "a gradient has its input's shape, or that of a copy"
    )
    return g if g.shape == x.shape else unbroadcast(g, x.shape)


def _slots(op: Op) -> list[int]:
    return [slot for slot in range(len(op.params)) if op.differentiable(slot)]


@every_case
def test_gradients_are_central_differences(op: Op, sample: Sample) -> None:
    xs = _inputs(sample)
    g = _upstream(_ahead(op, sample, xs)[0])
    for slot in _slots(op):
        numeric = np.zeros(xs[slot].size)
        for k in range(xs[slot].size):
            moved = [np.array(xs[slot]) for _ in range(2)]
            ends = []
            for to, step in zip(moved, (STEP, -STEP), strict=True):
                to.reshape(-1)[k] += step
                ends.append(_ahead(op, sample, [*xs[:slot], to, *xs[slot + 1 :]])[0])
            numeric[k] = float(((ends[0] - ends[1]) * g).sum()) / (2 * STEP)
        gradient = _gradient(op, sample, xs, slot)

        assert gradient.shape == xs[slot].shape
        np.testing.assert_allclose(gradient, numeric.reshape(gradient.shape), rtol=1e-6, atol=1e-8)


@every_case
def test_the_shape_rule_tells_the_shape_of_the_value(op: Op, sample: Sample) -> None:
    xs = _inputs(sample)

    assert op.shape(*(x.shape for x in xs), **sample.attrs) == _ahead(op, sample, xs)[0].shape


@as_shown
def test_the_formula_of_the_value_gives_the_value(op: Op, sample: Sample) -> None:
    xs = _inputs(sample)
    y, kept = _ahead(op, sample, xs)

    np.testing.assert_allclose(
        compute(read(op.value), facts(op, sample, xs, y, kept), op, sample), y, rtol=1e-12, atol=1e-15
    )


@as_shown
def test_the_formulas_of_the_gradients_give_the_gradients(op: Op, sample: Sample) -> None:
    xs = _inputs(sample)
    y, kept = _ahead(op, sample, xs)
    for slot in _slots(op):
        formula = read(op.gradients[slot] or "")
        found = compute(formula, {**facts(op, sample, xs, y, kept), "g": _upstream(y)}, op, sample)
        whole = _summed_back(found * _upstream(y) if op.elementwise else found, xs[slot])

        np.testing.assert_allclose(whole, _gradient(op, sample, xs, slot), rtol=1e-12, atol=1e-15)


class Library:
    """`np` as the scripts know it: NumPy, and the snippets that a script carries."""

    def __init__(self) -> None:
        names: dict[str, Any] = {"np": np, "math": math}
        for source in NUMPY.values():
            exec(source, names)
        self.names = {**names, "np": self}

    def __getattr__(self, name: str) -> Any:
        return self.names[name] if name in NUMPY else getattr(np, name)


LIBRARY = Library()


def _names(op: Op, sample: Sample, xs: list[Array], y: Array) -> dict[str, Any]:
    """Return the variables of a script around one op; labels are as they were given."""
    found = {**facts(op, sample, xs, y, y), **dict(zip(op.params, xs, strict=True))}
    return {name: value for name, value in found.items() if name not in settings(op, sample)}


def _code(text: str, op: Op, sample: Sample, names: dict[str, Any]) -> Any:
    """Return what a line of code gives; in it, every name stands for itself and settings are written out."""
    given: dict[str, Any] = settings(op, sample)
    if "index" in given:
        given["index"] = ", ".join(map(_subscript, given["index"]))
    line = text.format(**{name: name for name in names}, **given)
    return eval(line, {**LIBRARY.names, **given, **names})


def _subscript(part: int | slice) -> str:
    ends = (part.start, part.stop) if isinstance(part, slice) else (part,)
    return ":".join("" if end is None else str(end) for end in ends)


def _shown(text: str) -> str:
    """Return a formula as code, its braces doubled for `format`."""
    return numpy_code(read(text)).replace("{", "{{").replace("}", "}}")


@every_case
def test_the_code_of_the_value_gives_the_value(op: Op, sample: Sample) -> None:
    xs = _inputs(sample)
    y = _ahead(op, sample, xs)[0]
    found = _code(op.numpy or _shown(op.value), op, sample, _names(op, sample, xs, y))

    np.testing.assert_allclose(found, y, rtol=1e-12, atol=1e-15)


@every_case
def test_the_code_of_the_gradients_gives_the_gradients(op: Op, sample: Sample) -> None:
    xs = _inputs(sample)
    y = _ahead(op, sample, xs)[0]
    names = {**_names(op, sample, xs, y), "g": _upstream(y)}
    for slot in _slots(op):
        own = op.numpy_gradients[slot] if op.numpy_gradients else None
        found = _code(own or _shown(op.gradients[slot] or ""), op, sample, names)
        whole = _summed_back(found * names["g"] if op.elementwise and not own else found, xs[slot])

        np.testing.assert_allclose(whole, _gradient(op, sample, xs, slot), rtol=1e-12, atol=1e-15)


@every_op
def test_every_function_that_code_calls_is_a_snippet_or_python(op: Op) -> None:
    lines = [line for line in (op.numpy, *(op.numpy_gradients or ())) if line]

    assert {name for line in lines for name in CALL.findall(line)} <= NUMPY.keys()
    assert set(CALL.findall(op.torch or "")) - {"range", "reversed"} <= TORCH.keys()


def test_every_snippet_is_called() -> None:
    code = [line for op in OPS.values() for line in (op.numpy, *(op.numpy_gradients or ())) if line]
    formulas = [text for op in OPS.values() for text in (op.value, *op.gradients) if text]
    bodies = [source.split(":", 1)[1] for source in NUMPY.values()]
    torch = [op.torch or "" for op in OPS.values()] + [source.split(":", 1)[1] for source in TORCH.values()]

    assert NUMPY.keys() <= {name for line in (*code, *formulas, *bodies) for name in CALL.findall(line)}
    assert TORCH.keys() <= {name for line in torch for name in CALL.findall(line)}


@pytest.mark.parametrize("op", [op for op in OPS.values() if op.scalar], ids=lambda op: op.name)
def test_the_rule_for_floats_is_the_rule_for_arrays(op: Op) -> None:
    assert op.scalar is not None
    assert op.local is not None
    variants = {tuple(sample.attrs.items()) for sample in op.samples}
    for attrs, xs in itertools.product(variants, itertools.product(SPECIAL, repeat=len(op.params))):
        try:
            fast = op.scalar(*xs, **dict(attrs))
        except (ArithmeticError, ValueError):
            continue  # the walk asks the rule for arrays
        assert {type(number) for number in fast} == {float}, xs
        arrays = [np.asarray(x) for x in xs]
        y = op.forward(*arrays, **dict(attrs))
        slow = [y, *(local(y, *arrays, **dict(attrs)) for local in op.local)]
        np.testing.assert_allclose(
            fast, np.array(slow, dtype=np.float64), rtol=1e-12, atol=1e-307, err_msg=str(xs)
        )


@every_case
def test_many_runs_at_once_are_each_run_alone(op: Op, sample: Sample) -> None:
    xs = _inputs(sample)
    random = np.random.default_rng(3)
    for count in range(1, len(_slots(op)) + 1):
        for moving in itertools.combinations(_slots(op), count):
            rows = [[x + (k in moving) * 0.1 * random.standard_normal(x.shape) for k, x in enumerate(xs)]]
            rows += [[x * 1.5 if k in moving else x for k, x in enumerate(xs)], xs]
            stacks = [np.stack(column) for column in zip(*rows, strict=True)]
            given = [Given(stacks[k], True) if k in moving else Given(x, False) for k, x in enumerate(xs)]
            y, piece = many(op, sample.attrs, given, _ahead(op, sample, xs)[0].shape)
            for k, row in enumerate(rows):
                alone = _ahead(op, sample, row)[0]
                np.testing.assert_allclose(y[k], alone, rtol=1e-12, atol=1e-15)
                if op.piece is not None:
                    np.testing.assert_array_equal(piece[k], op.piece(alone, *row, **sample.attrs))


def _one_op_graph(op: Op, sample: Sample, xs: list[Array]) -> tuple[Graph, dict[str, Any]]:
    builder = Builder()
    args = tuple(builder.input(name, x.shape) for name, x in zip(op.params, xs, strict=True))
    builder.apply(op, args, sample.attrs)
    return builder.graph(), {name: x if x.ndim else float(x) for name, x in zip(op.params, xs, strict=True)}


@pytest.mark.parametrize(("op", "sample"), [(op, sample) for _, op, sample in CASES if op.expand])
def test_an_opened_op_gives_the_same_value_and_gradients(op: Op, sample: Sample) -> None:
    graph, values = _one_op_graph(op, sample, _inputs(sample))
    opened = expand(graph, [op.name])
    assert len(opened) > len(graph)
    g = _upstream(np.zeros(graph.shapes[graph.output]))
    seed = g if g.ndim else float(g)
    one, other = (backward(each, forward(each, values), seed) for each in (graph, opened))

    np.testing.assert_allclose(other.values[opened.output], one.values[graph.output], rtol=1e-12, atol=1e-15)
    for name in graph.inputs:
        mine, theirs = one.gradient(name), other.gradient(name)
        assert (mine is None) == (theirs is None)
        if mine is not None and theirs is not None:
            np.testing.assert_allclose(theirs, mine, rtol=1e-12, atol=1e-15)


@every_op
def test_a_row_is_whole(op: Op) -> None:
    assert op.samples
    assert len(op.gradients) == len(op.params)
    assert (op.local is None) != (not op.vjp)
    assert len(op.local or op.vjp) == len(op.params)
    assert all(op.gradients[slot] for slot in _slots(op)), "a formula for each gradient"
    assert len(op.numpy_gradients or op.params) == len(op.params)
    assert not op.parts or len(op.parts) == len(op.params)
    assert {name for sample in op.samples for name in sample.attrs} <= {attr.name for attr in op.attrs}
    assert len(op.samples[0].inputs) == len(op.params)
    assert all(op.params)


def _sentences(text: str, lang: str) -> list[str]:
    return [part for part in re.split(r"(?<=\.) (?=[A-Z])" if lang == "en" else r"(?<=。)", text) if part]


@pytest.mark.parametrize("lang", LANGUAGES)
@every_op
def test_sentences_are_there_and_short(op: Op, lang: str) -> None:
    words = op.words[lang]
    assert words.title
    assert words.shape
    assert len(words.backward) == max(len(op.parts), 1)
    blanks = {**{name: name[:1] for name in op.params}, "n": 784}
    for text in (words.forward, *words.backward, words.shape, *_sentences(words.watch, lang)):
        said = text.format_map(blanks)
        assert "{" not in said
        if lang == "en":
            assert len(said) <= 110, said
            assert all(len(sentence.split()) <= 18 for sentence in _sentences(said, lang)), said
        else:
            assert len(said) <= 40, said


def test_a_second_op_of_a_name_is_refused() -> None:
    registry = Registry()
    registry.add(OPS["add"])

    with pytest.raises(ValueError, match="'add' is defined twice"):
        registry.add(OPS["add"])
