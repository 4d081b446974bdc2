"""POST /export/{format}: a trace request in, a file out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from app import schema, wire
from app.desk import desk_of
from app.errors import refuse
from app.exporters import EXPORTERS
from app.openapi import operation, ref
from app.routes.choices import Lang

router = APIRouter(tags=["export"])
EXAMPLE = {"program": "L = (x + y) ** 2", "inputs": {"x": 1, "y": 2}}
Format = Annotated[
    str,
    Path(description="The form of the file.", examples=["csv"], json_schema_extra={"enum": list(EXPORTERS)}),
]


@router.post(
    "/export/{format}",
    summary="A trace as a file",
    **operation(
        ref(schema.Trace),
        body=ref(wire.TraceRequest),
        example=EXAMPLE,
        texts=tuple(exporter.MEDIA_TYPE for exporter in EXPORTERS.values()),
    ),
)
async def export(request: Request, format: Format, lang: Lang = None) -> Response:  # noqa: A002
    """The NumPy and PyTorch files run, and print the same numbers."""
    if format not in EXPORTERS:
        raise refuse("format_unknown", format=format, names=", ".join(EXPORTERS))
    return await desk_of(request).answer(request, "export", lang, format=format)
