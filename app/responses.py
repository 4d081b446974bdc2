"""Answers as HTTP responses."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from app.accept import takes_gzip
from app.work import Answer, packed


def respond(answer: Answer) -> Response:
    """The answer with its headers; the words in it depend on what the client accepts."""
    headers = {"Vary": "Accept-Language, Accept-Encoding", "Cache-Control": "no-cache", **answer.headers}
    return Response(answer.body, answer.status, headers, answer.media_type)


def respond_to(request: Request, answer: Answer) -> Response:
    """The same, packed if the client takes it."""
    return respond(packed(answer) if takes_gzip(request.headers.get("accept-encoding")) else answer)
