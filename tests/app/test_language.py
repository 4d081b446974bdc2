"""Which language is answered in: what is asked, then what is kept, then what is preferred, else English."""

from __future__ import annotations

import pytest

from app.language import chosen


@pytest.mark.parametrize(
    ("asked", "lang"),
    [
        ("zh-CN", "zh-CN"),
        ("zh", "zh-CN"),
        ("zh-TW", "zh-CN"),
        ("ZH_hans", "zh-CN"),
        ("en", "en"),
        ("en-GB", "en"),
        ("fr", "en"),
        ("", "en"),
        ("zhuang", "en"),
        ("\x00", "en"),
    ],
)
def test_what_is_asked_decides(asked: str, lang: str) -> None:
    assert chosen(asked, "zh", "zh") == lang


@pytest.mark.parametrize(
    ("accepted", "lang"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"),
        ("en-US,en;q=0.9,zh;q=0.8", "en"),
        ("en;q=0.5, zh;q=0.9", "zh-CN"),
        ("fr, zh;q=0.5, en;q=0.3", "zh-CN"),
        ("fr, de", "en"),
        ("zh;q=0, en;q=0.1", "en"),
        ("zh;q=0", "en"),
        ("zh;q=x", "en"),
        ("*", "en"),
        ("", "en"),
        (None, "en"),
        (",;q=;,zh", "zh-CN"),
    ],
)
def test_else_what_is_preferred(accepted: str | None, lang: str) -> None:
    assert chosen(None, accepted) == lang


def test_the_cookie_stands_between() -> None:
    assert chosen(None, "en", "zh-CN") == "zh-CN"
    assert chosen("en", "zh", "zh-CN") == "en"
    assert chosen(None, "zh", "nonsense") == "zh-CN"
