"""POST /vanishing…: how much of a gradient is left after many layers."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app import lab_schema, lab_wire
from app.desk import desk_of
from app.openapi import operation, ref
from app.routes.choices import Lang

router = APIRouter(prefix="/vanishing", tags=["vanishing gradients"])


@router.post(
    "",
    summary="A chain of equal layers",
    **operation(
        ref(lab_schema.Chain),
        body=ref(lab_wire.ChainRequest),
        example={"activation": "sigmoid", "depth": 3, "weight": 1},
    ),
)
async def vanishing_chain(request: Request, lang: Lang = None) -> Response:
    """The gradient towards the input of each layer of a ← f(w · a), and how flat f is there."""
    return await desk_of(request).answer(request, "vanishing_chain", lang)


@router.post(
    "/wide",
    summary="Layers of many units",
    **operation(
        ref(lab_schema.WideNet),
        body=ref(lab_wire.WideRequest),
        example={"activation": "relu", "depth": 2, "width": 16, "batch": 8, "init": "he", "seed": 1},
    ),
)
async def vanishing_wide(request: Request, lang: Lang = None) -> Response:
    """The spread of activations and the length of the gradient, layer by layer."""
    return await desk_of(request).answer(request, "vanishing_wide", lang)
