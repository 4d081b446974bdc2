"""What cannot be read is refused with its place, its words in both languages, and the edit that mends it."""

from __future__ import annotations

import re
import string

import numpy as np
import pytest

from engine.check import gradient_check
from engine.errors import EngineError, Problem, ProgramError, Span
from engine.evaluate import run
from engine.graph import Limits
from engine.messages import LANGUAGES, MESSAGES, words_for
from engine.parse import parse

INPUTS = [f"a_long_name_{k}" for k in range(9)]
SHAPES: dict[str, tuple[int, ...]] = {"x": (), "y": (), "v": (3,), "M": (2, 3), "t": (2,)}

# program, code, line, column, edit
REFUSALS: list[tuple[str, str, int, int, str | None]] = [
    # the whole
    ("", "program_empty", 1, 1, None),
    (" \n# nothing\n", "program_empty", 1, 1, None),
    (" a = 2", "indented", 1, 1, ""),
    ("a = 2\n  b = 3", "indented", 2, 1, ""),
    ("a = x;; b = 2", "statement_missing", 1, 7, ""),
    ("; a = 2", "statement_missing", 1, 1, ""),
    ("a = x\nx + y", "expression_bare", 2, 1, "out = x + y"),
    ("a = x; a + 3", "expression_bare", 1, 8, "out = a + 3"),
    ("x\ny", "expression_bare", 1, 1, "out = x"),
    # operands and operators
    ("L = x * / y", "operand_missing", 1, 9, None),
    ("a = x *", "operand_missing_after", 1, 8, None),
    ("a =", "operand_missing_after", 1, 4, None),
    ("a = x + # more", "operand_missing_after", 1, 8, None),
    ("a = x +\nb = 2", "operand_missing_after", 1, 8, None),
    ("* x", "operand_missing_before", 1, 1, None),
    ("a = *x", "operand_missing_before", 1, 5, None),
    ("a = (* x)", "star_argument", 1, 6, None),
    ("a = (x + )", "operand_missing", 1, 10, None),
    ("a = x[]", "operand_missing", 1, 7, None),
    ("a = exp(,)", "operand_missing", 1, 9, None),
    ("a = sum(x, axis=)", "operand_missing", 1, 17, None),
    ("a = x y", "operator_missing", 1, 7, "* y"),
    ("a = 2x", "operator_missing", 1, 6, "* x"),
    ("a = (x)(y) z", "operator_missing", 1, 12, "* z"),
    ("变量 = x 2", "operator_missing", 1, 8, "* 2"),
    ("a = 2(x + y)", "value_called", 1, 5, "2 * (x + y)"),
    ("a = x(y)", "function_foreign", 1, 5, None),
    ("a = x\nb = x(y)", "value_called", 2, 5, "x * (y)"),
    # brackets
    ("a = (x + 1", "bracket_unclosed", 1, 5, None),
    ("a = exp(x\nb = 2", "bracket_unclosed", 1, 8, None),
    ("a = [1, 2", "bracket_unclosed", 1, 5, None),
    ("a = x + 1)", "bracket_unopened", 1, 10, ""),
    ("a = (x]", "bracket_other", 1, 7, ")"),
    ("a = {x}", "sign_brace", 1, 5, None),
    # assignments
    ("= 3", "name_missing", 1, 1, None),
    ("+= 3", "name_missing", 1, 1, None),
    ("2 = x", "target_expression", 1, 1, None),
    ("x + y = 3", "target_expression", 1, 1, None),
    ("exp(x) = 3", "target_expression", 1, 1, None),
    ("a, b = x, y", "target_tuple", 1, 1, None),
    ("(a, b) = x", "target_tuple", 1, 1, None),
    ("[a, b] = x", "target_tuple", 1, 1, None),
    ("x[0] = 3", "target_item", 1, 1, None),
    ("x.T += 3", "target_item", 1, 1, None),
    ("a = b = x", "assignment_chained", 1, 1, "b = x; a = b"),
    ("a: float = 3", "annotation", 1, 1, None),
    ("a: 3", "annotation", 1, 1, None),
    ("a = (b = 2)", "assign_misplaced", 1, 8, None),
    ("a = exp(1=2)", "assign_misplaced", 1, 10, None),
    ("a = x: 2", "colon", 1, 6, None),
    ("True = 3", "name_reserved", 1, 1, None),
    ("__a = 2", "name_private", 1, 1, None),
    ("a = __import__", "name_private", 1, 5, None),
    ("a = __import__(2)", "name_private", 1, 5, None),
    ("type A = 3", "operator_missing", 1, 6, "* A"),
    ("match x:\n case 1:\n  a = 2", "annotation", 1, 1, None),
    # words
    ("a = x if y else 1", "word_choice", 1, 7, None),
    ("if x:\n  a = 2", "word_choice", 1, 1, None),
    ("a = not x", "word_logic", 1, 5, None),
    ("a = x and y", "word_logic", 1, 7, None),
    ("a = 1or x", "word_logic", 1, 6, None),
    ("a = 0xfor x", "word_logic", 1, 8, None),
    ("a = [i for i in x]", "word_loop", 1, 8, None),
    ("while x:\n  a = 1", "word_loop", 1, 1, None),
    ("a = lambda q: q", "word_definition", 1, 5, None),
    ("def f(q):\n  return q", "word_definition", 1, 1, None),
    ("import os", "word_import", 1, 1, None),
    ("a = x\nfrom os import path", "word_import", 2, 1, None),
    ("del x", "word_statement", 1, 1, None),
    ("with x:\n pass", "word_statement", 1, 1, None),
    ("lambda = 3", "word_definition", 1, 1, None),
    # signs
    ("a = x ^ 2", "sign_caret", 1, 7, "**"),
    ("x ^= 2", "sign_caret", 1, 3, "**="),
    ("a = x // 2", "sign_floor", 1, 7, "/"),
    ("x //= 2", "sign_floor", 1, 3, "/="),
    ("a = x % 2", "sign_modulo", 1, 7, None),
    ("a = x > 0", "sign_comparison", 1, 7, None),
    ("a = x == 0", "sign_comparison", 1, 7, None),
    ("a == 0", "sign_comparison", 1, 3, "="),
    ("a = x | y", "sign_bits", 1, 7, None),
    ("a = ~x", "sign_bits", 1, 5, None),
    ("a = (b := 2)", "sign_walrus", 1, 8, None),
    ("a = x[...]", "sign_foreign", 1, 7, None),
    ("a = x!", "sign_foreign", 1, 6, None),
    # characters
    ("a = （x", "character_typed", 1, 5, "("),
    ("a ＝ x", "character_typed", 1, 3, "="),
    ("a = x × y", "character_typed", 1, 7, "*"),
    ("a = x÷y", "character_typed", 1, 6, "/"),
    ("a = x − y", "character_typed", 1, 7, "-"),
    ("a = x·y", "character_typed", 1, 6, "*"),
    ("a = x²", "character_typed", 1, 6, "**2"),
    ("a = １", "character_typed", 1, 5, "1"),
    ("a = x # 注释（好），\nb = x，y", "character_typed", 2, 6, ","),
    ("a = x\N{NO-BREAK SPACE}+ y", "character_foreign", 1, 6, " "),
    ("\N{ZERO WIDTH NO-BREAK SPACE}a = x", "character_foreign", 1, 1, ""),
    ("a = x\0", "character_foreign", 1, 6, ""),
    ("a = x # \0", "character_foreign", 1, 9, ""),
    ("a = x\f+ y", "character_foreign", 1, 6, ""),
    ("a = \ud800", "character_foreign", 1, 5, ""),
    ("a = x $ y", "character_foreign", 1, 7, None),
    ("a = ∇x", "character_foreign", 1, 5, None),
    ("a = 'text'", "text_literal", 1, 5, None),
    ('a = "\\d"', "text_literal", 1, 5, None),
    ("a = “x”", "text_literal", 1, 5, None),
    # numbers
    ("a = 012", "number_zeros", 1, 5, "12"),
    ("a = 1__0", "number_form", 1, 5, None),
    ("a = 1_", "number_form", 1, 5, None),
    ("a = 1e400", "number_too_large", 1, 5, None),
    ("a = -1e400", "number_too_large", 1, 6, None),
    ("a = [1, 1e400]", "number_too_large", 1, 9, None),
    ("a = " + "9" * 400, "number_too_large", 1, 5, None),
    ("a = " + "9" * 5000, "number_too_large", 1, 5, None),
    ("a = 0x" + "f" * 5000, "number_too_large", 1, 5, None),
    ("a = v[0x" + "f" * 5000 + "]", "number_too_large", 1, 7, None),
    ("a = 3j", "value_complex", 1, 5, None),
    ("a = True", "value_boolean", 1, 5, "1"),
    ("a = -False", "value_boolean", 1, 6, "0"),
    ("a = None", "value_none", 1, 5, None),
    ("a = (1, 2)", "value_tuple", 1, 5, "[1, 2]"),
    ("a = x, y", "value_tuple", 1, 5, None),
    ("a = ()", "value_tuple", 1, 5, None),
    # lists
    ("a = [x, 1]", "list_item", 1, 6, None),
    ("a = [1, 2 + 3]", "list_item", 1, 9, None),
    ("a = [[1, 2], [3]]", "list_ragged", 1, 14, None),
    ("a = [1, [2]]", "list_ragged", 1, 9, None),
    ("a = [[1], 2]", "list_uneven", 1, 11, None),
    ("a = [True]", "value_boolean", 1, 6, "1"),
    ("a = " + "[" * 40 + "1" + "]" * 40, "axes_too_many", 1, 5, None),
    # attributes and subscripts
    ("a = x.shape", "attribute", 1, 5, None),
    ("a = x.", "operand_missing_after", 1, 7, None),
    ("a = M.sum(axis=0)", "method_call", 1, 5, "sum(M, axis=0)"),
    ("a = x.item()", "method_call", 1, 5, None),
    ("a = np.exp(x)", "library_call", 1, 5, "exp"),
    ("a = v[i]", "setting_index", 1, 7, None),
    ("a = v[1.0]", "setting_index", 1, 7, None),
    ("a = v[True]", "setting_index", 1, 7, None),
    ("a = v[None]", "setting_index", 1, 7, None),
    ("a = v[()]", "setting_index", 1, 7, None),
    ("a = v[::0]", "slice_step", 1, 7, None),
    # calls
    ("a = sigmiod(x)", "function_unknown", 1, 5, "sigmoid"),
    ("a = ReLU(x)", "function_unknown", 1, 5, "relu"),
    ("a = qqqqq(x)", "function_foreign", 1, 5, None),
    ("a = relu", "function_as_value", 1, 5, None),
    ("relu = 2\na = relu(x)", "function_renamed", 2, 5, None),
    ("a = sum(*x)", "star_argument", 1, 9, None),
    ("a = sum(**x)", "star_argument", 1, 9, None),
    ("a = sum()", "argument_missing", 1, 5, None),
    ("a = affine(M, v)", "argument_missing", 1, 5, None),
    ("a = clip(x, 0)", "argument_missing", 1, 5, None),
    ("a = exp(x, y)", "arguments_too_many", 1, 12, None),
    ("a = sum(x, 0, True, 3)", "arguments_too_many", 1, 21, None),
    ("a = sum(M, axis=0, axis=1)", "argument_repeated", 1, 20, None),
    ("a = sum(M, 0, axis=1)", "argument_repeated", 1, 15, None),
    ("a = sum(M, axes=0)", "keyword_unknown", 1, 12, "axis=0"),
    ("a = exp(q=x)", "keyword_unknown", 1, 9, None),
    ("a = sum(axis=0, M)", "argument_order", 1, 17, None),
    ("a = sum(M, y)", "setting_axes", 1, 12, None),
    ("a = sum(M, axis=True)", "setting_axes", 1, 17, None),
    ("a = sum(M, keepdims=1)", "setting_flag", 1, 21, None),
    ("a = softmax(M, axis=None)", "setting_axis", 1, 21, None),
    ("a = softmax(M, axis=(0, 1))", "setting_axis", 1, 21, None),
    ("a = reshape(M, (2, y))", "setting_shape", 1, 16, None),
    ("a = reshape(M, (-2, 3))", "setting_shape", 1, 16, None),
    ("a = leaky_relu(x, y)", "setting_number", 1, 19, None),
    ("a = clip(x, True, 2)", "setting_number", 1, 13, None),
    # depth
    ("a = x\nb = " + "(" * 200 + "x" + ")" * 200, "nesting_too_deep", 2, 133, None),
    ("a = x\nb = " + "x + " * 20_000 + "x", "nesting_too_deep", 2, 1, None),
    # values and shapes
    ("a = x * zeta", "value_missing", 1, 9, None),
    ("a = x\nb = v + t", "broadcast", 2, 5, None),
    ("a = sum(x, axis=0)", "axis_scalar", 1, 5, None),
]


