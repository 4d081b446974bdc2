"""POST /trace: a program in, its trace out."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app import schema, wire
from app.desk import desk_of
from app.openapi import any_of, operation, ref
from app.routes.choices import Lang, Layout, Tensors

router = APIRouter(tags=["trace"])
EXAMPLE = {"program": "a = x * 2\nb = a + 3\ny = b * 5", "inputs": {"x": 1}}


@router.post(
    "/trace",
    summary="Run a program forward and backward",
    **operation(any_of(schema.Trace, schema.Gradients), body=ref(wire.TraceRequest), example=EXAMPLE),
)
async def trace(
    request: Request, tensors: Tensors = "nested", layout: Layout = "rows", lang: Lang = None
) -> Response:
    """Every value, every gradient, and every step between them, in the order in which to tell them."""
    return await desk_of(request).answer(request, "trace", lang, tensors=tensors, layout=layout)
