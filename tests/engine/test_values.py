"""Values by name: what no program can read as a name has no place beside those it can."""

import pytest

from engine.errors import InputError
from engine.values import as_values

NOT_NAMES = ("", " ", "a b", "1", "a-b", "=x", "x\n", "lambda", "None", "x; import os #", "²", "\u200bx")


@pytest.mark.parametrize("name", NOT_NAMES)
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(InputError) as caught:
        as_values({"x": 1, name: 2})
    (problem,) = caught.value.problems
    assert (problem.code, problem.field) == ("value_name", f"inputs.{name}")


def test_names_are_read_as_python_reads_them() -> None:
    assert as_values({"ﬁ": 1, "𝐱": 2, "权重": 3, "_": 4, "match": 5}) == {
        "fi": 1,
        "x": 2,
        "权重": 3,
        "_": 4,
        "match": 5,
    }


def test_two_spellings_of_one_name_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        as_values({"fi": 1, "ﬁ": 2})
    (problem,) = caught.value.problems
    assert (problem.code, problem.field) == ("value_twice", "inputs.ﬁ")
    assert problem.message() == "`ﬁ` is read as `fi`, and that has a value already."