def refusal(program: str) -> EngineError:
    with pytest.raises(EngineError) as caught:
        parse(program, SHAPES, limits=Limits(nodes=100_000))
    return caught.value


@pytest.mark.parametrize(
    ("program", "code", "line", "column", "edit"), REFUSALS, ids=lambda cell: repr(cell)[:40]
)
def test_refusals(program: str, code: str, line: int, column: int, edit: str | None) -> None:
    problem = refusal(program).problems[0]
    assert problem.span is not None
    assert (problem.code, *problem.span[:2], problem.edit) == (code, line, column, edit)


@pytest.mark.parametrize(
    ("program", "edit"),
    [(program, edit) for program, *_, edit in REFUSALS if edit is not None],
    ids=lambda cell: repr(cell)[:40],
)
def test_an_edit_mends_its_place(program: str, edit: str) -> None:
    """After the edit the same thing is not refused at the same place again."""
    first = refusal(program).problems[0]
    assert first.span is not None
    lines = program.split("\n")
    start = sum(len(line) + 1 for line in lines[: first.span.line - 1]) + first.span.column - 1
    end = sum(len(line) + 1 for line in lines[: first.span.end_line - 1]) + first.span.end_column - 1
    mended = program[:start] + edit + program[end:]
    try:
        parse(mended, SHAPES)
    except EngineError as error:
        assert (error.code, error.problems[0].span) != (first.code, first.span)  # noqa: PT017


