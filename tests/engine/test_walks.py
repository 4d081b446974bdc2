"""The two walks: deep graphs, uses that add up, broadcasts summed back, nothing changed on the way."""

import math
import sys
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from engine import OPS, Builder, Graph, Limits, evaluate, parse, steps
from engine.backward import gradients, unbroadcast
from engine.forward import forward
from engine.trace import Trace
from engine.values import Value, as_values, shape_of

Array = NDArray[np.float64]

DEEP = 100_000


def _trace(program: str, upstream: object = None, **inputs: object) -> Trace:
    values = as_values(inputs)
    graph = parse(program, {name: shape_of(value) for name, value in values.items()})
    return evaluate(graph, values, upstream)


def _gradient(trace: Trace, name: str) -> object:
    return np.asarray(trace.gradient(name)).tolist()


def _chain(op: str, shape: tuple[int, ...]) -> Graph:
    builder = Builder()
    i = builder.input("x", shape)
    for _ in range(DEEP):
        i = builder.apply(OPS[op], (i,))
    return builder.graph(limits=Limits(nodes=DEEP + 1))


@pytest.mark.parametrize("x", [0.5, np.array([0.5, -2.0])], ids=["float", "array"])
def test_a_chain_of_100_000_nodes_needs_no_recursion(x: Value) -> None:
    graph = _chain("neg", shape_of(x))
    limit = sys.getrecursionlimit()
    trace = evaluate(graph, {"x": x}, np.ones(shape_of(x)))

    np.testing.assert_array_equal(trace.values[graph.output], x)
    np.testing.assert_array_equal(np.asarray(trace.gradient("x")), np.ones(shape_of(x)))
    assert trace.ledger.need[0] == 1
    assert len(steps(trace)) == 2 * DEEP + 3
    assert sys.getrecursionlimit() == limit


def test_a_deep_chain_multiplies_its_local_derivatives() -> None:
    trace = evaluate(_chain("sin", ()), {"x": 1.0})
    product = math.prod(float(trace.partials[i][1]) for i in range(1, DEEP + 1))

    assert trace.gradient("x") == pytest.approx(product, rel=1e-9)


@pytest.mark.parametrize("x", [3.0, [3.0]], ids=["float", "array"])
def test_both_uses_of_a_value_count(x: object) -> None:
    trace = _trace("y = x * x", x=x)

    assert _gradient(trace, "x") == (6.0 if x == 3.0 else [6.0])
    assert list(trace.ledger.have) == [1, 2]
    assert trace.ledger.need[0] == 2


@pytest.mark.parametrize("more", [{}, {"unused": [0.0]}], ids=["floats", "arrays"])
def test_uses_add_up_in_the_order_in_which_they_arrive(more: dict[str, object]) -> None:
    trace = _trace("a = x * 2; b = x * 3; y = a * b + x", x=5.0, **more)
    ledger, x = trace.ledger, trace.graph.inputs["x"]
    sources = [a for args in trace.graph.args for a in args]
    arriving = sorted((edge for edge, a in enumerate(sources) if a == x), key=ledger.have.__getitem__)

    assert _gradient(trace, "x") == 1 + 3 * 10 + 2 * 15
    assert [ledger.have[edge] for edge in arriving] == [1, 2, 3]
    assert [float(np.asarray(ledger.after[edge])) for edge in arriving] == [1.0, 31.0, 61.0]
    assert ledger.before[arriving[0]] is None
    assert ledger.need[x] == 3


@pytest.mark.parametrize("x", [2.0, [2.0, 3.0]], ids=["float", "array"])
def test_what_does_not_reach_the_output_gets_zeros(x: object) -> None:
    trace = _trace("a = x * y; b = a * 2; L = sum(y)", x=x, y=x, unused=[[1.0]])

    assert not np.asarray(trace.gradient("x")).any()
    assert np.asarray(trace.gradient("a")).shape == np.asarray(x).shape
    assert _gradient(trace, "unused") == [[0.0]]
    assert np.asarray(trace.gradient("y")).all()


def test_a_name_that_depends_on_no_input_has_no_gradient() -> None:
    trace = _trace("c = 2 * 3; y = c * x", x=4.0)

    assert trace.gradient("c") is None
    assert trace.gradient("x") == 6.0
    assert set(trace.named_gradients) == {"x", "y"}


BROADCASTS = [
    ((2, 3), (3,), [2.0, 2.0, 2.0]),
    ((2, 3), (2, 1), [[3.0], [3.0]]),
    ((2, 3), (1, 1), [[6.0]]),
    ((2, 3), (), 6.0),
    ((4, 2, 3), (2, 1), [[12.0], [12.0]]),
    ((3,), (0, 3), []),
]


@pytest.mark.parametrize(("wide", "narrow", "expected"), BROADCASTS)
def test_a_broadcast_is_summed_back(wide: tuple[int, ...], narrow: tuple[int, ...], expected: object) -> None:
    trace = _trace("y = sum(w + n)", w=np.ones(wide), n=np.ones(narrow))

    assert _gradient(trace, "n") == expected
    assert np.asarray(trace.gradient("w")).shape == wide


