"""The scan that reads what Python's parser cannot."""

import pytest

from engine.tokens import tokens

MARK = "\N{COMBINING ACUTE ACCENT}"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (f"ye{MARK}{MARK}z{MARK} = 1", [("name", f"ye{MARK}{MARK}z{MARK}"), ("sign", "="), ("number", "1")]),
        (f"1{MARK}", [("number", "1"), ("other", MARK)]),
        (f"x {MARK}", [("name", "x"), ("other", MARK)]),
        ("℘é", [("other", "℘é")]),
        ("²é", [("name", "²é")]),
        (f"e{MARK}1 + 2", [("name", f"e{MARK}1"), ("sign", "+"), ("number", "2")]),
        ("x$é # c", [("name", "x"), ("other", "$"), ("name", "é")]),
    ],
)
def test_marks_belong_to_the_name_before_them(text: str, pieces: list[tuple[str, str]]) -> None:
    assert [(token.kind, token.text) for token in tokens(text)] == pieces
    assert all(text[token.start : token.end] == token.text for token in tokens(text))