def test_the_words_of_the_design() -> None:
    assert str(refusal("L = x * / y")) == (
        "I stopped at line 1, column 9 of `L = x * / y`: an operand is missing between `*` and `/`."
    )
    problem = refusal("y = sigmiod(x)").problems[0]
    assert f"{problem.message()} {problem.fix()}" == "There is no function `sigmiod`. Did you mean `sigmoid`?"
    assert problem.message("zh-CN") + problem.fix("zh-CN") == "没有函数 `sigmiod`。是不是 `sigmoid`？"
    assert "`**`" in str(refusal("y = x ^ 2"))


def test_affine_names_the_two_operands_that_do_not_fit() -> None:
    with pytest.raises(EngineError) as caught:
        parse("Y = affine(X, W + 1, b)", {"X": (1, 3), "W": (2, 4), "b": (4,)})
    (problem,) = caught.value.problems
    assert (problem.code, problem.span) == ("inner_sizes", Span(1, 5, 1, 24))
    assert problem.message() == ("affine: `X` is 1×3 and `W + 1` is 2×4: the inner sizes 3 and 2 must match.")


@pytest.mark.parametrize("call", ["max(x)", "min(x, axis=0)", "sum(max(x, axis=1))"])
def test_an_empty_tensor_has_no_extreme(call: str) -> None:
    with pytest.raises(EngineError) as caught:
        parse(f"y = {call}", {"x": (2, 0)})
    assert caught.value.problems[0].code == "empty_extreme"


