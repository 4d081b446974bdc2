"""The terminal: the same trace, read by another reader."""

import subprocess
import sys
from pathlib import Path

import pytest

from engine import run
from engine.__main__ import main
from engine.check import gradient_check
from engine.errors import EngineError
from engine.pretty import compact, show, show_check, show_error, table, width

ROOT = Path(__file__).parents[2]

SQUARE = """\
FORWARD
step  node   op     inputs    value
────  ─────  ─────  ────────  ─────
   1  x      input                1
   1  y      input                2
   2  x + y  +      x, y          3
   3  L      xⁿ     x + y, 2      9

BACKWARD
step  node   to           upstream  local  contribution  arrived  gradient
────  ─────  ───────────  ────────  ─────  ────────────  ───────  ────────
   5  L      starts with                                                 1
   6  L      x + y               1      6             6      1/1         6
   7  x + y  x                   6      1             6      1/1         6
   7  x + y  y                   6      1             6      1/1         6

RESULTS
name  value  gradient
────  ─────  ────────
x         1         6
y         2         6
L         9         1
"""


def test_the_trace_of_the_chapters_square_is_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["L = (x + y) ** 2", "x=1", "y=2"]) == 0
    assert capsys.readouterr() == (SQUARE, "")


def test_the_module_runs_by_its_name() -> None:
    command = [sys.executable, "-m", "engine", "L = (x + y) ** 2", "x=1", "y=2"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)

    assert (done.returncode, done.stdout, done.stderr) == (0, SQUARE, "")


def _rows(text: str) -> list[list[str]]:
    """Return the cells of every line, parted where two spaces are."""
    return [[cell for cell in line.split("  ") if cell] for line in text.splitlines()]


def test_contributions_are_added_up_in_steps_of_their_own() -> None:
    rows = [[cell.strip() for cell in row] for row in _rows(show(run("y = x * x", {"x": 3})))]

    assert ["5", "y", "x", "1", "3", "3", "1/2", "3"] in rows
    assert ["5", "y", "x", "1", "3", "3", "2/2"] in rows
    assert ["6", "added up", "x", "3 + 3", "6"] in rows


def test_a_broadcast_is_summed_back_in_a_step_of_its_own() -> None:
    rows = [
        [cell.strip() for cell in row]
        for row in _rows(show(run("y = sum(m + v)", {"m": [[1, 2], [3, 4]], "v": [1, 1]})))
    ]

    assert ["7", "m + v", "v", "[[1, 1], [1, 1]]", "[[1, 1], [1, 1]]", "[[1, 1], [1, 1]]", "1/1"] in rows
    assert ["8", "summed back", "v", "[2, 2]", "[2, 2]"] in rows


def test_matrix_products_say_what_is_multiplied_and_large_tensors_are_summed_up() -> None:
    text = show(run("Y = X @ W; L = sum(Y)", {"X": [[1.0] * 3] * 4, "W": [[1.0], [2.0], [-0.125]]}))

    assert "g @ W.T" in text
    assert "X.T @ g" in text
    assert "4×3: 1 … 1" in text
    assert "4×3: −0.125 … 2" in text


def test_every_number_of_the_results_is_the_traces() -> None:
    trace = run("a = x * 2; b = a + 3; y = b * 5", {"x": 1})
    results = show(trace).split("RESULTS\n")[1].splitlines()[2:]

    assert [line.split() for line in results] == [
        [name, compact(value), compact(trace.gradient(name))] for name, value in trace.named_values.items()
    ]


def test_where_numbers_stop_being_finite_is_told() -> None:
    told = show(run("y = log(x)", {"x": 0})).split("\n\n")[-1].splitlines()

    assert told == [
        "log needs a positive number; `y` got 0, so infinity starts at step 2.",
        "Infinity first appears at step 5, in the gradient of `x`.",
    ]


def test_chinese_columns_are_aligned_by_cells() -> None:
    text = show(run("和 = 苹果 + x", {"苹果": 2, "x": 10}), "zh-CN")
    forward = text.split("\n\n")[0].splitlines()[1:]

    assert text.startswith("正向传播\n")
    assert "反向传播" in text
    ends = {width(line) for line in forward if line}
    assert len(ends) == 1, forward
    starts = {
        width(line[: line.index(word)]) for line, word in zip(forward[2:], ("输入", "输入", "+"), strict=True)
    }
    assert len(starts) == 1, forward


