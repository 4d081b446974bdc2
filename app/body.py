"""The body of a request: read within its limit, and parsed as JSON with every number kept honest."""

from __future__ import annotations

import json
import math
from collections.abc import AsyncIterator
from typing import Any

import orjson
from starlette.requests import Request

from app.errors import refuse

BEYOND = 10**309
PATIENCE = 8
"""How many times the limit is heard out before a body is refused."""


async def read_body(request: Request, limit: int) -> bytes:
    """The whole body. Raises Refusal: content_type, body_too_large."""
    declared = request.headers.get("content-type")
    if declared is not None and not _is_json(declared):
        raise refuse("content_type", found=declared)
    return b"".join([part async for part in parts_of(request, limit)])


async def parts_of(
    request: Request, limit: int, *, code: str = "body_too_large", patience: int = PATIENCE
) -> AsyncIterator[bytes]:
    """The body as it comes. Raises Refusal with `code`.

    Most clients listen only when all is sent, and never learn why they were cut off; so a body is heard out,
    within reason. A client that asks first (`Expect`) is told at once.
    """
    # The rest of the body is left unread, so the connection cannot be used again.
    too_large = refuse(code, limit=limit, headers={"Connection": "close"})
    length = request.headers.get("content-length", "")
    declared_size = int(length) if length.isdecimal() else 0
    if declared_size > (limit if "expect" in request.headers else limit * patience):
        raise too_large
    size = 0
    async for part in request.stream():
        size += len(part)
        if size <= limit:
            yield part
        elif size > limit * patience:
            break
    if size > limit:
        raise too_large


def _is_json(media_type: str) -> bool:
    kind = media_type.partition(";")[0].strip().lower()
    return kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))


def parse_json(body: bytes) -> Any:
    """The JSON in `body`. Numbers too large for a double become BEYOND; the codec refuses them by field.

    Raises Refusal: not_utf8, malformed_json, json_not_finite, json_too_deep.
    """
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError as error:
        return _slowly(body, error)


def _slowly(body: bytes, error: orjson.JSONDecodeError) -> Any:
    """What orjson refuses: mostly faults, but also numbers beyond 1.8e308."""
    numbers = _Numbers()
    try:
        text = body.decode("utf-8")
        found = json.loads(
            text, parse_int=numbers.whole, parse_float=numbers.real, parse_constant=_refuse_constant
        )
        json.dumps(found, ensure_ascii=False).encode("utf-8")  # half of a surrogate pair is no character
    except UnicodeDecodeError as fault:
        raise refuse("not_utf8", position=fault.start + 1) from None
    except RecursionError:
        raise refuse("json_too_deep") from None
    except ValueError as fault:
        place = fault if isinstance(fault, json.JSONDecodeError) and numbers.beyond else error
        raise refuse("malformed_json", line=place.lineno, column=place.colno) from None
    if not numbers.beyond:  # then depth is all that the two readers differ in
        raise refuse("json_too_deep")
    return found


class _Numbers:
    """Reads numbers as Python does, except that those beyond a double become BEYOND, and are noticed."""

    def __init__(self) -> None:
        self.beyond = False

    def whole(self, digits: str) -> int:
        return self._noticed(digits) or int(digits)

    def real(self, digits: str) -> float | int:
        return self._noticed(digits) or float(digits)

    def _noticed(self, digits: str) -> int:
        if not math.isinf(float(digits)):
            return 0
        self.beyond = True
        return -BEYOND if digits.startswith("-") else BEYOND


def _refuse_constant(name: str) -> None:
    raise refuse("json_not_finite", name=name)