def test_every_wrong_character_is_listed() -> None:
    problems = refusal("L ＝ （x ＋ y） × x").problems
    assert [problem.edit for problem in problems] == ["=", "(", "+", ")", "*"]


def test_a_long_program_says_size_and_limit() -> None:
    with pytest.raises(EngineError) as caught:
        parse("a = 1 # " + "é" * 100, {}, limits=Limits(program=200))
    (problem,) = caught.value.problems
    assert (problem.code, problem.field) == ("program_too_long", "program")
    assert "208" in problem.message()
    assert "200" in problem.message()


def words_of(program: str, lang: str = "en") -> tuple[str, str]:
    with pytest.raises(EngineError) as refused:
        run(program, {"x": 1, "v": [1, 2, 3], "a": [[1, 2]], "t": [5]}, expanded=["nothing"])
    problem = refused.value.problems[0]
    return problem.message(lang), problem.fix(lang)


def test_an_op_is_named_as_the_program_calls_it() -> None:
    assert words_of("L = cross_entropy(a, v)")[0].startswith("cross_entropy: ")
    assert words_of("L = softmax_with_loss(a, v)")[0].startswith("softmax_with_loss: ")


@pytest.mark.parametrize(
    ("program", "operands"),
    [
        ("z = v * 2\nL = sum(z + a)", ("`z`", "`a`")),
        ("v = v * 2; L = sum(v @ [[1, 2]])", ("`v`", "`[[1, 2]]`")),
        ("k = [[1, 2, 3, 4]]; L = sum((v + 1) * k)", ("`v + 1`", "`k`")),
        ("z = v * 2; L = z[5]", ("`z`",)),
    ],
)
def test_an_operand_with_a_name_is_called_by_it(program: str, operands: tuple[str, ...]) -> None:
    message = words_of(program)[0]
    assert re.findall("`[^`]+`", message) == list(operands)


