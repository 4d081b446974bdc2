"""The engine prints numbers as the page does: both follow one table of cases."""

from __future__ import annotations

import json

import pytest

from engine.numerals import numeral
from tests.content.wording import ROOT

TABLE = ROOT / "static" / "src" / "text" / "numbers.cases.json"
CASES = json.loads(TABLE.read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize(("value", "printed"), CASES)
def test_a_number_is_printed_as_the_table_says(value: float | str, printed: str) -> None:
    assert numeral(float(value)) == printed
