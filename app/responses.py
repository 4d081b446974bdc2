"""Answers as HTTP responses."""

from __future__ import annotations

from starlette.responses import Response

from app.work import Answer


def respond(answer: Answer) -> Response:
    """The answer with its headers; the words in it depend on what the client accepts."""
    headers = {"Vary": "Accept-Language, Accept-Encoding", "Cache-Control": "no-cache", **answer.headers}
    return Response(answer.body, answer.status, headers, answer.media_type)
