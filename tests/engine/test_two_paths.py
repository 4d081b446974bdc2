"""The path of plain floats and the path of arrays give the same numbers, non-finite ones included."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import engine
from tests.engine.comparing import same_trace
from tests.engine.random_programs import MANY, MODEST, SCALARS, RandomProgram, exact_programs, smooth_programs

# One unused vector, and nothing in the graph is a plain float any more.
ARRAY_PATH = {"not_used": np.zeros(1)}


def _both_paths(text: str, inputs: dict[str, float]) -> tuple[engine.Trace, engine.Trace]:
    fast, slow = engine.run(text, inputs), engine.run(text, {**inputs, **ARRAY_PATH})
    assert fast.graph.scalar
    assert not slow.graph.scalar
    return fast, slow


FINITE = (0.0, -0.0, 1.0, -1.0, 0.5, -8.0, 1 / 3, 2.0, 3.0, 30.0, -800.0, 1000.0, 1e-320, 1e200, -1e300)
SPECIAL = (*FINITE, math.inf, -math.inf, math.nan)


def _calls() -> list[tuple[str, int]]:
    """Return a program for each op that has a rule for plain floats, and how many of a and b it reads."""
    calls = [("y = a", 1)]
    for op in engine.OPS.values():
        if op.scalar and op.callable:
            literals = [f"{name}={value}" for name, value in op.samples[0].attrs.items()]
            arity = len(op.params)
            calls.append((f"y = {op.name}({', '.join(['a', 'b'][:arity] + literals)})", arity))
    return calls


@pytest.mark.parametrize(("text", "arity"), _calls())
def test_both_paths_agree_on_special_numbers(text: str, arity: int) -> None:
    for numbers in itertools.product(SPECIAL, repeat=arity):
        fast, slow = _both_paths(text, dict(zip("ab", numbers, strict=False)))
        same_trace(fast, slow, rtol=1e-13, atol=1e-300)


@MANY
@given(st.sampled_from([text for text, _ in _calls()]), st.floats(), st.floats())
def test_both_paths_agree_on_any_number(text: str, a: float, b: float) -> None:
    fast, slow = _both_paths(text, {"a": a, "b": b})

    same_trace(fast, slow, rtol=1e-12, atol=1e-300)


@MANY
@given(exact_programs())
def test_both_paths_agree_bit_by_bit_on_exactly_rounded_programs(program: RandomProgram) -> None:
    fast, slow = _both_paths(program.text, {name: float(value) for name, value in program.inputs.items()})

    same_trace(fast, slow)


@MODEST
@given(smooth_programs(SCALARS))
def test_both_paths_agree_on_smooth_programs(program: RandomProgram) -> None:
    fast, slow = _both_paths(program.text, {name: float(value) for name, value in program.inputs.items()})

    same_trace(fast, slow, rtol=1e-10, atol=1e-12)