def test_labels_with_a_name_are_called_by_it() -> None:
    with pytest.raises(EngineError, match="in `z` is not a class number"):
        run("z = t * 1; L = softmax_with_loss(a, z)", {"a": [[1, 2]], "t": [5]})


def test_a_layer_of_the_chapter_is_near_its_function_and_no_other() -> None:
    assert words_of("L = Relu(x)") == ("There is no function `Relu`.", "Did you mean `relu`?")
    assert words_of("L = SoftmaxWithLoss(a, t)")[1] == "Did you mean `softmax_with_loss`?"


def test_a_number_has_no_elements() -> None:
    assert words_of("L = x[0]")[0] == "`x` is a single number and has no elements to pick."
    assert words_of("L = sum(concat(x, v))")[1] == "Give it a list of numbers."


def test_lists_of_names_are_whole() -> None:
    assert "`softmax_with_loss`" in words_of("L = x")[1]
    missing = words_of("L = " + " + ".join(f"a_long_name_{k}" for k in range(9)))
    assert all("`a_long_name_8`" in text for text in missing)
    with pytest.raises(EngineError) as refused:
        gradient_check("L = " + " + ".join(INPUTS), dict.fromkeys(INPUTS, 1.0), names=["L"])
    assert all(f"`{name}`" in refused.value.problems[0].fix() for name in INPUTS)


@pytest.mark.parametrize("value", ["2", True, None, {}, 1j, b"2", [[[1]] * 2, [None] * 2], np.array(["a"])])
def test_what_a_value_is_instead_is_said_in_the_language(value: object) -> None:
    with pytest.raises(EngineError) as refused:
        run("L = x", {"x": value})
    chinese = refused.value.problems[0].message("zh-CN")
    assert not re.search(r"\b(?:text|true or|an?|of|type|nested)\b", chinese), chinese


def test_long_names_are_shortened() -> None:
    assert len(refusal("a = " + "q" * 10_000).problems[0].message()) < 120
    assert len(refusal("a = " + "q" * 10_000 + "(x)").problems[0].message()) < 120


def test_problems_are_sorted_by_place() -> None:
    late, early, nowhere = Span(2, 1, 2, 2), Span(1, 5, 1, 6), None
    error = ProgramError(*(Problem("program_empty", {}, span) for span in (nowhere, late, early)))
    assert [problem.span for problem in error.problems] == [early, late, nowhere]


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", MESSAGES)
def test_every_code_has_words_in_every_language(code: str) -> None:
    assert set(MESSAGES[code]) == set(LANGUAGES)
    wanted = {lang: holes("".join(words_for(code, lang))) for lang in LANGUAGES}
    assert wanted["en"] == wanted["zh-CN"]
    for lang in LANGUAGES:
        problem = Problem(code, dict.fromkeys(wanted[lang], "x"))
        assert problem.message(lang)
        assert problem.fix(lang)


@pytest.mark.parametrize("code", MESSAGES)
def test_words_are_short_and_kind(code: str) -> None:
    message, fix = words_for(code, "en")
    sentence = f"{message} {fix}"
    assert len(sentence.split()) <= 30
    assert not re.search(r"\b(invalid|illegal|oops|fail(ed|s)?|error)\b|!", sentence, re.IGNORECASE)
    chinese = re.sub(r"\{\w+\}|`[^`]*`", "", "".join(words_for(code, "zh-CN")))
    assert len(chinese) <= 60


@pytest.mark.parametrize("row", REFUSALS, ids=lambda row: repr(row[0])[:40])
def test_refusals_speak_both_languages(row: tuple[str, str, int, int, str | None]) -> None:
    for problem in refusal(row[0]).problems:
        for lang in LANGUAGES:
            assert "{" not in problem.message(lang).replace("`{`", "")
            assert problem.fix(lang)


def test_an_unknown_language_is_english() -> None:
    problem = refusal("").problems[0]
    assert problem.message("fr") == problem.message("en")
