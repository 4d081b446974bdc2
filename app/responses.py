"""Answers as HTTP responses."""

from __future__ import annotations

from functools import lru_cache

from starlette.requests import Request
from starlette.responses import Response

from app.accept import takes_gzip
from app.work import Answer, packed


def respond(answer: Answer) -> Response:
    """The answer with its headers; the words in it depend on what the client accepts."""
    headers = {"Vary": "Accept-Language, Accept-Encoding", "Cache-Control": "no-cache", **answer.headers}
    return Response(answer.body, answer.status, headers, answer.media_type)


def respond_to(request: Request, answer: Answer) -> Response:
    """The same for a table that many ask for: packed if the client takes it, once for all of them."""
    return respond(_packed(answer.body) if takes_gzip(request.headers.get("accept-encoding")) else answer)


@lru_cache(maxsize=16)
def _packed(body: bytes) -> Answer:
    return packed(Answer(body))
