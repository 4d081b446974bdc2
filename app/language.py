"""Which language a request is answered in: `?lang`, else a cookie (pages only), else `Accept-Language`."""

from __future__ import annotations

from typing import Literal, get_args

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
    """The first of ours by the weights of the header (RFC 9110 §12.5.4)."""
    wishes: list[tuple[float, Language]] = []
    for part in header[:1000].split(","):
        tag, _, parameter = part.partition(";")
        language = known(tag)
        weight = _weight(parameter)
        if language and weight > 0:
            wishes.append((weight, language))
    return max(wishes, key=lambda wish: wish[0], default=(0.0, LANGUAGES[0]))[1]


def _weight(parameter: str) -> float:
    """`q=0.5` as a number; 1 where there is none, 0 where it cannot be read."""
    name, _, text = parameter.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        weight = float(text)
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0
