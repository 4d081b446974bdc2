"""No text crashes the engine: it is a program, or an error that says where and what to do."""

import warnings

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

import engine
from engine.errors import EngineError
from tests.engine.random_programs import MANY

TOKENS = (
    "x", "y", "z", "w", "sum", "relu", "softmax", "affine", "reshape", "axis", "keepdims", "T", "True",
    "None", "lambda", "if", "for", "in", "import", "def", "yield", "await", "0", "1", "-1", "2.5", "1e999",
    "0x1F", "1j", "'s'", "+", "-", "*", "/", "**", "@", "//", "%", "(", ")", "[", "]", "{", "}", ",", ":",
    ".", "=", "+=", "@=", ":=", ";", "\n", "\t", " ", "#", "\\", "\r", "\x00", "é", "变量", "𝑥", "\u2028",
)  # fmt: skip
TEXTS = (
    st.text()
    | st.lists(st.sampled_from(TOKENS)).map("".join)
    | st.lists(st.sampled_from(TOKENS)).map(" ".join)
)
GIVEN = {"x": 2.0, "y": np.array([1.0, 2.0, 3.0]), "z": np.ones((2, 3))}


def _check_words(error: EngineError) -> None:
    """Every problem has words in both languages, and its place, if any, counts from 1."""
    for problem in error.problems:
        assert problem.message("en")
        assert problem.message("zh-CN")
        assert problem.fix("en")
        assert problem.fix("zh-CN")
        assert problem.span is None or min(problem.span.line, problem.span.column) >= 1


@MANY
@given(TEXTS)
@example("1ifx")
@example("10in1")
@example("x\x00")
@example("\ud800")
@example("y = x[::0]")
@example("y = x.__class__")
@example("y = reshape(z, (-1, -1))")
@example("y = " + "(" * 300 + "x" + ")" * 300)
@example("y = " + "-" * 5000 + "x")
@example("y = 1" + "0" * 5000)
def test_any_text_is_a_trace_or_an_engine_error(text: str) -> None:
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            engine.run(text, GIVEN)
        except EngineError as error:
            _check_words(error)
    assert not said, "Python's parser speaks to the terminal"
