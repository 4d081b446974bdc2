"""Formulas for the ear are made of words."""

from __future__ import annotations

import re

import pytest

from engine import OPS
from engine.formula import read
from engine.op import Op
from engine.printers import spoken
from engine.printers.speech import SPEECH

# What a formula calls its own, and no book or program does.
CODE = re.compile(r"\b(?:rowsum|copy|onehot|ties|pick|place|restore|first|second)(?: of |（)")


@pytest.mark.parametrize("lang", SPEECH)
@pytest.mark.parametrize("op", OPS.values(), ids=lambda op: op.name)
def test_no_word_of_code_is_said(op: Op, lang: str) -> None:
    for text in filter(None, (op.value, *op.gradients)):
        assert not CODE.search(spoken(read(text), lang))


def test_a_sum_of_several_is_bracketed() -> None:
    assert spoken(read("sum(a * b) / n")) == "the sum of (a times b) divided by n"
    assert spoken(read("sum(a * b) / n"), "zh-CN") == "（a 乘 b） 的和 除以 n"


def test_both_languages_have_words_for_the_same_functions() -> None:
    assert SPEECH["en"].functions.keys() == SPEECH["zh-CN"].functions.keys()
