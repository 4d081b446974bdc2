"""Between a formula and its result stands = where the printed numbers give the printed number, else ≈."""

from __future__ import annotations

from math import inf, nan

import pytest

from engine.exact import equation
from engine.formula import Term, num, term


@pytest.mark.parametrize(
    ("left", "right", "sign"),
    [
        (term("mul", num(1.1), num(2)), 2.2, "eq"),
        (term("div", num(1), num(3)), 1 / 3, "approx"),
        (term("div", num(1), num(0)), inf, "eq"),
        (term("div", num(-1), num(0)), -inf, "eq"),
        (term("div", num(0), num(0)), nan, "eq"),
        (term("div", num(1), num(0)), 5, "approx"),
    ],
)
def test_the_sign_says_whether_the_printed_numbers_agree(left: Term, right: float, sign: str) -> None:
    assert equation(left, num(right)).op == sign
