"""Text → Graph: what the language allows, what each node is called, and where it stands."""

from __future__ import annotations

import re
import unicodedata
import warnings

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.errors import EngineError, InputError, ProgramError, Span
from engine.graph import Graph, Limits
from engine.op import Shape
from engine.parse import parse

WIDE = Limits(program=1 << 24, nodes=1 << 20)


SHAPES: dict[str, Shape] = {"v": (3,), "M": (2, 3), "N": (3, 2), "t": (2,)}


def read(program: str) -> Graph:
    """The graph; every name of one letter that occurs has a value."""
    letters = re.findall(r"(?<!\.)\b[a-zA-Z]\b(?!=)", program)
    return parse(program, {name: SHAPES.get(name, ()) for name in letters}, limits=WIDE)


def structure(graph: Graph) -> list[str]:
    """`key op(argument keys)` of each node, constants by value."""
    out = []
    for i, op in enumerate(graph.ops):
        what = op.name if op else str(graph.constants.get(i, "input"))
        out.append(f"{graph.keys[i]} {what} {' '.join(graph.keys[a] for a in graph.args[i])}".rstrip())
    return out


STRUCTURES = [
    ("(x + y) * 2", ["x input", "y input", "out.0 add x y", "out.1 2.0", "out mul out.0 out.1"]),
    ("L = x", ["x input", "L identity x"]),
    ("L = +x", ["x input", "L identity x"]),
    ("x", ["x input", "out identity x"]),
    ("a = 2", ["a 2.0"]),
    ("a = 2\nb = a", ["a 2.0", "b identity a"]),
    ("x = x * 2", ["x input", "x#2.1 2.0", "x#2 mul x x#2.1"]),
    ("s = 0\ns += x\ns += x", ["s 0.0", "x input", "s#2 add s x", "s#3 add s#2 x"]),
    ("s += x", ["s input", "x input", "s#2 add s x"]),
    ("s -= x", ["s input", "x input", "s#2 sub s x"]),
    ("s *= x", ["s input", "x input", "s#2 mul s x"]),
    ("s /= x", ["s input", "x input", "s#2 div s x"]),
    ("s **= x", ["s input", "x input", "s#2 pow s x"]),
    ("M @= N", ["M input", "N input", "M#2 matmul M N"]),
    ("y = -2", ["y -2.0"]),
    ("y = - -+2.5", ["y 2.5"]),
    ("y = --x", ["x input", "y.0 neg x", "y neg y.0"]),
    ("y = -x ** 2", ["x input", "y.0.1 2.0", "y.0 pow x y.0.1", "y neg y.0"]),
    ("y = x ** -2", ["x input", "y.1 -2.0", "y pow x y.1"]),
    ("y = 2 ** 3 ** 2", ["y.0 2.0", "y.1.0 3.0", "y.1.1 2.0", "y.1 pow y.1.0 y.1.1", "y pow y.0 y.1"]),
    ("y = x - a - b", ["x input", "a input", "y.0 sub x a", "b input", "y sub y.0 b"]),
    ("y = x * x", ["x input", "y mul x x"]),
    ("y = M.T", ["M input", "y transpose M"]),
    ("y = M.T.T", ["M input", "y.0 transpose M", "y transpose y.0"]),
    ("y = M[0, 1:]", ["M input", "y index M"]),
    ("y = affine(M, N, b=t)", ["M input", "N input", "t input", "y affine M N t"]),
    ("y = affine(b=t, W=N, X=M)", ["t input", "N input", "M input", "y affine M N t"]),
    ("y = exp(log(x))", ["x input", "y.0 log x", "y exp y.0"]),
    ("relu = 2\ny = relu * x", ["relu 2.0", "x input", "y mul relu x"]),
    ("y = [[1, -2], [3, 4]]", ["y [[ 1. -2.]\n [ 3.  4.]]"]),
    (
        "y = 0x10 + 1_000 + 1e3 + .5",
        [
            "y.0.0.0 16.0",
            "y.0.0.1 1000.0",
            "y.0.0 add y.0.0.0 y.0.0.1",
            "y.0.1 1000.0",
            "y.0 add y.0.0 y.0.1",
            "y.1 0.5",
            "y add y.0 y.1",
        ],
    ),
    ("变量 = 2", ["变量 2.0"]),
    ("(y) = 2", ["y 2.0"]),
]


@pytest.mark.parametrize(("program", "expected"), STRUCTURES)
def test_nodes_and_keys(program: str, expected: list[str]) -> None:
    assert structure(read(program)) == expected


