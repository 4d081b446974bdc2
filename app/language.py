"""Which language a request is answered in: `?lang`, else a cookie (pages only), else `Accept-Language`."""

from __future__ import annotations

from typing import Literal, get_args

from app.accept import wishes

Language = Literal["en", "zh-CN"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
COOKIE = "lang"


def known(tag: str) -> Language | None:
    """The language that a tag asks for: any `zh…` is zh-CN, any `en…` is en, others are none of ours."""
    primary = tag.strip().lower().replace("_", "-").split("-")[0]
    return {"zh": LANGUAGES[1], "en": LANGUAGES[0]}.get(primary)


def chosen(asked: str | None = None, accepted: str | None = None, kept: str | None = None) -> Language:
    """The language for `?lang`, the `Accept-Language` header and the cookie; English where none is ours."""
    if asked is not None:
        return known(asked) or "en"
    return (known(kept) if kept else None) or _preferred(accepted or "")


def _preferred(header: str) -> Language:
    """The first of ours by the weights of the header."""
    ours = [(weight, language) for tag, weight in wishes(header) if weight > 0 and (language := known(tag))]
    return max(ours, key=lambda wish: wish[0], default=(0.0, LANGUAGES[0]))[1]
