"""GET /healthz and /version: what runs here, and within which limits."""

from __future__ import annotations

import orjson
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app import __version__, schema
from app.openapi import operation, ref
from app.responses import respond
from app.settings import rows
from app.work import Answer

router = APIRouter(tags=["service"])
NAME = "backprop-visualizer"


@router.get("/healthz", summary="Whether the service answers", **operation(ref(schema.Health)))
async def healthz() -> Response:
    """Answers as long as requests are handled."""
    return respond(Answer(b'{"status":"ok"}'))


@router.get("/version", summary="Name, version and limits", **operation(ref(schema.Version)))
async def version(request: Request) -> Response:
    """The limits in force, under the names of their settings."""
    settings = request.app.state.desk.settings
    limits = {row.name: getattr(settings, row.name) for row in rows() if isinstance(row.default, int | float)}
    return respond(Answer(orjson.dumps({"name": NAME, "version": __version__, "limits": limits})))