SETTINGS = [
    ("y = sum(M)", {}),
    ("y = sum(M, 0)", {"axis": 0}),
    ("y = sum(M, -1, True)", {"axis": -1, "keepdims": True}),
    ("y = sum(M, (0, 1))", {"axis": (0, 1)}),
    ("y = sum(M, axis=None)", {"axis": None}),
    ("y = mean(M, keepdims=False, axis=1)", {"axis": 1, "keepdims": False}),
    ("y = sum(x=M, axis=0)", {"axis": 0}),
    ("y = reshape(M, (3, -1))", {"shape": (3, -1)}),
    ("y = reshape(M, [6])", {"shape": (6,)}),
    ("y = reshape(M, 6)", {"shape": (6,)}),
    ("y = clip(x, 0, 1)", {"low": 0.0, "high": 1.0}),
    ("y = clip(x, high=1, low=-1)", {"low": -1.0, "high": 1.0}),
    ("y = leaky_relu(x, .1)", {"slope": 0.1}),
    ("y = softmax(M, axis=0)", {"axis": 0}),
    ("y = concat(M, M, 1)", {"axis": 1}),
    ("y = v[0]", {"index": (0,)}),
    ("y = v[-1]", {"index": (-1,)}),
    ("y = M[:, 1]", {"index": (slice(None), 1)}),
    ("y = v[::2]", {"index": (slice(None, None, 2),)}),
    ("y = v[0:-1]", {"index": (slice(0, -1),)}),
]


@pytest.mark.parametrize(("program", "expected"), SETTINGS)
def test_settings(program: str, expected: dict[str, object]) -> None:
    graph = read(program)
    assert dict(graph.attrs.get(graph.output, {})) == expected


PLACES = [
    (
        "L = (x + y) ** 2",
        {"L": (1, 5, 1, 17), "L.0": (1, 6, 1, 11), "L.1": (1, 16, 1, 17), "x": (1, 6, 1, 7)},
    ),
    ("# 中文\nα = 2 * β", {"α": (2, 5, 2, 10), "β": (2, 9, 2, 10)}),
    ("y = (x\n  + z)", {"y": (1, 6, 2, 6), "z": (2, 5, 2, 6)}),
    ("a = x;\tb = a * 3\r\nc = b\rd = c", {"b": (1, 12, 1, 17), "c": (2, 5, 2, 6), "d": (3, 5, 3, 6)}),
    ("y = x + \\\n z", {"z": (2, 2, 2, 3)}),
    ("s += x", {"s": (1, 1, 1, 2), "s#2": (1, 1, 1, 7)}),
    ("é = 'x'"[:4] + "z * w", {"é": (1, 5, 1, 10), "w": (1, 9, 1, 10)}),
    ("𝑎 = z * w", {"a": (1, 5, 1, 10)}),
]


@pytest.mark.parametrize(("program", "expected"), PLACES)
def test_places(program: str, expected: dict[str, tuple[int, int, int, int]]) -> None:
    graph = parse(program, dict.fromkeys("xyzwsβ", ()))
    where = {graph.keys[i]: tuple(span) for i, span in graph.spans.items()}
    assert {key: where[key] for key in expected} == expected


def test_sources_are_what_was_written() -> None:
    graph = read("y = exp(-x) * (a +\n  2)")
    sources = {graph.keys[i]: text for i, text in graph.sources.items()}
    assert sources["y.0"] == "exp(-x)"
    assert sources["y.0.0"] == "-x"
    assert sources["y.1"] == "a + 2"
    assert sources["y"] == "exp(-x) * (a + 2)"


def test_sources_stay_short() -> None:
    graph = read("y = " + " + ".join(["x"] * 1000))
    assert max(map(len, graph.sources.values())) < 80


def test_inputs_in_order_of_first_use_and_unused_ones_last() -> None:
    graph = parse("y = b * a\nz = y + c", {"u": (2,), "c": (), "a": (), "b": (), "w": ()})
    assert list(graph.inputs) == ["b", "a", "c", "u", "w"]
    assert graph.shapes[graph.inputs["u"]] == (2,)
    assert graph.bindings["z"] == graph.output


def test_a_value_for_an_assigned_name_is_no_input() -> None:
    graph = parse("y = x * 2", {"x": (), "y": ()})
    assert list(graph.inputs) == ["x"]


def test_a_function_name_with_a_value_is_an_input() -> None:
    assert list(parse("y = max * 2", {"max": ()}).inputs) == ["max"]


def test_names_are_compared_as_python_sees_them() -> None:
    wide = unicodedata.normalize("NFD", "é")
    assert list(parse("y = é * 2", {wide: ()}).inputs) == ["é"]
    assert list(parse(f"y = {wide} * 2", {"é": ()}, parameters=[wide]).parameters) == ["é"]


def test_layers_are_counted() -> None:
    graph = read("a = affine(M, N, t)\nb = sigmoid(a)\nc = affine(b, M, v)")
    assert {graph.keys[i]: group for i, group in graph.groups.items()} == {
        "a": "affine1",
        "b": "sigmoid1",
        "c": "affine2",
    }


def test_output_is_the_last_assigned_unless_named() -> None:
    program, shapes = "a = x * 2\nb = a + 1\na = 3 * a", {"x": ()}
    assert parse(program, shapes).keys[parse(program, shapes).output] == "a#2"
    assert parse(program, shapes, output="b").keys[parse(program, shapes, output="b").output] == "b"
    assert parse(program, shapes, output="x").output == 0


def test_a_parameter_named_twice_is_one() -> None:
    assert parse("y = w * x", {"w": (), "x": ()}, parameters=["w", "x", "w"]).parameters == ("w", "x")


