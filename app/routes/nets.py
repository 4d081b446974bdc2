"""POST /two-layer-net/…: the net of the chapter, from its numbers or from a seed."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app import lab_schema, schema, wire
from app.desk import desk_of
from app.openapi import any_of, operation, ref
from app.routes.choices import Cells, Lang, Layout, Tensors

router = APIRouter(prefix="/two-layer-net", tags=["two-layer net"])
EXAMPLE = {"input_size": 2, "hidden_size": 3, "output_size": 2, "batch_size": 1, "seed": 7}
REPORT = any_of(schema.CheckReport, lab_schema.CellReport)
BODY = any_of(wire.NetValues, wire.NetSizes)


@router.post(
    "/trace",
    summary="Run the two-layer net forward and backward",
    **operation(ref(schema.NetTrace), body=BODY, example=EXAMPLE),
)
async def net_trace(
    request: Request, tensors: Tensors = "nested", layout: Layout = "rows", lang: Lang = None
) -> Response:
    """The trace of affine, activation, affine, softmax with loss, with loss, accuracy and probabilities."""
    return await desk_of(request).answer(request, "net_trace", lang, tensors=tensors, layout=layout)


@router.post(
    "/gradient-check",
    summary="Check the gradients of the two-layer net",
    **operation(REPORT, body=BODY, example=EXAMPLE),
)
async def net_check(request: Request, cells: Cells = "false", lang: Lang = None) -> Response:
    """Central differences against backpropagation, for every weight and bias."""
    return await desk_of(request).answer(request, "net_check", lang, cells=cells)