def test_a_broadcast_keeps_what_arrived_before_it_was_summed() -> None:
    trace = _trace("y = sum(m * v)", m=[[1.0, 2.0], [3.0, 4.0]], v=[1.0, 1.0])
    ((edge, raw),) = trace.edges.raw.items()

    assert np.asarray(raw).tolist() == [[1.0, 2.0], [3.0, 4.0]]
    assert np.asarray(trace.edges.grad[edge]).tolist() == [4.0, 6.0]


def test_unbroadcast_sums_only_what_was_copied() -> None:
    g = np.arange(12.0).reshape(2, 3, 2)

    np.testing.assert_array_equal(unbroadcast(g, (3, 1)), g.sum(axis=(0, 2)).reshape(3, 1))
    np.testing.assert_array_equal(unbroadcast(g[:1], (1, 3, 2)), g[:1])


def test_inputs_and_upstream_are_not_changed() -> None:
    x, w, g = np.array([[-1.0, 2.0]]), np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[5.0, 6.0]])
    kept = [each.copy() for each in (x, w, g)]
    graph = parse("a = relu(x @ w + w[0]); y = a * a + a", {"x": (1, 2), "w": (2, 2)})
    for each in (x, w, g):
        each.flags.writeable = False
    trace = evaluate(graph, {"x": x, "w": w}, g)

    for each, before in zip((x, w, g), kept, strict=True):
        np.testing.assert_array_equal(each, before)
    assert not np.shares_memory(np.asarray(trace.gradient("x")), x)


def test_a_sum_of_contributions_leaves_each_contribution_alone() -> None:
    trace = _trace("y = sum(x + x + x)", x=[1.0, 2.0])

    assert _gradient(trace, "x") == [3.0, 3.0]
    for grad in trace.edges.grad:
        assert set(np.ravel(np.asarray(grad))) == {1.0}


def test_python_errors_become_what_ieee_arithmetic_says() -> None:
    assert _trace("y = 1 / x", x=0.0).value_of("y") == math.inf
    assert _trace("y = log(x)", x=0.0).value_of("y") == -math.inf
    assert _trace("y = exp(x)", x=1000.0).value_of("y") == math.inf
    assert math.isnan(float(_trace("y = x ** (1 / 3)", x=-8.0).value_of("y")))
    assert _trace("y = x ** x", x=0.0).value_of("y") == 1.0


def test_gradients_towards_the_parameters_alone_are_the_traces() -> None:
    program = "L = softmax_with_loss(affine(relu(X @ W1), W2, b), t) + sum(W1 * W1)"
    random = np.random.default_rng(0)
    values: dict[str, Value] = {
        "X": random.standard_normal((4, 3)), "W1": random.standard_normal((3, 5)),
        "W2": random.standard_normal((5, 2)), "b": np.zeros(2), "t": np.array([0.0, 1.0, 1.0, 0.0]),
    }  # fmt: skip
    shapes = {name: shape_of(value) for name, value in values.items()}
    graph = parse(program, shapes, parameters=("W1", "b", "t"))
    whole = evaluate(graph, values)
    some = gradients(graph, forward(graph, values), 1.0)

    assert some["t"] is None
    for name in ("W1", "b"):
        np.testing.assert_array_equal(np.asarray(some[name]), np.asarray(whole.gradient(name)))


def test_gradients_towards_the_parameters_compute_nothing_else() -> None:
    graph = parse("y = sum(X @ W)", {"X": (2, 3), "W": (3, 2)}, parameters=("W",))
    product = graph.ops[2]
    assert product is not None
    half = replace(product, vjp=(_never, product.vjp[1]))
    graph = replace(graph, ops=(*graph.ops[:2], half, *graph.ops[3:]))
    values: dict[str, Value] = {"X": np.ones((2, 3)), "W": np.ones((3, 2))}

    found = gradients(graph, forward(graph, values), 1.0)
    assert np.asarray(found["W"]).tolist() == [[2.0, 2.0]] * 3
    graph = replace(graph, parameters=("X",))
    with pytest.raises(AssertionError, match="not asked for"):
        gradients(graph, forward(graph, values), 1.0)


def _never(*_: object) -> Array:
    raise AssertionError("not asked for")


def test_nodes_added_as_columns_are_those_added_one_by_one() -> None:
    def grown(together: bool) -> Trace:
        builder = Builder()
        names, ops, args = ("x", "z"), [OPS["mul"], OPS["sin"]], [(0, 1), (2,)]
        if together:
            builder.numbers(names)
            builder.extend(ops, args)
        else:
            for name in names:
                builder.input(name)
            for op, of in zip(ops, args, strict=True):
                builder.apply(op, of)
        return evaluate(builder.graph(), {"x": 2.0, "z": 3.0})

    one, other = grown(True), grown(False)
    assert vars(one.graph) == vars(other.graph)
    assert (one.values, one.grads) == (other.values, other.grads)