def test_parameters() -> None:
    graph = parse("y = w * x", {"w": (), "x": ()}, parameters=["w"])
    assert [graph.kind(i) for i in range(3)] == ["parameter", "input", "operation"]


@pytest.mark.parametrize(
    ("options", "code", "field"),
    [
        ({"output": "q"}, "output_unknown", "output"),
        ({"parameters": ["x", "y"]}, "parameter_unknown", "parameters"),
    ],
)
def test_unknown_names(options: dict[str, object], code: str, field: str) -> None:
    with pytest.raises(ProgramError) as caught:
        parse("y = x * 2", {"x": ()}, **options)  # type: ignore[arg-type]
    assert (caught.value.code, caught.value.problems[0].field) == (code, field)


def test_missing_values_are_named_together_and_placed_apart() -> None:
    with pytest.raises(InputError) as caught:
        parse("a = x * y\nb = a + zeta", {"x": ()})
    first, second = caught.value.problems
    assert (first.span, first.field) == (Span(1, 9, 1, 10), "inputs.y")
    assert (second.span, second.field) == (Span(2, 9, 2, 13), "inputs.zeta")
    assert first.message() == "`y` has no value yet. Give it one to run forward. (+ `zeta`)"
    assert first.fix() == "Add a value for `y`, `zeta`."
    assert "`y`" not in second.message()


def test_constant_tensors() -> None:
    graph = read("y = [[1, 2], [3, -4]]")
    assert np.array_equal(graph.constants[graph.output], [[1, 2], [3, -4]])
    assert graph.shapes == ((2, 2),)


@pytest.mark.parametrize(
    "program",
    [
        "+".join(["x"] * 1000),
        "y = " + "(" * 100 + "x" + ")" * 100,
        "y = " + "-" * 500 + "x",
        "y = " + "exp(" * 100 + "x" + ")" * 100,
    ],
)
def test_deep_programs_work(program: str) -> None:
    assert read(program).inputs == {"x": 0}


def test_long_chains_work() -> None:
    n = 20_000
    graph = parse("y = x\n" + "y = y * x\n" * n, {"x": ()}, limits=WIDE)
    assert len(graph) == n + 2
    assert graph.keys[graph.output] == f"y#{n + 1}"


REPEATED = [
    "(",
    "[",
    "{",
    "-",
    "+",
    "not ",
    "x**",
    "x[",
    "lambda:",
    "f(",
    "x+",
    "[x,",
    "(x,",
    "-(",
    "x[0](",
    "x@-",
    ".T",
    "x=",
    "x if x else ",
    "（",
    "'",
    "x ",
    "x==",
    "1",
    "0x",
    "1_",
    "_",
    "é",
    "a.",
    ";",
    "\\\n",
    ")",
    "\r",
    "\t",
    "x.T",
]


@pytest.mark.parametrize("unit", REPEATED)
@pytest.mark.parametrize("head", ["", "y = "])
def test_a_program_of_one_thing_repeated_is_refused_and_never_crashes(head: str, unit: str) -> None:
    program = head + unit * ((64 * 1024 - len(head)) // len(unit.encode()))
    with pytest.raises(EngineError) as caught:
        parse(program, {"x": ()}, limits=WIDE)
    assert len(caught.value.problems[0].message()) < 400


PIECES = st.sampled_from(
    [
        "x",
        "y",
        "z1",
        "exp",
        "sum",
        "relu",
        "2",
        "1e3",
        "0x1",
        "3j",
        "(",
        ")",
        "[",
        "]",
        ",",
        ":",
        "=",
        "+=",
        "+",
        "-",
        "*",
        "/",
        "**",
        "@",
        ".",
        ".T",
        ";",
        "\n",
        "\r\n",
        " ",
        "\t",
        "#",
        "é",
        "（",
        "×",
        "^",
        "//",
        "==",
        "if",
        "or",
        "in",
        "lambda",
        "None",
        "True",
        "axis=",
        "\\\n",
        "'",
        "\x00",
        "\ufeff",
        "\ud800",
        "²",
        "１",
        "finally",
        "1if",
        "0xfor",
        "_",
        "__",
    ]
)


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(PIECES, max_size=25).map("".join),
        st.lists(PIECES, max_size=12).map(" ".join),
    )
)
@example("y = 1if x else 2")
@example("y = 0xfor x")
@example("y = 1jif x else 2")
@example("y = x is 1")
def test_any_text_gives_a_graph_or_a_refusal(program: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            graph = parse(program, {"x": (2, 2), "y": (), "z1": (2,)})
        except EngineError as error:
            lines = program.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            for problem in error.problems:
                assert problem.message("en")
                assert problem.fix("zh-CN")
                if problem.span:
                    line, column = problem.span[:2]
                    assert 1 <= line <= len(lines)
                    assert 1 <= column <= len(lines[line - 1]) + 1
        else:
            assert set(graph.keys) == set(range(len(graph)))
            assert len(set(graph.keys.values())) == len(graph)
