"""What a client accepts is read with its weights."""

from __future__ import annotations

import pytest

from app.accept import takes_gzip


@pytest.mark.parametrize(
    ("header", "packed"),
    [
        ("gzip", True),
        ("GZIP", True),
        ("deflate, gzip;q=0.5", True),
        ("*", True),
        ("gzip;q=0", False),
        ("gzip;q=0, *", False),
        ("br", False),
        ("gzip-ish", False),
        ("", False),
        (None, False),
    ],
)
def test_an_answer_is_packed_for_those_who_take_it(header: str | None, packed: bool) -> None:
    assert takes_gzip(header) is packed
