"""POST /gradient-check: central differences against backpropagation."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app import lab_schema, lab_wire, schema, wire
from app.desk import desk_of
from app.openapi import any_of, operation, ref
from app.routes.choices import Cells, Lang

router = APIRouter(tags=["gradient check"])
EXAMPLE = {"program": "L = (x * y + x) ** 2", "inputs": {"x": 3, "y": -4}, "h": 1e-5}
REPORT = any_of(schema.CheckReport, lab_schema.CellReport)
CURVE_EXAMPLE = {"program": "f = x ** 3", "inputs": {"x": 2}, "name": "x", "steps": [1e-2, 1e-5, 1e-12]}


@router.post(
    "/gradient-check",
    summary="Compare backpropagation with central differences",
    **operation(REPORT, body=ref(wire.CheckRequest), example=EXAMPLE),
)
async def gradient_check(request: Request, cells: Cells = "false", lang: Lang = None) -> Response:
    """Nudge every element by ±h and compare the slope found with the gradient."""
    return await desk_of(request).answer(request, "gradient_check", lang, cells=cells)


@router.post(
    "/gradient-check/curve",
    summary="One gradient against differences over many steps",
    **operation(ref(lab_schema.CheckCurve), body=ref(lab_wire.CurveRequest), example=CURVE_EXAMPLE),
)
async def check_curve(request: Request, lang: Lang = None) -> Response:
    """Central and one-sided differences, by default from h = 1e-1 to 1e-14; their errors make a U."""
    return await desk_of(request).answer(request, "check_curve", lang)
