"""Where NaN and infinity begin: the step as people count, and the first of many alone."""

import pytest

from engine.evaluate import run
from engine.steps import steps
from engine.warn import MOST, said, warnings


def told(program: str, lang: str = "en", **inputs: float) -> list[str]:
    trace = run(program, inputs)
    return [said(trace, warned, lang) for warned in warnings(trace, steps(trace))]


def test_the_step_is_counted_without_the_details() -> None:
    trace = run("y = x + x\nz = log(y)", {"x": 0.0})
    value, *_ = warnings(trace, steps(trace))

    assert (value.step, value.number) == (3, 3)  # inputs, fork (a detail), y, z: index 3, the third told
    assert said(trace, value, "en") == "log needs a positive number; `z` got 0, so infinity starts at step 3."


def test_of_many_the_first_are_told() -> None:
    trace = run("\n".join(f"y{k} = log(x)" for k in range(3 * MOST)), {"x": 0.0})
    found = warnings(trace, steps(trace))

    assert [warned.node for warned in found] == list(range(1, MOST + 1))
    assert [warned.number for warned in found] == list(range(2, MOST + 2))


@pytest.mark.parametrize(
    ("program", "inputs", "en", "zh"),
    [
        (
            "y = log(x)",
            {"x": -0.5},
            "log needs a positive number; `y` got −0.5, so NaN starts at step 2.",
            "log 的输入要大于 0，`y` 得到 −0.5，第 2 步起出现 NaN。",
        ),
        (
            "y = a / b",
            {"a": 1.0, "b": 0.0},
            "`y` divides by 0, so infinity starts at step 2. Change `b` (now 0).",
            "`y` 除以 0，第 2 步起出现 ∞。请修改 `b`（现在是 0）。",
        ),
        (
            "y = exp(x)",
            {"x": 800.0},
            "Infinity first appears at step 2, in `y`: its input 800 is too large.",
            "第 2 步 `y` 首次出现 ∞：输入 800 太大。",
        ),
        (
            "y = x ** p",
            {"x": -8.0, "p": 0.25},
            "`y` got −8 and 0.25, so NaN starts at step 2.",
            "`y` 得到 −8 和 0.25，第 2 步起出现 NaN。",
        ),
    ],
)
def test_the_words_say_what_was_given(program: str, inputs: dict[str, float], en: str, zh: str) -> None:
    assert told(program, "en", **inputs)[0] == en
    assert told(program, "zh-CN", **inputs)[0] == zh


def test_nan_that_an_infinite_gradient_becomes_is_told() -> None:
    assert told("y = abs(x) ** p", x=0.0, p=0.5) == [
        "Infinity first appears at step 6, in the gradient of `abs(x)`.",
        "NaN first appears at step 7, in the gradient of `x`.",
    ]


def test_nan_that_arises_where_contributions_meet_is_told() -> None:
    assert told("y = sqrt(x) - sqrt(x)", x=0.0) == [
        "Infinity first appears at step 8, in the gradient of `x`.",
        "NaN first appears at step 10, in the gradient of `x`.",
    ]


def test_a_parameter_that_its_update_makes_infinite_is_told() -> None:
    trace = run("y = x * 2", {"x": -1e308}, parameters=["x"], rate=1.7e308)
    (warned,) = [each for each in warnings(trace, steps(trace)) if each.phase == "update"]

    assert steps(trace)[warned.step].kind == "update"
    assert said(trace, warned, "en") == "Infinity first appears at step 6, in the updated `x`."
