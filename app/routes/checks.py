"""POST /gradient-check: central differences against backpropagation."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app import schema, wire
from app.desk import desk_of
from app.openapi import operation, ref
from app.routes.choices import Lang

router = APIRouter(tags=["gradient check"])
EXAMPLE = {"program": "L = (x * y + x) ** 2", "inputs": {"x": 3, "y": -4}, "h": 1e-5}


@router.post(
    "/gradient-check",
    summary="Compare backpropagation with central differences",
    **operation(ref(schema.CheckReport), body=ref(wire.CheckRequest), example=EXAMPLE),
)
async def gradient_check(request: Request, lang: Lang = None) -> Response:
    """Nudge every element by ±h and compare the slope found with the gradient."""
    return await desk_of(request).answer(request, "gradient_check", lang)