@pytest.mark.parametrize(
    ("text", "cells"), [("abc", 3), ("节点", 4), ("x̂", 1), ("∂L/∂x", 5), ("，", 2), ("", 0)]
)
def test_width_counts_the_cells_of_a_terminal(text: str, cells: int) -> None:
    assert width(text) == cells


def test_numbers_are_set_to_the_right_and_words_to_the_left() -> None:
    assert table(["n", "word"], [["10", "a"], ["−3", "bcdef"]]).splitlines() == [
        " n  word",
        "──  ─────",
        "10  a",
        "−3  bcdef",
    ]


def test_options_choose_output_upstream_and_layers_to_open(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["a = sigmoid(x); b = a * 2", "x=0", "--output", "a", "--upstream", "4", "--expand", "all"]) == 0
    )
    text = capsys.readouterr().out

    assert "exp" in text
    assert text.splitlines()[-3].split() == ["x", "0", "1"]


def test_values_are_nested_lists_too(capsys: pytest.CaptureFixture[str]) -> None:
    program = "Y = X @ W + b"
    values = ["X=[[1,2],[3,4]]", "W=[[0.5,0.8],[0.2,0.3]]", "b=[0.1, 0.1]"]
    assert main([program, *values, "--upstream", "[[1,1.5],[2,2.5]]"]) == 0
    text = capsys.readouterr().out

    for number in ("[[1, 1.5], [2.4, 3.7]]", "[[1.7, 0.65], [3, 1.15]]", "[[7, 9], [10, 13]]", "[3, 4]"):
        assert number in text


def test_a_check_that_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["y = x * z", "x=2", "z=3", "--check"]) == 0
    text = capsys.readouterr().out

    assert "GRADIENT CHECK\n" in text
    assert "very good" in text
    assert text.endswith("passed: 4 evaluations, h = 1e-05\n")


def test_a_check_that_fails_is_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["y = sqrt(x)", "x=0", "--check", "--lang", "zh"]) == 1
    assert capsys.readouterr().out.endswith("未通过：计算 2 次，h = 1e-05\n")


def test_a_report_shows_the_worst_element_and_the_kinks() -> None:
    report = gradient_check("y = sum(relu(x) * 3)", {"x": [0, 1]})
    name, _, at, backprop, numeric, kinks, verdict = show_check(report).splitlines()[3].split(maxsplit=6)

    assert (name, at, kinks, verdict) == ("x", "[1]", "1", "very good")
    assert (float(backprop), float(numeric)) == (3.0, 3.0)


def test_an_error_marks_its_place_and_is_exit_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["a = x * 2\ny = sigmiod(a)", "x=1"]) == 2
    out, err = capsys.readouterr()
    lines = err.splitlines()

    assert not out
    assert lines[0].startswith("error: ")
    assert lines[1] == "2 │ y = sigmiod(a)"
    assert lines[2].index("^") == lines[1].index("sigmiod")
    assert lines[3].startswith("fix: ")


def test_the_caret_stands_under_its_place_after_wide_characters(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["和 = 甲 * 乙", "甲=1", "--lang", "zh-CN"]) == 2
    lines = capsys.readouterr().err.splitlines()

    assert lines[0].startswith("错误：")
    assert lines[2] == " " * width("1 │ 和 = 甲 * ") + "^^"


def test_a_place_that_runs_over_several_lines_is_marked_on_its_first() -> None:
    program = "y = relu(x,\n  2)"
    with pytest.raises(EngineError) as caught:
        run(program, {"x": 1})

    lines = show_error(caught.value, program).splitlines()
    assert lines[1].startswith(("1 │ ", "2 │ "))
    assert "^" in lines[2]


@pytest.mark.parametrize("value", ["x", "x=", "x=two", "x=[1", "x={}x"])
def test_a_value_that_is_none_says_how_to_write_one(value: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["y = x", value])

    assert stopped.value.code == 2
    assert "write it like" in capsys.readouterr().err


@pytest.mark.parametrize("value", ["x=1e999", "x=-1e999", "x=[1, 1e999]"])
def test_a_number_that_no_double_holds_is_refused_and_not_made_infinite(
    value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["y = sum(x)", value])

    assert stopped.value.code == 2
    assert "too large" in capsys.readouterr().err


@pytest.mark.parametrize("value", ["x=null", 'x="2"', "x=true", "x=[1, [2]]", "x=[]]"])
def test_a_value_that_the_engine_refuses_is_exit_code_2(
    value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code: object = main(["y = x", value])
    except SystemExit as stopped:
        code = stopped.code

    assert code == 2
    assert "error" in capsys.readouterr().err
